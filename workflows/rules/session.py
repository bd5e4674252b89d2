"""The session of the Committee: reports four weeks before it, decisions at it."""

from engine.dates import said, said_day
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from workflows.timetable import reports, session
from workflows.working_days import day_in_paris

_UNFIXED = "no decision has fixed the days of the session of {cycle} yet"


@rule("OD", "54")
def four_weeks_before_the_session(q: Question) -> str | None:
    """The evaluation is published at least four weeks before the session opens."""
    try:
        deadline = reports(q.law, q.dossier)
    except UnknownParameter:
        return _UNFIXED.format(cycle=q.dossier.cycle)
    if q.now <= deadline.closes:
        return None
    now = said(q.now.astimezone(deadline.local.tzinfo))
    return f"due by {deadline} ({deadline.derived('en')}); it is {now}"


@rule("OD", "33-37")
def the_session_is_open(q: Question) -> str | None:
    """The Committee examines files at its session, not before."""
    try:
        of_the_cycle = session(q.law, q.dossier)
    except UnknownParameter:
        return _UNFIXED.format(cycle=q.dossier.cycle)
    if day_in_paris(q.now) >= of_the_cycle["opens"]:
        return None
    return f"{of_the_cycle['name']} opens on {said_day(of_the_cycle['opens'])}"
