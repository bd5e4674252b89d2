"""What a letter or a page may say about a dossier beyond its facts."""

from collections.abc import Sequence
from typing import Any

from engine.bilingual import listed
from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.words import Words
from workflows.catalogue import workflows
from workflows.reports.due import examined_in, next_report
from workflows.states_parties import together
from workflows.timetable import deadlines, session


def about(law: Parameters, dossier: Dossier) -> dict[str, Any]:
    """`mechanism` (its title) and `submitted_by` (its States) in two languages, `deadlines` by key,
    and `session` (`name`, `opens`, `closes`, `place`; None while no decision has fixed its days).

    Of a report of a State also `due` (its deadline, where it has one), `late` (whether it came
    later), `examined_in` (the year of the session; None until it is received) and `next_report`
    (its deadline; None where the law does not fix it).
    """
    try:
        of_the_cycle: Any = session(law, dossier).says
    except UnknownParameter:
        of_the_cycle = None
    found = deadlines(law, dossier)
    return {
        "mechanism": workflows()[dossier.workflow].title,
        "submitted_by": _submitting(dossier.states),
        "deadlines": found,
        "session": of_the_cycle,
        **_of_a_report(law, dossier, found.get(dossier.workflow)),
    }


def _submitting(states: Sequence[str]) -> Words:
    """States one after the other, as a letter says it: "Kenya, Mali and Niger"."""
    first, last = together(states[:-1]), together(states[-1:])
    return listed((one for one in (first, last) if one.en), Words(" and ", " et "))


def _of_a_report(law: Parameters, dossier: Dossier, due: Deadline | None) -> dict[str, Any]:
    if due is None:
        return {}
    received = dossier.instant("received_at")
    try:
        year: int | None = examined_in(law, dossier)
    except UnknownParameter:
        year = None
    return {
        "due": due,
        "late": received is not None and received > due.closes,
        "examined_in": year,
        "next_report": next_report(law, dossier),
    }
