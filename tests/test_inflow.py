"""What comes into the cycles of a projection: drawn by a seed, ranked and named as States would."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from engine.element import Element
from workflows.law import law
from workflows.selection.cycle import Past, past_of
from workflows.selection.inflow import (
    Inflow,
    as_entered,
    assumed,
    is_entered_again,
    new_files,
    numbers_in,
    recent,
    reported,
)
from workflows.selection.policies import proposal

NOBODY = past_of(2025, ())
NAMING = proposal(law(), "2026-2027").policy(2026)
NO_NAMING = proposal(law(), "2024-2025").policy(2026)


def element(number: int, year: int, *states: str, on: str = "RL") -> Element:
    return Element(f"{number:05}", f"Element {number}", on, year, date(year, 12, 1), states)


def file(number: int, *states: str, **more: object) -> CycleFile:
    return CycleFile(f"{number:05}", f"File {number}", "RL", "new", states, **more)  # type: ignore[arg-type]


REGISTER = [
    element(1, 2019, "A", on="USL"),
    element(2, 2020, "A"),
    element(3, 2021, "A", "B"),
    element(4, 2022, "B", "C", "D", on="GSP"),
    element(5, 2023, "C"),
    element(6, 2024, "A", "E"),
]


# --- how many ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("140", [140]),
        ("0", [0]),
        ("120,140,140", [120, 140, 140]),
        ("3..6", [3, 4, 5, 6]),
        ("7..7", [7]),
        ("1000", [1000]),
    ],
)
def test_the_numbers_of_new_files_are_one_several_or_a_range(text: str, numbers: list[int]):
    assert list(numbers_in(text)) == numbers


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("many", "'many' is not like 140, 120,140,170 or 120..170"),
        ("1,2..3", "'1,2..3' is not like 140, 120,140,170 or 120..170"),
        ("-1", "'-1' is not like 140, 120,140,170 or 120..170"),
        ("6..3", "'6..3' ends before it begins"),
        ("1,1001", "1001 new files in a cycle are more than 1000"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str, sentence: str):
    with pytest.raises(ValueError, match=r".") as raised:
        numbers_in(text)
    assert str(raised.value) == sentence


def test_the_reported_figures_are_told_for_what_they_are():
    rows = [
        (row.from_cycle, row.to_cycle, row.cycle, row["files"], row["what"], row.cite, row.mark)
        for row in law().values("reported_files")
    ]
    assert sorted(rows, key=str) == [
        (2022, 2023, None, 121, "treated", "LHE/26/11.GA/6", "verified"),
        (2024, 2025, None, 140, "treated", "LHE/26/11.GA/6", "verified"),
        (None, None, 2026, 137, "to consider", "LHE/26/11.GA/6", "verified"),
        (None, None, 2027, 170, "to consider", "LHE/26/11.GA/6", "verified"),
    ]
    inflow = reported(law(), 7, 90)
    assert (inflow.numbers, inflow.seed, inflow.reentry) == ([121, 140, 137, 170], 7, 90)
    assert inflow.source[0] == (
        "Where the numbers of new files come from: "
        "121 files treated in the cycles 2022-2023 (LHE/26/11.GA/6); "
        "140 files treated in the cycles 2024-2025 (LHE/26/11.GA/6); "
        "137 files to consider in the cycle of 2026 (LHE/26/11.GA/6); "
        "170 files to consider in the cycle of 2027 (LHE/26/11.GA/6)."
    )


# --- which -------------------------------------------------------------------------------------


def test_the_draw_of_a_seed_is_this_on_every_machine_and_with_every_python():
    drawn = new_files(Inflow([3, 4], 1), [2026, 2027], REGISTER, ["F", "G"])
    assert {
        cycle: [(one.file_no, one.mechanism, one.kind, *one.states) for one in files]
        for cycle, files in drawn.items()
    } == {
        2026: [
            ("2026-0001", "RL", "new", "D"),
            ("2026-0002", "RL", "new", "D", "E"),
            ("2026-0003", "RL", "new", "E", "B"),
        ],
        2027: [
            ("2027-0001", "RL", "new", "A"),
            ("2027-0002", "RL", "new", "C", "F"),
            ("2027-0003", "RL", "new", "E"),
            ("2027-0004", "GSP", "new", "B", "C", "A"),
        ],
    }


@given(st.integers(), st.integers(2026, 2040))
def test_the_files_of_a_cycle_depend_on_the_seed_and_the_cycle_alone(seed: int, cycle: int):
    inflow = Inflow(range(10), seed)
    alone = new_files(inflow, [cycle], REGISTER, ["F"])
    among = new_files(inflow, range(2026, 2041), reversed(REGISTER), ["F", "A"])
    assert alone[cycle] == among[cycle]


@given(st.integers())
def test_a_new_file_has_the_form_of_an_element_and_names_no_state_twice(seed: int):
    forms = {(one.list, len(one.states)) for one in recent(REGISTER)}
    for one in new_files(Inflow([30], seed), [2026], REGISTER, ["F"])[2026]:
        if one.kind != "transfer_usl_rl":
            assert (one.mechanism, len(one.states)) in forms
        assert len(set(one.states)) == len(one.states)
        assert set(one.states) <= set("ABCDEF")


def test_the_forms_are_those_of_the_last_five_years_of_the_register():
    assert [one.year for one in recent(REGISTER)] == [2020, 2021, 2022, 2023, 2024]


def test_a_form_with_more_states_than_there_are_takes_them_all():
    wide = [element(1, 2024, "A", "A", "B")]
    files = new_files(Inflow([20], 1), [2026], wide, [])[2026]
    assert {frozenset(one.states) for one in files} == {frozenset("AB")}


def test_a_state_submits_as_often_as_it_has_elements_plus_one():
    register = [element(number, 2024, "A") for number in range(9)]
    files = new_files(Inflow([1000], 1), range(2026, 2036), register, ["B"])
    states = Counter(one.states[0] for several in files.values() for one in several)
    assert states.total() == 10_000
    assert abs(states["A"] / 10_000 - 10 / 11) < 0.01


def test_five_of_a_hundred_new_files_are_extensions_and_two_transfers():
    files = new_files(Inflow([1000], 1), range(2026, 2036), REGISTER, [])
    kinds = Counter(one.kind for several in files.values() for one in several)
    assert set(kinds) == {"new", "extension", "transfer_usl_rl"}
    assert abs(kinds["extension"] - 500) < 50
    assert abs(kinds["transfer_usl_rl"] - 200) < 40


def test_without_an_element_nothing_can_be_drawn():
    with pytest.raises(ValueError, match=r"^the register has no element before the first cycle"):
        new_files(Inflow([3], 1), [2026], [], ["A"])


# --- entered again -----------------------------------------------------------------------------


@given(st.integers(), st.integers(0, 100), st.integers(0, 100), st.integers(0, 99_999))
def test_who_is_entered_again_at_a_lower_share_is_so_at_a_higher_one(
    seed: int, one: int, other: int, number: int
):
    lower, higher = sorted((one, other))
    if is_entered_again(Inflow([1], seed, lower), 2027, file(number, "A")):
        assert is_entered_again(Inflow([1], seed, higher), 2027, file(number, "A"))
    assert is_entered_again(Inflow([1], seed, 100), 2027, file(number, "A"))
    assert not is_entered_again(Inflow([1], seed, 0), 2027, file(number, "A"))


def test_of_a_hundred_files_so_many_are_entered_again():
    again = sum(is_entered_again(Inflow([1], 1, 80), 2027, file(n, "A")) for n in range(10_000))
    assert abs(again - 8000) < 120


# --- ranked and named --------------------------------------------------------------------------


def entered(
    files: list[CycleFile], first: dict[str, int] | None = None, past: Past = NOBODY, *,
    naming: bool = True,
) -> list[tuple[str, int | None, str]]:  # fmt: skip
    """The files as entered: number, the State's own rank, and who names it."""
    since = {one.file_no: 2026 for one in files} | (first or {})
    policy = NAMING if naming else NO_NAMING
    made = as_entered(files, since, policy, past)
    return [(one.file_no, one.order, one.named_by) for one in made]


