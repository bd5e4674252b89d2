"""One file of each State in two years: who submitted, and had none treated in two cycles."""

import pytest

from engine.cycle_file import CycleFile
from tests.selecting import file
from workflows.selection.guarantee import Untreated, untreated_in


def test_a_state_that_had_nothing_treated_in_two_cycles_is_told_with_its_files():
    cycles = {2026: [file(3, "Peru")], 2025: [file(2, "Peru"), file(1, "Peru", "Togo")]}
    assert untreated_in(cycles) == [
        Untreated("Peru", {2025: ("00001", "00002"), 2026: ("00003",)}),
        Untreated("Togo", {2025: ("00001",)}),
    ]


@pytest.mark.parametrize(("cycles", "twice"), [((2025,), False), ((2026,), False),
                                               ((2025, 2026), True)])  # fmt: skip
def test_for_a_state_that_submitted_in_both_cycles_the_two_years_are_over(
    cycles: tuple[int, ...], twice: bool
):
    (found,) = untreated_in({cycle: [file(cycle, "Peru")] for cycle in cycles})
    assert (found.state, found.twice) == ("Peru", twice)


@pytest.mark.parametrize("cycle", [2025, 2026])
@pytest.mark.parametrize(
    "treated",
    [
        file(9, "Peru", treated=True),
        file(9, "Chad", "Peru", treated=True),
        file(9, "Peru", kind="extension", treated=True),
    ],
    ids=["its own", "one it takes part in", "outside the ceiling"],
)
def test_one_file_of_a_state_is_enough_in_either_cycle(treated: CycleFile, cycle: int):
    cycles = {2025: [file(1, "Peru")], 2026: [file(2, "Peru")]}
    cycles[cycle].append(treated)
    assert untreated_in(cycles) == []


def test_states_are_told_by_name_and_each_is_told_once():
    cycles = {2025: [file(1, "Togo", "Benin"), file(2, "Chad")], 2026: [file(2, "Chad", "Benin")]}
    assert [one.state for one in untreated_in(cycles)] == ["Benin", "Chad", "Togo"]


def test_where_nobody_submitted_nobody_waits():
    assert untreated_in({}) == untreated_in({2025: [], 2026: []}) == []
