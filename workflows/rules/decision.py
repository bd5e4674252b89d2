"""Decisions bear a number of the right form and a day that has come."""

import re
from datetime import date
from typing import Final

from engine.dates import said_day
from engine.rules import Question, rule
from engine.words import Words
from workflows.working_days import day_in_paris

COMMITTEE: Final = re.compile(
    r"[1-9]\d?\.COM [1-9]\d?(\.[A-Za-z](\.[1-9]\d{0,2})?)?|[1-9]\.COM [1-9]\d?\.[1-9]\d{0,2}",
    re.ASCII,
)
"""Up to the ninth session, in 2014, items had no letter: 9.COM 10.6."""

BUREAU: Final = re.compile(r"[1-9]\d?\.COM [1-9]\d?\.BUR [1-9]\d?(\.[1-9]\d?)?", re.ASCII)


@rule("OD", "33-37", "La décision porte un numéro du Comité, tel que 16.COM 8.b.2.")
def decision_of_the_committee(q: Question) -> Words | None:
    """The decision bears a number of the Committee, like 16.COM 8.b.2."""
    like = Words(
        "a decision of the Committee is numbered like 16.COM 8.b.2",
        "une décision du Comité porte un numéro tel que 16.COM 8.b.2",
    )
    return _numbered(q, COMMITTEE, like)


@rule("OD", "47-49", "La décision porte un numéro du Bureau, tel que 19.COM 3.BUR 4.")
def decision_of_the_bureau(q: Question) -> Words | None:
    """The decision bears a number of the Bureau, like 19.COM 3.BUR 4."""
    like = Words(
        "a decision of the Bureau is numbered like 19.COM 3.BUR 4",
        "une décision du Bureau porte un numéro tel que 19.COM 3.BUR 4",
    )
    return _numbered(q, BUREAU, like)


def _numbered(q: Question, form: re.Pattern[str], like: Words) -> Words | None:
    number = q.answers.get("decision")
    if number is None or form.fullmatch(str(number)):
        return None
    return Words(f"{like.en}, not {number!r}", f"{like.fr}, et non « {number} »")


@rule("OD", "33-37", "Une décision est enregistrée une fois qu'elle a été prise.")
def decided_by_now(q: Question) -> Words | None:
    """A decision is recorded once it has been taken."""
    day = q.answers.get("decided_on")
    if day is None or str(day) <= day_in_paris(q.now).isoformat():
        return None
    decided = date.fromisoformat(str(day))
    return Words(
        f"the decision would be of {said_day(decided)}, which has not come yet",
        f"la décision serait du {said_day(decided, 'fr')}, date qui est encore à venir",
    )
