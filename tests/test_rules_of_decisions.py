"""Sessions and decisions: published four weeks before, decided at the session, numbered."""

import csv
from datetime import timedelta, timezone
from importlib import resources
from typing import Any

import pytest

from engine.rules import Question
from tests.test_rules import Case, answered, answering, paris, question
from workflows.rules.decision import (
    decided_by_now,
    decision_of_the_bureau,
    decision_of_the_committee,
)
from workflows.rules.session import four_weeks_before_the_session, the_session_is_open

OF_THE_COMMITTEE = (
    "16.COM 8.b.2", "19.COM 15", "19.COM 7.c.1", "20.COM 9.B.3", "20.COM 6.c", "9.COM 10.6",
    "6.COM 10.2", "16.COM 7.b.100",
)  # fmt: skip
OF_THE_BUREAU = ("19.COM 3.BUR 4", "14.COM 2.BUR 5.3", "7.COM 5.BUR 4.1", "13.COM 1.BUR 10")
NEITHER = (
    "8.b.2", "16.COM", "16.COM ", "16.COM 8.b.2 ", " 16.COM 8.b.2", "16.COM 8.b.2\n", "016.COM 8",
    "16.COM 08.b.2", "16.COM 8.b.02", "16.com 8.b.2", "16.COM  8.b.2", "16.COM 8.bb", "16.COM 8.",
    "16.COM 8.b.", "16.COM 8.b.2.1", "16.COM 0", "0.COM 8", "100.COM 8", "١٦.COM 8", "16.GA 8",
    "16.COM 8.2", "10.COM 10.6", "16.COM 8.b.2; 16.COM 8.b.3", "16.COM 3.BUR", "16.COM BUR 4",
    "16.COM 3.BUR 0",
)  # fmt: skip


def decision(number: str) -> Question:
    """A decision of that number."""
    return question(answers={"decision": number})


def decided(on: str, *now: int) -> Question:
    """A decision of that day, recorded at an instant in Paris."""
    return question(paris(*now), answers={"decided_on": on})


def at(*now: int, **facts: Any) -> Question:
    """A dossier of the cycle of 2021, whose session opened on 13 December, at an instant."""
    return question(paris(*now), **{"cycle": 2021, **facts})


UNFIXED = "no decision has fixed the days of the session of 2028 yet"

CASES = [
    Case(
        "a report may be published until 18:00 in Paris on the 28th day before the session",
        four_weeks_before_the_session, at(2021, 11, 15, 18), None,
    ),
    Case(
        "and not a second after it",
        four_weeks_before_the_session, at(2021, 11, 15, 18, 0, 1),
        "due by 15 November 2021, 18:00 (Paris time) (the session opens on 13 December 2021; "
        "28 days before it; at 18:00 (Europe/Paris)); it is 15 November 2021, 18:00 (Paris time)",
    ),
    Case(
        "nothing is published for a session that has no day",
        four_weeks_before_the_session, at(2027, 11, 1, cycle=2028), UNFIXED,
    ),
    Case(
        "the Committee examines from the first midnight of its session in Paris on",
        the_session_is_open, at(2021, 12, 13), None,
    ),
    Case(
        "and not a second before",
        the_session_is_open, at(2021, 12, 12, 23, 59, 59), "16.COM opens on 13 December 2021",
    ),
    Case(
        "a file may still be taken up when the session has closed",
        the_session_is_open, at(2021, 12, 19), None,
    ),
    Case(
        "a session that has no day is not open",
        the_session_is_open, at(2028, 12, 1, cycle=2028), UNFIXED,
    ),
    *(
        Case(f"{one} is a number of the Committee", decision_of_the_committee, decision(one), None)
        for one in OF_THE_COMMITTEE
    ),
    *(
        Case(
            f"{one!r} is none of the Committee", decision_of_the_committee, decision(one),
            f"a decision of the Committee is numbered like 16.COM 8.b.2, not {one!r}",
        )
        for one in (*NEITHER, *OF_THE_BUREAU)
    ),
    Case(
        "a number that is not given is missed elsewhere",
        decision_of_the_committee, question(), None,
    ),
    *(
        Case(f"{one} is a number of the Bureau", decision_of_the_bureau, decision(one), None)
        for one in OF_THE_BUREAU
    ),
    *(
        Case(
            f"{one!r} is none of the Bureau", decision_of_the_bureau, decision(one),
            f"a decision of the Bureau is numbered like 19.COM 3.BUR 4, not {one!r}",
        )
        for one in (*NEITHER, *OF_THE_COMMITTEE)
    ),
    Case(
        "a number of the Bureau that is not given is missed elsewhere",
        decision_of_the_bureau, question(), None,
    ),
    Case(
        "a decision may be recorded on its day",
        decided_by_now, decided("2021-12-15", 2021, 12, 15), None,
    ),
    Case(
        "and on any day after it",
        decided_by_now, decided("2021-12-15", 2022, 3, 1), None,
    ),
    Case(
        "but not a second before its day",
        decided_by_now, decided("2021-12-15", 2021, 12, 14, 23, 59, 59),
        "the decision would be of 15 December 2021, which has not come yet",
    ),
    Case(
        "a day that is not given is missed elsewhere",
        decided_by_now, question(), None,
    ),
]  # fmt: skip


@answering(CASES)
def test_decisions(case: Case):
    assert answered(case) == case.sentence


@pytest.mark.parametrize("hours", [-11, 0, 8, 14])
def test_a_day_comes_when_it_comes_in_paris_on_whatever_clock_it_is_told(hours: int):
    clock = timezone(timedelta(hours=hours))
    midnight = paris(2021, 12, 13).astimezone(clock)
    before = midnight - timedelta(microseconds=1)
    answers = {"decided_on": "2021-12-13"}
    for rule in (decided_by_now, the_session_is_open):
        assert rule.ask(question(midnight, cycle=2021, answers=answers)) is None
        assert rule.ask(question(before, cycle=2021, answers=answers)) is not None


def test_every_decision_of_the_register_since_the_cycle_of_2010_bears_a_number_of_the_committee():
    text = (resources.files("workflows") / "data" / "register-2021.csv").read_text("utf-8")
    refused = {
        row["file_no"]: row["decision"]
        for row in csv.DictReader(text.splitlines())
        if int(row["year"]) >= 2010
        and decision_of_the_committee.ask(decision(row["decision"])) is not None
    }
    # The export knows no number for Joumou soup, and no file of this register has another form.
    assert refused == {"01853": ""}
