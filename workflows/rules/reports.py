"""When reports of States are due, received and examined."""

from datetime import date, datetime

from engine.dates import said_day
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from workflows.reports.due import USL_REPORT, examined_in, first_session
from workflows.reports.regions import region_named, region_of
from workflows.rules.answers import to_come
from workflows.rules.session import unfixed
from workflows.rules.too_late import too_late
from workflows.states_parties import together
from workflows.timetable import reports, session, unknown_cycle
from workflows.working_days import day_in_paris


@rule(
    "OD",
    "160-164",
    "Un rapport sur un élément est attendu la quatrième année qui suit celle de son inscription, "
    "puis tous les quatre ans.",
)
def due_every_few_years(q: Question) -> Words | None:
    """A report on an element is due in the fourth year after the year of its inscription, and
    every fourth year after that."""
    inscribed, due = q.answers.get("inscribed_in"), q.answers.get("due_in")
    if not isinstance(inscribed, int) or not isinstance(due, int):
        return None
    try:
        every = q.law.for_cycle(USL_REPORT, due + 1)["every"]
    except UnknownParameter:
        return _unforeseen(due)
    if due > inscribed and (due - inscribed) % every == 0:
        return None
    following = ", ".join(str(inscribed + every * count) for count in (1, 2, 3))
    return Words(
        f"for an element inscribed in {inscribed} reports are due in {following} and so on",
        f"pour un élément inscrit en {inscribed}, les rapports sont attendus en {following} et "
        "ainsi de suite",
    )


def _unforeseen(year: int) -> Words:
    return Words(
        f"the timetable knows no reports due in {year}",
        f"le calendrier ne prévoit aucun rapport pour {year}",
    )


@rule("OD", "151-152", "Un rapport périodique est celui d'un seul État partie.")
def of_one_state(q: Question) -> Words | None:
    """A periodic report is that of one State Party."""
    states = q.answers.get("states")
    if not isinstance(states, list) or len(states) == 1:
        return None
    return Words(
        f"a periodic report is that of one State, not of {len(states)}",
        f"un rapport périodique est celui d'un seul État, et non de {len(states)}",
    )


@rule(
    "OD",
    "151-152",
    "Un rapport périodique est attendu l'année que le calendrier des régions prévoit pour l'État.",
)
def due_in_the_year_of_its_region(q: Question) -> Words | None:
    """A periodic report is due in the year that the calendar of the regions has for the State."""
    due, states = q.answers.get("due_in"), q.answers.get("states")
    if not isinstance(due, int) or not isinstance(states, list):
        return None
    try:
        region = q.law.for_cycle("periodic_report", due + 1)["region"]
    except UnknownParameter:
        return Words(
            f"the calendar of the regions has no region for {due}; "
            "a report can be scheduled on a day that a decision fixed",
            f"le calendrier des régions ne prévoit aucune région pour {due} ; un rapport peut être "
            "programmé à une date fixée par une décision",
        )
    others = together(one for one in states if region_of(q.law, one, due + 1) != region)
    if not others.en:
        return None
    named = region_named(q.law, region, due + 1)
    return Words(
        f"in {due} it is for {named.en} to report, not for {others.en}",
        f"en {due}, les rapports attendus sont ceux de la région {named.fr}, dont ne relève pas : "
        f"{others.fr}",
    )


@rule(
    "OD",
    "151-152",
    "La date qu'une décision a fixée pour un rapport tombe une année que le calendrier connaît.",
)
def is_a_day_the_law_knows(q: Question) -> Words | None:
    """A day that a decision fixed for a report is one of the years that the timetable knows."""
    day = q.answers.get("due_on")
    if day is None:
        return None
    year = int(str(day)[:4])
    try:
        q.law.for_cycle("another_timetable", year + 1)
    except UnknownParameter:
        return _unforeseen(year)
    return None


@rule("OD", "151-152", "Un autre calendrier déplace un rapport à une date encore à venir.")
def moves_to_a_day_to_come(q: Question) -> Words | None:
    """Another timetable moves a report to a day that is still to come."""
    named = q.answers.get("due_on")
    if named is None or str(named) >= day_in_paris(q.now).isoformat():
        return None
    day = date.fromisoformat(str(named))
    return Words(f"{said_day(day)} has passed already", f"le {said_day(day, 'fr')} est déjà passé")


@rule("OD", "165-167", "Un rapport est enregistré une fois qu'il a été reçu.")
def received_by_now(q: Question) -> Words | None:
    """A report is recorded once it has been received."""
    named = q.answers.get("received_at")
    if not isinstance(named, str):
        return None
    received = datetime.fromisoformat(named)
    return to_come(received) if received > q.now else None


@rule(
    "OD",
    "165-167",
    "Un rapport est soumis à une session d'un cycle connu, et non à une session antérieure à son "
    "cycle de rapports ; s'il est reçu en retard, il rejoint le cycle suivant. Un rapport soumis à "
    "un autre calendrier suit celui-ci.",
)
def joins_its_cycle_of_reports(q: Question) -> Words | None:
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
    return Words(
        f"the report was received for the session of {first}, and cannot be put to an earlier one",
        f"le rapport a été reçu pour la session de {first} et ne peut être soumis à une session "
        "antérieure",
    )


def _first_session(q: Question) -> int | None:
    """None where the day of its receipt binds the report to none."""
    if "due_on" in q.dossier.facts:
        return None
    try:
        return first_session(q.law, q.dossier)
    except UnknownParameter:
        return None


@rule(
    "OD",
    "165-167",
    "Les rapports des États parviennent au Comité au moins quatre semaines avant l'ouverture de sa "
    "session.",
)
def reaches_the_committee_in_time(q: Question) -> Words | None:
    """The reports of States reach the Committee at least four weeks before its session opens."""
    try:
        deadline = reports(q.law, q.dossier)
    except UnknownParameter:
        return _unfixed(q)
    return too_late(q, deadline, Words("due", "rapport attendu"))


@rule("OD", "165-167", "Le Comité examine les rapports à sa session, et non avant.")
def examined_at_an_open_session(q: Question) -> Words | None:
    """The Committee examines reports at its session, not before."""
    try:
        opens = session(q.law, q.dossier)["opens"]
    except UnknownParameter:
        return _unfixed(q)
    if day_in_paris(q.now) >= opens:
        return None
    return Words(
        f"the session opens on {said_day(opens)}",
        f"la session s'ouvre le {said_day(opens, 'fr')}",
    )


def _unfixed(q: Question) -> Words:
    try:
        return unfixed(examined_in(q.law, q.dossier))
    except UnknownParameter:
        return Words(
            "it was received for no session that the timetable knows; put it to one",
            "le rapport n'a été reçu pour aucune session que le calendrier connaisse ; veuillez le "
            "soumettre à l'une d'elles",
        )
