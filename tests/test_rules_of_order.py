"""What comes first, the selection or the completeness check, is a parameter of the cycle."""

from typing import Any

import pytest

from engine.decide import outlook
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.rules import Question
from tests.test_rules import OFFICER, Case, answered, answering, law_with, paris, question
from workflows.catalogue import workflows
from workflows.law import law
from workflows.rules.order import (
    check_comes_first,
    has_a_place,
    has_no_place_yet,
    is_complete,
    is_not_checked_yet,
    selection_comes_first,
)

LATER = (
    'first = "selection"\ncite = "OD 33-34; LHE/26/11.GA/6"\nmark = "interpretation"\n',
    'first = "selection"\ncite = "OD 33-34; LHE/26/11.GA/6"\nmark = "interpretation"\n\n'
    '[[order_of_work.value]]\nfrom_cycle = 2030\nfirst = "check"\ncite = "an example"\n'
    'mark = "illustrative"\n',
)
CHECK_FROM_2030 = law_with(LATER)
NOW = paris(2027, 5, 3, 12)


def of(cycle: int, **facts: Any) -> Question:
    """A dossier of a cycle, where the check comes first from the cycle of 2030 on."""
    return question(cycle=cycle, under=CHECK_FROM_2030, **facts)


CASES = [
    Case("in 2029 the selection comes first", selection_comes_first, of(2029), None),
    Case(
        "in 2030 the selection does not come first", selection_comes_first, of(2030),
        "in this cycle the completeness check comes before the selection",
    ),
    Case("in 2030 the check comes first", check_comes_first, of(2030), None),
    Case(
        "in 2029 the check does not come first", check_comes_first, of(2029),
        "in this cycle the selection under the ceiling comes before the completeness check",
    ),
    Case("a place inside the ceiling is a place", has_a_place, of(2028, place="inside"), None),
    Case("a place outside the ceiling is a place", has_a_place, of(2028, place="outside"), None),
    Case(
        "without a place there is none", has_a_place, of(2028),
        "the dossier has no place in the cycle yet",
    ),
    Case("a dossier without a place may be given one", has_no_place_yet, of(2028), None),
    Case(
        "a dossier inside the ceiling has its place", has_no_place_yet, of(2028, place="inside"),
        "the dossier already has a place in the cycle, inside the ceiling",
    ),
    Case(
        "a dossier outside the ceiling has its place", has_no_place_yet, of(2028, place="outside"),
        "the dossier already has a place in the cycle, outside the ceiling",
    ),
    Case(
        "what was found complete is complete", is_complete,
        of(2028, complete_since="2027-06-14T08:00:00.000000+00:00"), None,
    ),
    Case(
        "what was not found complete is not", is_complete, of(2028),
        "the dossier has not been found technically complete",
    ),
    Case("what was not found complete is still to be checked", is_not_checked_yet, of(2028), None),
    Case(
        "what was found complete is not checked again", is_not_checked_yet,
        of(2028, complete_since="2027-06-14T08:00:00.000000+00:00"),
        "the dossier was found complete on 14 June 2027",
    ),
]  # fmt: skip


@answering(CASES)
def test_order(case: Case):
    assert answered(case) == case.sentence


def open_ways(state: str, cycle: int, under: Parameters, **facts: Any) -> list[str]:
    """The steps that an officer may take there."""
    dossier = Dossier("RL-1", "rl", state=state, facts={"cycle": cycle, **facts})
    ways = outlook(workflows()["rl"], dossier, OFFICER, NOW, under)
    return [step.trigger for step, against in ways if not against]


SINCE = "2027-06-14T08:00:00.000000+00:00"


@pytest.mark.parametrize("cycle", [2010, 2028, 2100])
def test_by_the_shipped_law_places_are_given_on_receipt_and_then_files_are_checked(cycle: int):
    assert open_ways("registered", cycle, law()) == ["include", "leave_in_backlog", "rank"]
    assert open_ways("included", cycle, law(), place="inside") == ["start_check"]
    assert open_ways("complete", cycle, law(), place="inside", complete_since=SINCE) == ["transmit"]


def test_by_another_law_files_are_checked_on_receipt_and_then_places_are_given():
    ways = [
        open_ways("registered", 2030, CHECK_FROM_2030),
        open_ways("complete", 2030, CHECK_FROM_2030, complete_since=SINCE),
        open_ways("included", 2030, CHECK_FROM_2030, place="inside", complete_since=SINCE),
    ]
    placing = ["include", "leave_in_backlog", "rank"]
    assert ways == [["rank", "start_check"], placing, ["transmit"]]


def test_a_file_taken_from_the_backlog_is_checked_or_transmitted_as_it_stands():
    assert open_ways("backlog", 2028, law()) == ["take_from_backlog", "carry_over"]
    assert open_ways("included", 2028, law(), place="inside") == ["start_check"]
    assert open_ways("included", 2028, law(), place="inside", complete_since=SINCE) == ["transmit"]


@pytest.mark.parametrize("cycle", [2029, 2030])
def test_one_of_the_two_comes_first_in_every_cycle(cycle: int):
    selection, check = (rule.ask(of(cycle)) for rule in (selection_comes_first, check_comes_first))
    assert (selection is None) != (check is None)


def test_before_the_first_cycle_no_order_is_guessed():
    with pytest.raises(UnknownParameter, match="order_of_work: no value is set for cycle 2009"):
        selection_comes_first.ask(of(2009))
