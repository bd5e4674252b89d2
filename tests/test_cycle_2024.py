"""A cycle of the published shape of 2024: 61 files under the ceiling of 60, and 6 outside."""

from collections import Counter
from datetime import date
from functools import cache
from importlib import resources

import pytest

from engine.cycle_file import CycleFile
from tests import cycle_2024 as made_up
from workflows import cycle_csv, register_file
from workflows.law import law
from workflows.register import standing
from workflows.selection.cut import NO_DECISION, Decision
from workflows.selection.cycle import Counts, Cycle, counted, past_of
from workflows.selection.policy import policy_for
from workflows.selection.selection import Selection, against, select

AS_OF = date(2023, 3, 31)
WHY = "Nine files of equal priority are not parted for one place (17.COM 15)."


def files(text: str, cycle: int, *, history: bool = False) -> list[CycleFile]:
    """The files of a CSV text, in which nothing is wrong."""
    found, faults = cycle_csv.read(
        text.encode(), cycle, law(), history=history, multinational_may_be_named=False
    )
    assert faults == []
    return found


@cache
def counts() -> Counts:
    """What each State had at the submission deadline of 2024, as far as the shipped register knows:
    the sessions of 2022 are not in it."""
    content = (resources.files("workflows") / "data" / "register-2021.csv").read_bytes()
    elements, faults = register_file.read(content, date(2021, 12, 31))
    assert faults == []
    return counted(standing(elements, [], AS_OF).values(), AS_OF)


def selected(decision: Decision = NO_DECISION) -> Selection:
    """The selection of 2024."""
    before = files(made_up.history_2023(), 2023, history=True)
    now = tuple(files(made_up.cycle_2024(), 2024))
    return select(
        Cycle(2024, now, counts(), past_of(2023, before)), policy_for(law(), 2024), decision
    )


def tied(selection: Selection) -> list[str]:
    """The States of the tie at the cut."""
    return [selection.ranking.ranked[place].file.states[0] for place in selection.cut.tie]


# --- its shape -----------------------------------------------------------------------------------


def test_in_2023_there_were_60_files_treated_of_which_47_were_national():
    before = files(made_up.history_2023(), 2023, history=True)
    told = Counter((one.treated, one.national) for one in before)
    assert told == {(True, True): 47, (True, False): 13, (False, True): 2}


def test_in_2024_there_are_67_files_of_which_6_are_extensions():
    now = files(made_up.cycle_2024(), 2024)
    assert Counter((one.kind, one.national) for one in now) == {
        ("new", True): 49, ("new", False): 12, ("extension", False): 6,
    }  # fmt: skip
    assert len({one.file_no for one in now}) == 67


def test_the_levels_are_31_9_12_and_9():
    made = selected(Decision(ties="include", reason=WHY))
    assert made.by_level() == {"0": 31, "i": 9, "ii": 12, "iii": 9}
    assert sum(made.by_level().values()) == 61


def test_of_the_nine_of_level_i_three_are_for_urgent_safeguarding_and_six_of_states_with_nothing():
    first = [one.file for one in selected().ranking.ranked if one.level == "i"]
    has = counts().inscribed
    assert Counter((one.mechanism, has.get(one.states[0], 0) > 0) for one in first) == {
        ("USL", True): 3, ("RL", False): 6,
    }  # fmt: skip
    once = (*made_up.FOR_URGENT_SAFEGUARDING, *made_up.WITHOUT_AN_ELEMENT)
    assert Counter(one.states[0] for one in first) == Counter((*once, *made_up.WITH_A_SECOND_FILE))


def test_the_nine_of_level_iii_have_as_many_elements_each():
    has = counts().inscribed
    assert {has[state] for state in made_up.EQUAL_AT_THE_CUT} == {4}


# --- where its places end ------------------------------------------------------------------------


def test_under_the_ceiling_nine_equal_files_are_left_undecided_for_eight_places():
    made = selected()
    assert made.counts() == {
        "considered": 67, "outside": 6, "selected": 52, "backlog": 0, "undecided": 9,
    }  # fmt: skip
    assert made.by_level() == {"0": 31, "i": 9, "ii": 12, "iii": 0}
    assert (tied(made), made.cut.free) == (list(made_up.EQUAL_AT_THE_CUT), 8)
    assert against(made) == []


def test_taken_as_a_whole_with_a_reason_they_make_61():
    made = selected(Decision(ties="include", reason=WHY))
    assert made.counts() == {
        "considered": 67, "outside": 6, "selected": 61, "backlog": 0, "undecided": 0,
    }  # fmt: skip
    assert against(made) == []


def test_taken_without_a_reason_they_are_refused():
    made = selected(Decision(ties="include"))
    assert [str(one.citation) for one in against(made)] == ["House rule 5"]


def test_left_as_a_whole_they_wait_and_eight_places_stay_free():
    made = selected(Decision(ties="leave", reason=WHY))
    assert (made.counts()["selected"], made.counts()["backlog"]) == (52, 9)


@pytest.mark.parametrize(("ceiling", "undecided"), [(52, 0), (53, 9), (60, 9), (61, 0), (62, 0)])
def test_a_person_decides_from_53_to_60_places(ceiling: int, undecided: int):
    made = selected(Decision(ceiling=ceiling, reason=WHY))
    assert made.counts()["undecided"] == undecided
    assert made.counts()["selected"] == (61 if ceiling >= 61 else 52)


def test_eight_of_the_nine_may_be_picked_and_not_all():
    tie = selected().cut.tie
    numbers = [selected().ranking.ranked[place].file.file_no for place in tie]
    eight = selected(Decision(picks=tuple(numbers[:8]), reason=WHY))
    assert (eight.counts()["selected"], against(eight)) == (60, [])
    nine = selected(Decision(picks=tuple(numbers), reason=WHY))
    assert [one.rule for one in against(nine)] == ["tie"]


def test_the_extensions_stand_outside_in_the_order_of_their_numbers():
    outside = selected().outside
    assert [one.states for one in outside] == list(made_up.EXTENDED)
    assert [one.file_no for one in outside] == sorted(one.file_no for one in outside)


def test_a_file_of_2023_that_was_not_treated_left_its_state_its_turn():
    ranked = selected().ranking.ranked
    levels = {one.file.states[0]: one.level for one in ranked if one.file.order == 1}
    assert {levels[state] for state in made_up.SUBMITTED_IN_VAIN} == {"0"}
