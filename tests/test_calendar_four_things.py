"""Soft due, cut-off, grace and permission to accept late are four things, each with two sides."""

from datetime import timedelta
from typing import Any

import pytest

from engine.content import stamp
from engine.dossier import Actor
from engine.parameters import Parameters, read
from engine.rules import Question
from tests.test_rules import OFFICER, paris, question
from workflows.roles import HEAD
from workflows.rules.answers import (
    answer_is_overdue,
    answered_in_time,
    completed_in_time,
    completion_is_overdue,
)
from workflows.rules.receipt import admitted_by_who_may, received_in_time, received_late
from workflows.rules.session import four_weeks_before_the_session
from workflows.timetable import submission

MICROSECOND = timedelta(microseconds=1)
CUT_OFF = paris(2027, 3, 31, 18)
SOFT_DUE = paris(2027, 3, 17, 18)
GRACE = timedelta(minutes=15)
CHIEF = Actor("I. Roy", HEAD)


def law_of(term: str, day: str, *more: str) -> Parameters:
    """A law of one term, due at 18:00 in Paris."""
    row = "\n".join([day, 'hour = 18:00:00\nzone = "Europe/Paris"', *more])
    return read(
        [
            (
                "made.toml",
                f'[{term}]\nlabel = "{term}"\n[[{term}.value]]\nfrom_cycle = 2010\n{row}\n'
                'cite = "OD 54"\nmark = "illustrative"\n',
            )
        ]
    )


def submissions(*more: str) -> Parameters:
    """A law in which files are received until 31 March 2027 for the cycle of 2028."""
    return law_of("submission", "years_before = 1\nmonth = 3\nday = 31", *more)


def received(at: Any, *more: str, actor: Actor = OFFICER) -> Question:
    """A file received at that instant, under a law of those terms."""
    return question(
        paris(2027, 5, 1), actor=actor, under=submissions(*more), cycle=2028, received_at=stamp(at)
    )


def in_time(asked: Question) -> bool:
    """Whether the file counts as received in time; it is late if and only if it does not."""
    found = received_in_time.ask(asked) is None
    assert found == (received_late.ask(asked) is not None)
    return found


# --- the cut-off -------------------------------------------------------------------------------


def test_the_cut_off_closes_after_its_instant():
    assert in_time(received(CUT_OFF))
    assert not in_time(received(CUT_OFF + MICROSECOND))


# --- the soft due ------------------------------------------------------------------------------


def test_a_soft_due_has_its_own_instant_and_moves_no_cut_off():
    soft = received(SOFT_DUE, "soft_days_before = 14")
    with_it, without = (submission(law, soft.dossier) for law in (soft.law, submissions()))
    assert (with_it.soft, without.soft) == (SOFT_DUE, None)
    assert with_it.closes == without.closes == CUT_OFF


@pytest.mark.parametrize("at", [SOFT_DUE, SOFT_DUE + MICROSECOND, CUT_OFF])
def test_nothing_closes_with_a_soft_due(at: Any):
    assert in_time(received(at, "soft_days_before = 14"))


# --- grace -------------------------------------------------------------------------------------


def test_what_comes_within_the_grace_is_in_time_and_after_it_late():
    assert in_time(received(CUT_OFF + GRACE, "grace_minutes = 15"))
    assert not in_time(received(CUT_OFF + GRACE + MICROSECOND, "grace_minutes = 15"))


def test_a_refusal_says_the_cut_off_and_the_grace():
    asked = received(CUT_OFF + GRACE + MICROSECOND, "grace_minutes = 15")
    said = received_in_time.ask(asked)
    assert said is not None
    assert said.en == (
        "received 31 March 2027, 18:15:00 (Paris time), after the deadline of "
        "31 March 2027, 18:00 (Paris time) (31 March 2027 for the cycle of 2028; "
        "at 18:00 (Europe/Paris); 15 minutes of grace); it can be examined in the cycle of 2029"
    )


@pytest.mark.parametrize(
    ("over", "passes"), [(timedelta(0), True), (GRACE, True), (GRACE + MICROSECOND, False)]
)
def test_grace_holds_for_completion_answers_and_reports_alike(over: timedelta, passes: bool):
    grace = "grace_minutes = 15"
    day = "years_before = 1\nmonth = 3\nday = 31"
    completion = question(CUT_OFF + over, under=law_of("completion", day, grace), cycle=2028)
    assert (completed_in_time.ask(completion) is None) == passes
    assert (completion_is_overdue.ask(completion) is None) != passes
    answer = question(CUT_OFF + over, under=law_of("dialogue_answers", day, grace), cycle=2028)
    assert (answered_in_time.ask(answer) is None) == passes
    assert (answer_is_overdue.ask(answer) is None) != passes
    report = question(CUT_OFF + over, under=law_of("reports_to_committee", day, grace), cycle=2028)
    assert (four_weeks_before_the_session.ask(report) is None) == passes


# --- permission to accept late -----------------------------------------------------------------


def test_permission_makes_nothing_in_time():
    assert not in_time(received(CUT_OFF + MICROSECOND, 'late = "head"'))


def test_what_is_late_is_admitted_by_the_role_that_the_law_names_and_by_no_other():
    after = CUT_OFF + timedelta(days=30)
    assert admitted_by_who_may.ask(received(after, 'late = "head"', actor=CHIEF)) is None
    assert admitted_by_who_may.ask(received(after, 'late = "head"', actor=OFFICER)) is not None
    assert admitted_by_who_may.ask(received(after, 'late = "secretariat"', actor=OFFICER)) is None
    assert admitted_by_who_may.ask(received(after, actor=CHIEF)) == (
        "nobody may admit what is received after 31 March 2027, 18:00 (Paris time)",
        "nul ne peut admettre ce qui est reçu après le 31 mars 2027 à 18 h 00 (heure de Paris)",
    )
