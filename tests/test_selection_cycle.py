"""What each State has on a day, and what a past cycle means for the next one."""

from datetime import date

import pytest

from engine.cycle_file import CycleFile
from engine.element import Element
from tests.selecting import file
from workflows.selection.cycle import Counts, Cycle, Past, counted, past_of

DAY = date(2025, 3, 31)
SONG = Element("00001", "Song", "USL", 2019, date(2019, 12, 12), ("Kenya",))
DANCE = Element("00002", "Dance", "RL", 2020, date(2020, 12, 1), ("Kenya", "Uganda"))
PRACTICE = Element("00003", "Practice", "GSP", 2021, date(2021, 12, 1), ("Peru",))


# --- what a State has --------------------------------------------------------------------------


def test_elements_and_practices_are_counted_for_each_state_together_and_alone():
    assert counted([SONG, DANCE, PRACTICE], DAY) == Counts(
        DAY, {"Kenya": 2, "Uganda": 1, "Peru": 1}, {"Kenya": 1, "Peru": 1}, {}
    )


def test_an_empty_register_counts_nothing():
    assert counted([], DAY) == Counts(DAY, {}, {}, {})


def test_approved_requests_are_counted_apart_until_they_are_asked_for():
    counts = counted([SONG, DANCE], DAY, ["Kenya", "Togo", "Kenya"])
    assert (counts.inscribed, counts.national) == ({"Kenya": 2, "Uganda": 1}, {"Kenya": 1})
    assert counts.assistance == {"Kenya": 2, "Togo": 1}
    assert counts.with_assistance() == Counts(
        DAY, {"Kenya": 4, "Uganda": 1, "Togo": 1}, {"Kenya": 3, "Togo": 1}
    )


def test_where_nothing_was_approved_the_counts_stay_as_they_are():
    counts = counted([SONG, DANCE], DAY)
    assert counts.with_assistance() == counts


# --- what is past ------------------------------------------------------------------------------


def test_a_cycle_of_which_nothing_is_recorded_used_up_no_turn():
    assert past_of(2025, []) == Past(2025, {}, frozenset(), 0)


@pytest.mark.parametrize(
    "treated",
    [
        file(1, "Ghana", treated=True),
        file(1, "Ghana", treated=True, mechanism="IA"),
        file(1, "Ghana", treated=True, kind="extension"),
        file(1, "Ghana", "Togo", treated=True, named_by="Ghana"),
    ],
    ids=["new", "a request", "outside", "named"],
)
def test_a_file_of_its_own_or_one_it_named_uses_up_the_turn_of_a_state_once_it_was_treated(
    treated: CycleFile,
):
    past = past_of(2025, [treated])
    assert (dict(past.turns), past.untreated, past.files) == ({"Ghana": [treated]}, frozenset(), 1)


@pytest.mark.parametrize(
    ("files", "untreated"),
    [
        ([file(1, "Ghana")], {"00001"}),
        ([file(1, "Ghana", "Togo", named_by="Ghana")], {"00001"}),
        ([file(1, "Ghana", "Togo", treated=True)], set()),
    ],
)
def test_what_was_not_treated_and_a_part_in_a_multinational_file_use_up_no_turn(
    files: list[CycleFile], untreated: set[str]
):
    past = past_of(2025, files)
    assert (dict(past.turns), set(past.untreated), past.files) == ({}, untreated, 1)


def test_all_files_by_which_a_turn_was_used_are_told_in_the_order_of_their_numbers():
    seven = file(7, "Ghana", treated=True)
    five = file(5, "Ghana", "Togo", treated=True, named_by="Ghana")
    assert past_of(2025, [seven, five]).turns["Ghana"] == [five, seven]


def test_a_cycle_in_which_nobody_decided_anything_has_no_places_given():
    assert Cycle(2026, (), counted([], DAY), past_of(2025, [])).placed == {}
