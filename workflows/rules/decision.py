"""Decisions bear a number of the right form and a day that has come."""

import re
from typing import Final

from engine.rules import Question, rule
from workflows.working_days import day_in_paris

COMMITTEE: Final = re.compile(
    r"[1-9]\d?\.COM [1-9]\d?(\.[A-Za-z](\.[1-9]\d{0,2})?)?|[1-9]\.COM [1-9]\d?\.[1-9]\d{0,2}",
    re.ASCII,
)
"""Up to the ninth session, in 2014, items had no letter: 9.COM 10.6."""

BUREAU: Final = re.compile(r"[1-9]\d?\.COM [1-9]\d?\.BUR [1-9]\d?(\.[1-9]\d?)?", re.ASCII)


@rule("OD", "33-37")
def decision_of_the_committee(q: Question) -> str | None:
    """The decision bears a number of the Committee, like 16.COM 8.b.2."""
    return _numbered(q, COMMITTEE, "a decision of the Committee is numbered like 16.COM 8.b.2")


@rule("OD", "47-49")
def decision_of_the_bureau(q: Question) -> str | None:
    """The decision bears a number of the Bureau, like 19.COM 3.BUR 4."""
    return _numbered(q, BUREAU, "a decision of the Bureau is numbered like 19.COM 3.BUR 4")


def _numbered(q: Question, form: re.Pattern[str], words: str) -> str | None:
    number = q.answers.get("decision")
    if number is None or form.fullmatch(str(number)):
        return None
    return f"{words}, not {number!r}"


@rule("OD", "33-37")
def decided_by_now(q: Question) -> str | None:
    """A decision is recorded once it has been taken."""
    day = q.answers.get("decided_on")
    if day is None or str(day) <= day_in_paris(q.now).isoformat():
        return None
    return f"the decision would be of {day}, which has not come yet"