def test_a_state_ranks_its_files_as_it_has_them_waiting():
    files = [file(1, "A", order=2), file(2, "A", order=1), file(3, "B"), file(9, "A")]
    assert entered(files, {"00009": 2024}) == [
        ("00009", 1, ""), ("00002", 2, ""), ("00001", 3, ""), ("00003", 1, ""),
    ]  # fmt: skip


def test_a_state_with_its_turn_and_no_file_of_its_own_names_the_file_that_waited_longest():
    files = [file(1, "A", "B"), file(2, "A", "C"), file(3, "B")]
    assert entered(files, {"00002": 2025}) == [
        ("00002", None, "A"), ("00001", None, ""), ("00003", 1, ""),
    ]  # fmt: skip


def test_a_state_whose_turn_is_used_names_nothing():
    past = past_of(2025, [file(7, "A", treated=True)])
    assert entered([file(1, "A", "B")], past=past) == [("00001", None, "B")]
    past = past_of(2025, [file(7, "A", treated=True), file(8, "B", treated=True)])
    assert entered([file(1, "A", "B")], past=past) == [("00001", None, "")]


def test_where_the_rules_do_not_know_it_no_file_is_named():
    given_name = file(1, "A", "B", named_by="A")
    assert entered([given_name, file(2, "C", "D")], naming=False) == [
        ("00001", None, ""), ("00002", None, ""),
    ]  # fmt: skip


