"""The selection of a cycle: what stands against it, what it counts, and what it is made from."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.element import Element
from engine.parameters import UnknownParameter
from tests.bilingual import faults_of
from tests.selecting import FIRST, LAST, ask, file, statuses
from workflows.law import law
from workflows.selection.cut import NO_DECISION
from workflows.selection.cycle import counted, past_of
from workflows.selection.policy import policy_for
from workflows.selection.selection import Selection, against, select

BECAUSE: dict[str, Any] = {"reason": "States of equal priority are treated alike."}
HAS = {"Algeria": (1, 1), "Benin": (2, 2), "Chad": (2, 2), "Dominica": (3, 3)}


def four(places: int = 2, **decided: Any) -> Selection:
    """Four files for so many places: the second and the third are equal."""
    files = (file(1, "Algeria"), file(2, "Benin"), file(3, "Chad"), file(4, "Dominica"))
    return ask(2026, *files, has=HAS, places=places, **decided).made()


def faults(selection: Selection) -> list[tuple[str, str]]:
    """What stands against a selection: which rule, and its paragraph; said in both languages."""
    assert [fault for one in against(selection) for fault in faults_of(one.said)] == []
    return [(one.rule, str(one.citation)) for one in against(selection)]


# --- what stands against it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "decided",
    [
        {},
        {"ties": "include", **BECAUSE},
        {"ties": "leave", **BECAUSE},
        {"picks": ("00003",), **BECAUSE},
        {"ceiling": 0, **BECAUSE},
        {"ceiling": 61, **BECAUSE},
        {"ceiling": 2, "ties": "include", **BECAUSE},
        BECAUSE,
    ],
    ids=str,
)
def test_nothing_stands_against_a_decision_with_its_reason(decided: dict[str, Any]):
    assert against(four(**decided)) == []


@pytest.mark.parametrize("reason", ["", " ", "\n"])
@pytest.mark.parametrize(
    "decided", [{"ties": "include"}, {"ties": "leave"}, {"picks": ("00003",)}, {"ceiling": 2}]
)
def test_every_decision_needs_a_reason(decided: dict[str, Any], reason: str):
    assert faults(four(**decided, reason=reason)) == [("reason", "House rule 5")]


def test_equal_files_are_taken_or_left_as_a_whole_or_picked_not_both():
    made = four(ties="include", picks=("00003",), **BECAUSE)
    assert faults(made) == [("tie", "OD 33-34")]


@pytest.mark.parametrize("picks", [("00001",), ("00004",), ("00404",), ("00002", "00404")])
def test_only_the_equal_files_at_the_cut_are_picked(picks: tuple[str, ...]):
    made = four(picks=picks, **BECAUSE)
    assert faults(made) == [("tie", "OD 33-34")]
    (finding,) = against(made)
    strangers = [pick for pick in picks if pick not in ("00002", "00003")]
    assert finding.sentence.startswith(f"{', '.join(strangers)} cannot be picked")
    assert finding.sentence.endswith("00002, 00003")


@pytest.mark.parametrize("places", [0, 1, 3, 4])
def test_where_the_places_part_no_equal_files_none_is_picked(places: int):
    assert faults(four(places, picks=("00003",), **BECAUSE)) == [("tie", "OD 33-34")]


@pytest.mark.parametrize(
    ("picks", "wrong"),
    [(("00002",), []), (("00002", "00002"), []), (("00002", "00003"), [("tie", "OD 33-34")])],
)
def test_no_more_are_picked_than_there_are_places(
    picks: tuple[str, ...], wrong: list[tuple[str, str]]
):
    assert faults(four(picks=picks, **BECAUSE)) == wrong


@pytest.mark.parametrize(("ceiling", "wrong"), [(0, []), (-1, [("ceiling", "OD 33-34")])])
def test_a_number_of_places_is_not_negative(ceiling: int, wrong: list[tuple[str, str]]):
    assert faults(four(ceiling=ceiling, **BECAUSE)) == wrong


@pytest.mark.parametrize(
    ("orders", "wrong"),
    [
        ((1, 2), []),
        ((7, 3), []),
        ((1, 1), [("own_order", "OD 34")]),
        ((1, None), [("own_order", "OD 34")]),
        ((None, None), [("own_order", "OD 34")]),
    ],
)
def test_a_state_with_several_files_ranks_each(
    orders: tuple[int | None, int | None], wrong: list[tuple[str, str]]
):
    files = [file(number, "Algeria", order=order) for number, order in enumerate(orders, 1)]
    made = ask(2026, *files).made()
    assert faults(made) == wrong
    assert [one.sentence.split(": ")[1] for one in against(made)] == ["00001, 00002"] * len(wrong)


def test_a_file_that_its_state_did_not_rank_comes_after_those_it_did():
    files = (file(1, "Algeria"), file(2, "Algeria", order=9), file(3, "Algeria"))
    made = ask(2026, *files, has=HAS).made()
    assert [one.file.file_no for one in made.ranking.ranked] == ["00002", "00001", "00003"]


def test_a_state_ranks_neither_a_single_file_nor_one_outside_the_ceiling_nor_a_part_in_one():
    files = (file(1, "Algeria"), file(2, "Algeria", kind="extension"), file(3, "Algeria", "Benin"))
    assert against(ask(2026, *files).made()) == []


def test_all_that_stands_against_a_selection_is_said_at_once():
    files = (
        file(1, "Algeria"), file(2, "Algeria"), file(3, "Benin"), file(4, "Benin"),
        file(5, "Chad"), file(6, "Chad"),
    )  # fmt: skip
    made = ask(2024, *files, ceiling=-1, ties="leave", picks=("00404",)).made()
    assert faults(made) == [
        ("reason", "House rule 5"),
        ("tie", "OD 33-34"),
        ("tie", "OD 33-34"),
        ("ceiling", "OD 33-34"),
        *[("own_order", "OD 34")] * 3,
    ]


# --- a State that names two files ----------------------------------------------------------------


@pytest.mark.parametrize("places", [(1, 2, 3), (3, 2, 1)])
def test_of_two_files_that_a_state_names_the_one_with_the_lower_number_has_its_turn(
    places: tuple[int, ...],
):
    files = {
        1: file(1, "Algeria", "Benin", named_by="Benin"),
        2: file(2, "Benin", "Chad", named_by="Benin"),
        3: file(3, "Benin"),
    }
    made = ask(2026, *(files[place] for place in places), has=HAS).made()
    levels = {one.file.file_no: one.level for one in made.ranking.ranked}
    assert levels == {"00001": "0", "00002": "ii", "00003": "iii"}


@pytest.mark.parametrize(
    ("cycle", "wrong"), [(2025, []), (2026, [("named_by", "19.COM 15.6")])]
)  # fmt: skip
def test_a_state_names_one_file(cycle: int, wrong: list[tuple[str, str]]):
    files = (
        file(1, "Algeria", "Benin", named_by="Benin"),
        file(2, "Benin", "Chad", named_by="Benin"),
        file(3, "Chad", "Dominica", named_by="Chad"),
    )
    assert faults(ask(cycle, *files).made()) == wrong


def test_a_file_of_one_state_that_is_named_nonetheless_has_the_turn_as_it_had():
    made = ask(2026, file(1, "Benin", named_by="Benin"), has=HAS).made()
    assert [one.level for one in made.ranking.ranked] == ["0"]


# --- what it counts ------------------------------------------------------------------------------


def test_a_selection_counts_its_files_by_status_and_by_level():
    files = (
        file(1, "Algeria"),
        file(2, "Benin", mechanism="USL"),
        file(3, "Chad", "Dominica"),
        file(4, "Benin", kind="extension"),
        file(5, "Chad"),
        file(6, "Dominica"),
    )
    before = (file(8, "Benin", treated=True), file(9, "Chad", treated=True))
    made = ask(2026, *files, has=HAS, before=before, places=3).made()
    assert made.counts() == {
        "considered": 6, "outside": 1, "selected": 3, "backlog": 2, "undecided": 0,
    }  # fmt: skip
    assert made.by_level() == {"0": 2, "i": 1, "ii": 0, "iii": 0}
    assert made.by_level("backlog") == {"0": 0, "i": 0, "ii": 1, "iii": 1}
    assert made.by_level("undecided") == {"0": 0, "i": 0, "ii": 0, "iii": 0}
    assert list(made.by_level()) == ["0", "i", "ii", "iii"]


def test_equal_files_at_the_cut_are_counted_as_undecided():
    assert four().counts() == {
        "considered": 4, "outside": 0, "selected": 1, "backlog": 1, "undecided": 2,
    }  # fmt: skip
    assert (list(four().cut.tie), four().cut.free) == ([1, 2], 1)


def test_a_cycle_without_files_is_selected():
    made = ask(2026).made()
    assert (statuses(made), made.outside, against(made)) == ({}, [], [])
    assert set(made.counts().values()) == {0}


# --- what it is made from ------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", range(FIRST, LAST + 1))
def test_the_ceiling_of_every_cycle_is_reached_and_not_passed(cycle: int):
    number = policy_for(law(), cycle).ceiling.number
    files = [file(n, f"State {n}") for n in range(number + 1)]
    has = {f"State {n}": (n, n) for n in range(number + 1)}
    assert list(statuses(ask(cycle, *files, has=has).made()).values()) == [
        *["selected"] * number,
        "backlog",
    ]


@pytest.mark.parametrize("cycle", [FIRST - 1, LAST + 1])
def test_where_the_law_has_no_order_of_priority_there_is_none(cycle: int):
    with pytest.raises(UnknownParameter, match=f"no value is set for cycle {cycle}$"):
        policy_for(law(), cycle)


def test_the_draft_for_2028_and_2029_is_the_law_of_2027_under_its_own_name():
    for name in ("ceiling", "priorities"):
        of_2027, of_2028 = (dict(law().for_cycle(name, cycle).says) for cycle in (2027, 2028))
        about = ("name", "level")
        assert {k: v for k, v in of_2028.items() if k not in about} == {
            k: v for k, v in of_2027.items() if k not in about
        }
    keys = [[(one.name, one.keys) for one in policy_for(law(), cycle).rules.levels]
            for cycle in (2027, 2028, 2029)]  # fmt: skip
    assert keys[0] == keys[1] == keys[2]


def test_only_the_orders_up_to_2023_count_assistance_and_only_those_from_2026_let_states_name():
    rules = {cycle: policy_for(law(), cycle).rules for cycle in range(FIRST, LAST + 1)}
    assert [c for c in rules if rules[c].counts_assistance] == list(range(FIRST, 2024))
    assert [c for c in rules if rules[c].names_multinational] == list(range(2026, LAST + 1))


def test_counts_are_those_of_the_register_with_what_may_count_like_an_element():
    day = date(2023, 3, 31)
    register = [
        Element("1", "Song", "RL", 2019, day, ("Algeria",)),
        Element("2", "Dance", "USL", 2019, day, ("Algeria", "Benin")),
    ]
    told = counted(register, day, approved=("Benin", "Benin", "Chad"))
    assert (told.as_of, dict(told.inscribed), dict(told.national), dict(told.assistance)) == (
        day, {"Algeria": 2, "Benin": 1}, {"Algeria": 1}, {"Benin": 2, "Chad": 1},
    )  # fmt: skip
    with_it = told.with_assistance()
    assert (with_it.as_of, dict(with_it.inscribed), dict(with_it.national)) == (
        day, {"Algeria": 2, "Benin": 3, "Chad": 1}, {"Algeria": 1, "Benin": 2, "Chad": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cycle", "level"), [(2014, "iii"), (2023, "iii"), (2024, "i"), (2026, "i"), (2028, "i")]
)
def test_up_to_2023_a_state_with_approved_assistance_is_not_one_that_has_nothing(
    cycle: int, level: str
):
    asked = ask(cycle, file(1, "Algeria"), before=[file(9, "Algeria", treated=True)])
    counts = counted([], date(cycle - 1, 3, 31), approved=["Algeria"])
    made = select(replace(asked.made().cycle, counts=counts), asked.policy, NO_DECISION)
    assert [one.level for one in made.ranking.ranked] == [level]


def test_the_past_says_who_used_a_turn_and_what_was_not_treated():
    past = past_of(
        2026,
        [
            file(1, "Algeria", treated=True),
            file(2, "Benin"),
            file(3, "Chad", "Dominica", treated=True),
            file(4, "Egypt", "Ghana", named_by="Ghana", treated=True),
            file(5, "Egypt", "Italy", named_by="Italy"),
        ],
    )
    assert (past.cycle, past.files, past.untreated) == (2026, 5, frozenset(("00002", "00005")))
    assert list(past.turns) == ["Algeria", "Ghana"]
