"""What the withdrawal of a file can do to the others, and what it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from tests.selecting import STATES, Asked, ask, cycles, file, lowered, statuses
from workflows.selection.policy import MECHANISMS
from workflows.selection.selection import Selection

EVERY_RULE_SET = (2014, 2023, 2024, 2025, 2026, 2027, 2028, 2029)


def strangers(selection: Selection, withdrawn: CycleFile) -> list[CycleFile]:
    """The files under the ceiling that share no State with the withdrawn one, in their order."""
    files = [one.file for one in selection.ranking.ranked]
    return [one for one in files if not set(one.states) & set(withdrawn.states)]


def levels(selection: Selection) -> dict[str, str]:
    """The level of each file under the ceiling."""
    return {one.file.file_no: one.level for one in selection.ranking.ranked}


def parted(selection: Selection, files: list[CycleFile]) -> list[range | None]:
    """Which of these files, which stand behind each other, are equal: their places among them."""
    keys = [one.key for one in selection.ranking.ranked if one.file in files]
    return [range(keys.index(key), keys.index(key) + keys.count(key)) for key in keys]


several = st.lists(st.sampled_from(STATES), min_size=2, max_size=8, unique=True)


@st.composite
def withdrawals(draw: st.DrawFn) -> tuple[Asked, CycleFile]:
    """A cycle under the law's own rules, and one of its files."""
    asked = draw(cycles(by_law=True).filter(lambda one: one.files))
    return asked, draw(st.sampled_from(asked.files))


# --- what it cannot do ---------------------------------------------------------------------------


@given(withdrawals())
def test_a_withdrawal_changes_no_level_of_a_file_of_other_states(both: tuple[Asked, CycleFile]):
    asked, withdrawn = both
    before, after = asked.made(), asked.without(withdrawn).made()
    others = {one.file_no for one in strangers(before, withdrawn)}
    assert {number: level for number, level in levels(after).items() if number in others} == {
        number: level for number, level in levels(before).items() if number in others
    }


@given(withdrawals())
def test_a_withdrawal_changes_no_order_among_files_of_other_states(both: tuple[Asked, CycleFile]):
    asked, withdrawn = both
    before, after = asked.made(), asked.without(withdrawn).made()
    others = strangers(before, withdrawn)
    assert strangers(after, withdrawn) == others
    assert parted(after, others) == parted(before, others)


@given(withdrawals())
def test_a_withdrawal_lowers_no_file_where_its_states_have_no_other(both: tuple[Asked, CycleFile]):
    asked, withdrawn = both
    alone = asked.changed(
        files=tuple(
            one for one in asked.files
            if one is withdrawn or not set(one.states) & set(withdrawn.states)
        )
    )  # fmt: skip
    before, after = statuses(alone.made()), statuses(alone.without(withdrawn).made())
    assert lowered(before, after) == []


@given(cycles(last=2025, by_law=True), several, st.sampled_from(MECHANISMS))
def test_until_2025_the_withdrawal_of_a_multinational_file_only_frees_a_place(
    asked: Asked, states: list[str], mechanism: str
):
    withdrawn = file(13, *states, mechanism=mechanism)
    asked = asked.changed(files=(*asked.files, withdrawn))
    before, after = statuses(asked.made()), statuses(asked.without(withdrawn).made())
    assert lowered(before, after) == []
    assert list(after) == [number for number in before if number != withdrawn.file_no]


@given(cycles(first=2024, by_law=True), st.sampled_from(STATES), st.integers(1, 4))
def test_a_withdrawal_outside_the_ceiling_changes_nothing_inside(
    asked: Asked, state: str, order: int
):
    extension = file(13, state, kind="extension", order=order)
    with_it = asked.changed(files=(*asked.files, extension)).made()
    without_it = asked.made()
    assert with_it.ranking.ranked == without_it.ranking.ranked
    assert with_it.cut == without_it.cut


# --- what it can do: the smallest examples -------------------------------------------------------


@pytest.mark.parametrize("cycle", EVERY_RULE_SET)
def test_a_withdrawal_can_lower_a_file_of_another_state_because_a_second_file_takes_the_turn(
    cycle: int,
):
    """Ghana withdraws its nomination to the Representative List, which stood behind Mali's. Its
    nomination for urgent safeguarding takes over its turn, and stands before Mali's."""
    withdrawn, urgent = file(1, "Ghana", order=1), file(2, "Ghana", order=2, mechanism="USL")
    asked = ask(
        cycle, withdrawn, urgent, file(3, "Mali"), has={"Ghana": (2, 2), "Mali": (1, 1)}, places=1
    )
    before, after = asked.made(), asked.without(withdrawn).made()
    assert statuses(before) == {"00003": "selected", "00001": "backlog", "00002": "backlog"}
    assert statuses(after) == {"00002": "selected", "00003": "backlog"}
    assert (levels(before)["00002"], levels(after)["00002"]) == ("i", "0")


@pytest.mark.parametrize("cycle", [2026, 2027, 2028, 2029])
def test_the_withdrawal_of_a_file_that_was_named_gives_the_turn_back_in_the_same_way(cycle: int):
    withdrawn, urgent = (
        file(1, "Ghana", "Togo", named_by="Ghana"),
        file(2, "Ghana", mechanism="USL"),
    )
    asked = ask(
        cycle, withdrawn, urgent, file(3, "Mali"), has={"Ghana": (2, 2), "Mali": (1, 1)}, places=1
    )
    assert statuses(asked.made()) == {"00003": "selected", "00001": "backlog", "00002": "backlog"}
    assert statuses(asked.without(withdrawn).made()) == {"00002": "selected", "00003": "backlog"}


@pytest.mark.parametrize("cycle", [2026, 2027, 2028, 2029])
def test_a_withdrawal_can_lower_a_file_of_other_states_because_a_state_is_no_longer_served(
    cycle: int,
):
    """Two multinational files of Ghana pass that of Benin and Chad once Ghana, which has no element
    of its own, has no other file any more (19.COM 15.6 (b)); the place that it frees is one."""
    withdrawn = file(1, "Ghana")
    two = (file(2, "Ghana", "Mali"), file(3, "Ghana", "Togo"))
    has = {"Mali": (4, 4), "Togo": (4, 4), "Benin": (1, 1), "Chad": (1, 1)}
    asked = ask(cycle, withdrawn, *two, file(4, "Benin", "Chad"), has=has, places=2)
    assert statuses(asked.made()) == {
        "00001": "selected", "00004": "selected", "00002": "backlog", "00003": "backlog",
    }  # fmt: skip
    assert statuses(asked.without(withdrawn).made()) == {
        "00002": "selected", "00003": "selected", "00004": "backlog",
    }  # fmt: skip


@pytest.mark.parametrize("cycle", [2014, 2023, 2024, 2025])
def test_before_2026_the_same_withdrawal_lowers_no_file(cycle: int):
    withdrawn = file(1, "Ghana")
    two = (file(2, "Ghana", "Mali"), file(3, "Ghana", "Togo"))
    has = {"Mali": (4, 4), "Togo": (4, 4), "Benin": (1, 1), "Chad": (1, 1)}
    asked = ask(cycle, withdrawn, *two, file(4, "Benin", "Chad"), has=has, places=3)
    before, after = statuses(asked.made()), statuses(asked.without(withdrawn).made())
    assert lowered(before, after) == []
