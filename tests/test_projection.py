"""The backlog and the waiting time of the years ahead: by the real rules, the same each time."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from engine.element import Element
from engine.parameters import UnknownParameter
from workflows.law import law
from workflows.selection.cycle import Past, past_of
from workflows.selection.inflow import Inflow
from workflows.selection.policies import Proposal, proposal
from workflows.selection.projected import projected
from workflows.selection.projection import GROUPS, Projection, Waiting, one_decimal

LAW = proposal(law(), "law")
OLDER = proposal(law(), "2024-2025")
YEARS = range(2026, 2032)
STATES = {"A": "I", "B": "II", "C": "V(a)", "D": "", "E": "I"}
NONE_NEW = Inflow([0], 1)


def element(number: int, year: int, *states: str, on: str = "RL") -> Element:
    return Element(f"{number:05}", f"Element {number}", on, year, date(year, 12, 1), states)


REGISTER = [
    element(1, 2021, "A", on="USL"),
    element(2, 2022, "A"),
    element(3, 2023, "A", "B"),
    element(4, 2023, "B", "C", "D", on="GSP"),
    element(5, 2024, "C"),
]


def file(number: int, *states: str, kind: str = "new", treated: bool = False) -> CycleFile:
    return CycleFile(f"{number:05}", f"File {number}", "RL", kind, states, treated=treated)


def course(
    *policies: Proposal,
    inflow: Inflow = NONE_NEW,
    starting: tuple[CycleFile, ...] = (),
    past: Past | None = None,
    register: list[Element] = REGISTER,
    cycles: range = YEARS,
) -> Projection:
    """A projection of the toy register."""
    return projected(cycles, policies, inflow, register, STATES, starting=starting, past=past)


def figures(made: Projection, name: str, policy: str = "", group: str | None = None) -> list[int]:
    """One figure of each cycle, of all groups together or of one."""
    return [
        sum(
            getattr(row, name)
            for row in made.of(policy or made.policies[0], cycle=cycle, group=group)
        )
        for cycle in made.cycles
    ]


# --- the same call, the same answer ------------------------------------------------------------

SEEDS = st.integers(0, 10_000)
NUMBERS = st.lists(st.integers(0, 12), min_size=1, max_size=4)
PLACES = st.integers(0, 12)
REENTRY = st.sampled_from([100, 100, 80, 0])


@settings(max_examples=40)
@given(SEEDS, NUMBERS, PLACES, REENTRY)
def test_the_same_seed_gives_the_same_answer(
    seed: int, numbers: list[int], places: int, reentry: int
):
    inflow = Inflow(numbers, seed, reentry)
    policies = (LAW.with_ceiling(places), OLDER)
    once = course(*policies, inflow=inflow)
    assert once == course(*policies, inflow=inflow, register=REGISTER[::-1])
    assert figures(once, "new") == figures(once, "new", OLDER.name)
    assert course(OLDER, inflow=inflow).rows == tuple(once.of(OLDER.name))


@settings(max_examples=40)
@given(SEEDS, NUMBERS, PLACES, REENTRY)
def test_no_file_is_lost_and_each_belongs_to_one_group(
    seed: int, numbers: list[int], places: int, reentry: int
):
    made = course(LAW.with_ceiling(places), inflow=Inflow(numbers, seed, reentry))
    assert [row.group for row in made.rows] == list(GROUPS) * len(YEARS)
    for group in (None, *GROUPS):
        left = 0
        for cycle in YEARS:
            rows = made.of(made.policies[0], cycle=cycle, group=group)
            came = left + sum(row.new - row.given_up for row in rows)
            assert came == sum(row.outside + row.inside for row in rows)
            left = sum(row.backlog for row in rows)
            assert came == left + sum(row.outside + row.treated for row in rows)


@settings(max_examples=40)
@given(SEEDS, NUMBERS)
def test_with_a_ceiling_above_the_inflow_nobody_waits(seed: int, numbers: list[int]):
    made = course(LAW.with_ceiling(12), inflow=Inflow(numbers, seed))
    assert figures(made, "backlog") == figures(made, "waited") == [0] * len(YEARS)
    assert figures(made, "inside") == figures(made, "treated")


@settings(max_examples=40)
@given(SEEDS, NUMBERS, PLACES)
def test_the_backlog_is_never_longer_than_if_each_cycle_took_exactly_its_places(
    seed: int, numbers: list[int], places: int
):
    made = course(LAW.with_ceiling(places), inflow=Inflow(numbers, seed))
    bound = 0
    new, outside = figures(made, "new"), figures(made, "outside")
    for left, came, beside in zip(figures(made, "backlog"), new, outside, strict=True):
        bound = max(0, bound + came - beside - places)
        assert left <= bound


@settings(max_examples=40)
@given(SEEDS, NUMBERS, PLACES, PLACES)
def test_in_the_first_cycle_more_places_never_leave_more_files(
    seed: int, numbers: list[int], one: int, other: int
):
    fewer, more = sorted((one, other))
    inflow = Inflow(numbers, seed)
    few, many = (
        course(LAW.with_ceiling(number), inflow=inflow, cycles=range(2026, 2027))
        for number in (fewer, more)
    )
    assert figures(many, "backlog")[0] <= figures(few, "backlog")[0]


def test_in_a_later_cycle_they_may_since_equals_are_taken_together():
    four, five = OLDER.with_ceiling(4), OLDER.with_ceiling(5)
    made = course(four, five, inflow=Inflow([5, 7], 31))
    assert figures(made, "backlog", four.name) == [2, 3, 6, 9, 4, 5]
    assert figures(made, "backlog", five.name) == [1, 1, 3, 5, 7, 7]
    assert figures(made, "treated", four.name) == [4, 4, 4, 4, 12, 4]


# --- by the real rules -------------------------------------------------------------------------


def test_what_is_treated_in_a_cycle_counts_for_the_second_after_it():
    files = (file(1, "E"), file(2, "E"), file(3, "E"), file(4, "B", "C"))
    made = course(OLDER.with_ceiling(1), starting=files)
    # The first file of E has its turn. In 2027 it has not, but no element either: level (i). Only
    # in 2028 does the first file count, and the multinational one goes before; then E has its turn.
    assert figures(made, "treated", group="I") == [1, 1, 0, 1, 0, 0]
    assert figures(made, "treated", group="multinational") == [0, 0, 1, 0, 0, 0]


def test_a_file_waits_a_cycle_for_each_in_which_it_is_entered_and_left():
    files = (file(1, "E"), file(2, "E"), file(3, "E"), file(4, "B", "C"), file(5, "A", "C"))
    made = course(OLDER.with_ceiling(1), starting=files, cycles=range(2026, 2029))
    joint = made.waiting()[GROUPS.index("multinational")]
    assert figures(made, "backlog") == [4, 3, 2]
    assert made.waiting()[0] == Waiting(
        "2024-2025, ceiling 1", "I", 2, Fraction(0 + 1, 2), 1, 1, Fraction(3), 3
    )
    assert joint == Waiting(
        "2024-2025, ceiling 1", "multinational", 1, Fraction(2), 2, 1, Fraction(3), 3
    )
    assert made.waiting()[1] == Waiting("2024-2025, ceiling 1", "II", 0, None, None, 0, None, None)


def test_a_file_that_was_left_before_has_waited_since_then():
    past = past_of(2025, [file(1, "E"), file(9, "A", treated=True)])
    starting = (file(1, "E"), file(2, "E"))
    made = course(LAW.with_ceiling(1), starting=starting, past=past)
    assert figures(made, "waited") == [1, 1, 0, 0, 0, 0]
    assert figures(made, "new") == figures(made, "inside")[:1] + [0] * 5 == [2, 0, 0, 0, 0, 0]


def test_what_stands_outside_the_ceiling_is_treated_at_once_and_uses_the_turn():
    starting = (file(1, "E", kind="extension"), file(2, "E"), file(3, "B"))
    made = course(LAW.with_ceiling(0), starting=starting)
    assert figures(made, "outside") == [1, 0, 0, 0, 0, 0]
    assert figures(made, "backlog") == [2] * 6
    used = (file(1, "C", kind="extension"), file(3, "B"))
    later = course(OLDER.with_ceiling(1), starting=used, inflow=Inflow([0], 1))
    assert figures(later, "treated") == [1, 0, 0, 0, 0, 0]


def test_the_cycle_before_is_what_the_register_has_of_its_year():
    register = [*REGISTER, element(6, 2025, "A"), element(7, 2025, "B", "C")]
    starting = (file(11, "A"), file(12, "B"))
    made = course(LAW.with_ceiling(1), starting=starting, register=register)
    assert "Of the cycle of 2025 2 files are known, with which 1 States used their turn." in (
        made.assumptions
    )
    assert figures(made, "treated", group="II")[0] == 1
    told = past_of(2025, [file(9, "B", treated=True)])
    other = course(LAW.with_ceiling(1), starting=starting, register=register, past=told)
    assert figures(other, "treated", group="I")[0] == 1
    assert "Of the cycle of 2025 1 files are known, with which 1 States used their turn." in (
        other.assumptions
    )


def test_elements_of_projected_cycles_are_left_out():
    later = [*REGISTER, element(6, 2026, "A"), element(7, 2030, "B")]
    inflow = Inflow([9], 3)
    made = course(LAW.with_ceiling(5), inflow=inflow, register=later)
    assert made.rows == course(LAW.with_ceiling(5), inflow=inflow).rows
    assert (
        "Of the register given 2 elements of 2026 and later are left out, since those cycles are "
        "projected." in made.assumptions
    )


def test_files_that_are_not_entered_again_are_given_up():
    made = course(LAW.with_ceiling(3), inflow=Inflow([8], 1, reentry=0))
    assert figures(made, "given_up") == [0, *figures(made, "backlog")[:-1]]
    assert max(row.longest for row in made.rows) == 0
    assert max(row.longest_waits for row in made.rows) == 1


def test_a_state_whose_group_is_not_known_is_counted_under_not_known():
    made = course(LAW.with_ceiling(0), starting=(file(1, "D"), file(2, "Elsewhere")))
    assert figures(made, "backlog", group="not known") == figures(made, "backlog") == [2] * 6


# --- what it rests on --------------------------------------------------------------------------


def test_every_assumption_is_a_sentence():
    made = course(LAW, proposal(law(), "2014-2023"), cycles=range(2027, 2029))
    assert all(one.endswith(".") for one in made.assumptions)
    assert made.assumptions[-4:-1] == (
        "Policy 'law', cycle of 2027: no more than 60 files (19.COM 15), in the order of 2026-2027 "
        "(OD 34; 19.COM 15).",
        "Policy 'law', cycle of 2028: no more than 60 files (draft; as 19.COM 15), in the order of "
        "2028-2029 (draft; as OD 34 and 19.COM 15).",
        "Policy '2014-2023', cycle of 2027: no more than 60 files (19.COM 15), in the order of "
        "2014-2023 (OD 34; 8.COM 10, 13.COM 15, 15.COM 9).",
    )


def test_the_same_policy_is_told_once_for_the_cycles_it_holds_for():
    made = course(LAW, OLDER, cycles=range(2026, 2036))
    assert [(one.policy, one.first, one.last, one.holds.rules.name) for one in made.spans] == [
        ("law", 2026, 2027, "2026-2027"),
        ("law", 2028, 2035, "2028-2029"),
        ("2024-2025", 2026, 2027, "2024-2025"),
        ("2024-2025", 2028, 2035, "2024-2025"),
    ]


def test_what_only_some_projections_assume_is_said_by_those_alone():
    def says(made: Projection, words: str) -> bool:
        return any(words in sentence for sentence in made.assumptions)

    here = course(LAW, starting=(file(1, "A"),), cycles=range(2025, 2026))
    there = course(LAW, proposal(law(), "2014-2023"))
    for words, of_here in (
        ("The first cycle has the 1 files given.", True),
        ("The register given ends with 2024: what the cycle of 2025 inscribed is missing", False),
        ("Some rules count approved assistance", False),
        ("No file of the cycle of 2025 is known: in 2026 every State has its turn.", False),
        ("Of the cycle of 2024 1 files are known, with which 1 States used their turn.", True),
    ):
        assert (says(here, words), says(there, words)) == (of_here, not of_here)


def test_without_a_cycle_an_element_or_a_policy_there_is_no_projection():
    with pytest.raises(ValueError, match=r"^there is no cycle to project$"):
        course(LAW, cycles=range(2027, 2026))
    with pytest.raises(ValueError, match=r"^the register has no element before the first cycle"):
        course(LAW, cycles=range(2020, 2022))
    with pytest.raises(UnknownParameter, match=r"^ceiling: no value is set for cycle 2011$"):
        course(LAW, cycles=range(2011, 2012))


@pytest.mark.parametrize(
    ("mean", "shown"),
    [
        (Fraction(0), "0.0"),
        (Fraction(37, 12), "3.1"),
        (Fraction(1, 20), "0.1"),
        (Fraction(49, 1000), "0.0"),
        (Fraction(19, 20), "1.0"),
        (Fraction(12), "12.0"),
    ],
)
def test_a_mean_is_shown_with_one_decimal_and_halves_go_up(mean: Fraction, shown: str):
    assert one_decimal(mean) == shown