def test_a_file_outside_the_ceiling_is_named_by_nobody_and_stands_in_nobodys_way():
    outside = CycleFile("00001", "Extension", "RL", "extension", ("A", "B"))
    alone = CycleFile("00002", "Extension", "RL", "extension", ("A",))
    assert entered([outside, alone, file(3, "A", "C")]) == [
        ("00001", None, ""), ("00002", 1, ""), ("00003", None, "A"),
    ]  # fmt: skip


def test_a_name_that_was_given_stands_while_that_state_has_its_turn():
    files = [file(1, "A", "B"), file(2, "C", "A", named_by="A")]
    assert entered(files) == [("00001", None, "B"), ("00002", None, "A")]
    past = past_of(2025, [file(7, "A", treated=True)])
    assert entered(files, past=past) == [("00001", None, "B"), ("00002", None, "C")]


# --- what is assumed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inflow", "first", "again"),
    [
        (
            Inflow([120, 140], 1),
            "Each cycle has 120 or 140 new files, each as likely as the others, by the seed 1;",
            "Every file of the backlog is entered again for the next cycle.",
        ),
        (
            Inflow(range(5, 9), 2, 75),
            "Each cycle has from 5 to 8 new files, each as likely as the others, by the seed 2;",
            "Of 100 files of the backlog 75 are entered again for the next cycle, by the seed and "
            "the same ones under every policy; the others are given up.",
        ),
        (
            Inflow([140], 3, 99, ("From a study.",)),
            "Each cycle has 140 new files, by the seed 3;",
            "Of 100 files of the backlog 99 are entered again for the next cycle, by the seed and "
            "the same ones under every policy; the others are given up.",
        ),
    ],
)
def test_what_the_inflow_assumes_is_said(inflow: Inflow, first: str, again: str):
    said = assumed(inflow, REGISTER)
    assert said[0] == (
        f"{first} all policies see the same files. This is one possible course and no forecast: "
        "another seed gives another one."
    )
    assert tuple(said[1:-5]) == inflow.source
    assert said[-4] == (
        "A new file takes its list and its number of States from one of the elements of the last 5 "
        "years of the register (2020-2024): of 5 elements 3 are multinational (of 2 to 3 States), "
        "0 USL, 4 RL, 1 GSP. What was refused, withdrawn or not treated has left no trace there."
    )
    assert said[-2] == again


def test_a_register_without_multinational_elements_gives_no_sizes():
    said = assumed(Inflow([1], 1), [element(1, 2024, "A")])
    assert "of 1 elements 0 are multinational, 0 USL, 1 RL, 0 GSP." in " ".join(said)
