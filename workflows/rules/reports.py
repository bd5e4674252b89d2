"""When reports of States are due, received and examined."""

from datetime import date, datetime

from engine.dates import said, said_day
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from workflows.reports.due import USL_REPORT, examined_in, first_session
from workflows.reports.regions import region_named, region_of
from workflows.timetable import reports, session, unknown_cycle
from workflows.working_days import day_in_paris


@rule("OD", "160-164")
def due_every_few_years(q: Question) -> str | None:
    """A report on an element is due in the fourth year after the year of its inscription, and
    every fourth year after that."""
    inscribed, due = q.answers.get("inscribed_in"), q.answers.get("due_in")
    if not isinstance(inscribed, int) or not isinstance(due, int):
        return None
    try:
        every = q.law.for_cycle(USL_REPORT, due + 1)["every"]
    except UnknownParameter:
        return f"the timetable knows no reports due in {due}"
    if due > inscribed and (due - inscribed) % every == 0:
        return None
    following = ", ".join(str(inscribed + every * count) for count in (1, 2, 3))
    return f"for an element inscribed in {inscribed} reports are due in {following} and so on"


@rule("OD", "151-152")
def of_one_state(q: Question) -> str | None:
    """A periodic report is that of one State Party."""
    states = q.answers.get("states")
    if not isinstance(states, list) or len(states) == 1:
        return None
    return f"a periodic report is that of one State, not of {len(states)}"


@rule("OD", "151-152")
def due_in_the_year_of_its_region(q: Question) -> str | None:
    """A periodic report is due in the year that the calendar of the regions has for the State."""
    due, states = q.answers.get("due_in"), q.answers.get("states")
    if not isinstance(due, int) or not isinstance(states, list):
        return None
    try:
        region = q.law.for_cycle("periodic_report", due + 1)["region"]
    except UnknownParameter:
        return (
            f"the calendar of the regions has no region for {due}; "
            "a report can be scheduled on a day that a decision fixed"
        )
    others = [one for one in states if region_of(q.law, one, due + 1) != region]
    named = region_named(q.law, region, due + 1).en
    return f"in {due} it is for {named} to report, not for {', '.join(others)}" if others else None


@rule("OD", "151-152")
def is_a_day_the_law_knows(q: Question) -> str | None:
    """A day that a decision fixed for a report is one of the years that the timetable knows."""
    day = q.answers.get("due_on")
    if day is None:
        return None
    year = int(str(day)[:4])
    try:
        q.law.for_cycle("another_timetable", year + 1)
    except UnknownParameter:
        return f"the timetable knows no reports due in {year}"
    return None


@rule("OD", "151-152")
def moves_to_a_day_to_come(q: Question) -> str | None:
    """Another timetable moves a report to a day that is still to come."""
    day = q.answers.get("due_on")
    if day is None or str(day) >= day_in_paris(q.now).isoformat():
        return None
    return f"{said_day(date.fromisoformat(str(day)))} has passed already"


@rule("OD", "165-167")
def received_by_now(q: Question) -> str | None:
    """A report is recorded once it has been received."""
    received = q.answers.get("received_at")
    if not isinstance(received, str) or datetime.fromisoformat(received) <= q.now:
        return None
    return f"the receipt would be of {received[:16]} UTC, which has not come yet"


@rule("OD", "165-167")
def joins_its_cycle_of_reports(q: Question) -> str | None:
    """A report is put to a session of a known cycle, and not to one before its cycle of reports;
    one received late joins the next. A report on another timetable follows that one."""
    year = q.answers.get("session_of")
    if not isinstance(year, int):
        return None
    if unknown := unknown_cycle(year):
        return unknown
    first = _first_session(q)
    if first is None or year >= first:
        return None
    return (
        f"the report was received for the session of {first}, and cannot be put to an earlier one"
    )


def _first_session(q: Question) -> int | None:
    """None where the day of its receipt binds the report to none."""
    if "due_on" in q.dossier.facts:
        return None
    try:
        return first_session(q.law, q.dossier)
    except UnknownParameter:
        return None


@rule("OD", "165-167")
def reaches_the_committee_in_time(q: Question) -> str | None:
    """The reports of States reach the Committee at least four weeks before its session opens."""
    try:
        deadline = reports(q.law, q.dossier)
    except UnknownParameter:
        return _unfixed(q)
    if q.now <= deadline.closes:
        return None
    now = said(q.now.astimezone(deadline.local.tzinfo))
    return f"due by {deadline} ({deadline.derived('en')}); it is {now}"


@rule("OD", "165-167")
def examined_at_an_open_session(q: Question) -> str | None:
    """The Committee examines reports at its session, not before."""
    try:
        opens = session(q.law, q.dossier)["opens"]
    except UnknownParameter:
        return _unfixed(q)
    return None if day_in_paris(q.now) >= opens else f"the session opens on {said_day(opens)}"


def _unfixed(q: Question) -> str:
    try:
        year = examined_in(q.law, q.dossier)
    except UnknownParameter:
        return "it was received for no session that the timetable knows; put it to one"
    return f"no decision has fixed the days of the session of {year} yet"
