"""When a report of a State is due, and which session of the Committee examines it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from engine import derivation
from engine.calendar import Deadline, at_local
from engine.citation import MARKS, Citation
from engine.dates import said_day
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, Value
from engine.timetable import Timetable
from engine.words import Words
from workflows.reports.regions import region_named
from workflows.working_days import closed, day_in_paris

USL_REPORT: Final = "usl_report"
PERIODIC_REPORT: Final = "periodic_report"
REPORTS: Final = (USL_REPORT, PERIODIC_REPORT)
"""The workflows of reports; each is also the key of its deadline, and the parameter of its year."""

_DAY: Final = "reports_of_states"


def report(law: Parameters, dossier: Dossier) -> Deadline:
    """When the report must be received: on the day that another timetable fixed, else on
    15 December of the year that its own facts and the law fix (OD 151-152, 160-164).

    UnknownParameter where the law has no row for that year.
    """
    due_on = dossier.day("due_on")
    if due_on is not None:
        return _on_another_day(law, dossier, due_on)
    year = dossier.facts.get("due_in")
    if not isinstance(year, int):
        raise UnknownParameter(
            f"{dossier.reference} does not say when it is due",
            f"{dossier.reference} n'indique pas la date à laquelle il est attendu",
        )
    return due_in(law, dossier, year)


def due_in(law: Parameters, dossier: Dossier, year: int) -> Deadline:
    """When a report on the dossier's element, or of its region, is due in that year.

    UnknownParameter where the law has no row for that year.
    """
    row = law.for_cycle(dossier.workflow, year + 1)
    found = _day(law, year + 1, dossier.workflow)
    why = _WHY[dossier.workflow](law, row, dossier, year)
    return _for(row, replace(found, derivation=(why, *found.derivation)))


def on_a_fixed_day(row: Value, key: str, day: date, why: Words) -> Deadline:
    """The deadline on a day that somebody fixed, at the hour of a row, with the reason."""
    hour, zone = row["hour"], row["zone"]
    fixed = Words(f"{said_day(day)}, {why.en}", f"{said_day(day, 'fr')}, {why.fr}")
    steps = (fixed, derivation.at(hour, zone))
    nowhere = Citation("", "")
    return _for(row, Deadline(key, at_local(day, hour, zone), zone, steps, nowhere, row.mark))


def next_report(law: Parameters, dossier: Dossier) -> Deadline | None:
    """When the report after this one is due; None where the law does not fix it: the Committee
    fixes the calendar of the regions anew."""
    year = dossier.facts.get("due_in")
    if dossier.workflow != USL_REPORT or not isinstance(year, int):
        return None
    try:
        every: int = law.for_cycle(USL_REPORT, year + 1)["every"]
        return due_in(law, dossier, year + every)
    except UnknownParameter:
        return None


def examined_in(law: Parameters, dossier: Dossier) -> int:
    """The year of the session that examines the report: the one that the Secretariat named, else
    that of the cycle of reports in which it was received. One that is late joins the next cycle.

    UnknownParameter while it has not been received.
    """
    named = dossier.facts.get("session_of")
    return named if isinstance(named, int) else first_session(law, dossier)


def first_session(law: Parameters, dossier: Dossier) -> int:
    """The year of the first session that can examine the report, by the day of its receipt.

    UnknownParameter while it has not been received.
    """
    received = dossier.instant("received_at")
    if received is None:
        raise UnknownParameter(
            f"{dossier.reference} has not been received", f"{dossier.reference} n'a pas été reçu"
        )
    following = day_in_paris(received).year + 1
    if received > _day(law, following, dossier.workflow).closes:
        following += 1
    foreseen = dossier.facts.get("due_in")
    if "due_on" in dossier.facts or not isinstance(foreseen, int):
        return following
    return max(following, foreseen + 1)


def _day(law: Parameters, cycle: int, key: str) -> Deadline:
    """The day by which the reports that a session examines are received."""
    return Timetable(law, cycle, {}, partial(closed, law)).deadline(_DAY, key)


def _for(row: Value, found: Deadline) -> Deadline:
    """The deadline on the grounds of a row; as sure as the less sure of the two."""
    grounds = derivation.grounds(row)
    source, _, paragraph = grounds.en.partition(" ")
    return replace(
        found,
        citation=Citation(source, paragraph),
        mark=max(found.mark, row.mark, key=MARKS.index),
        citation_fr=grounds.fr,
    )


def _on_another_day(law: Parameters, dossier: Dossier, day: date) -> Deadline:
    authority = dossier.text("authority")
    why = Words(f"by another timetable ({authority})", f"par un autre calendrier ({authority})")
    row = law.for_cycle("another_timetable", day.year + 1)
    return on_a_fixed_day(row, dossier.workflow, day, why)


def _since_its_inscription(law: Parameters, row: Value, dossier: Dossier, year: int) -> Words:
    inscribed, every = dossier.text("inscribed_in"), row["every"]
    return Words(
        f"inscribed in {inscribed}, and a report every {every} years: in {year}",
        f"inscription en {inscribed}, puis un rapport tous les {every} ans : en {year}",
    )


def _by_its_region(law: Parameters, row: Value, dossier: Dossier, year: int) -> Words:
    region = region_named(law, row["region"], year + 1)
    return Words(
        f"the periodic reports of {region.en} are due in {year}",
        f"les rapports périodiques de la région {region.fr} sont attendus en {year}",
    )


_WHY: Final[Mapping[str, Callable[[Parameters, Value, Dossier, int], Words]]] = {
    USL_REPORT: _since_its_inscription,
    PERIODIC_REPORT: _by_its_region,
}
