"""Which reports are due in a year, each as the dossier that is opened for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.element import Element
from engine.parameters import Parameters
from workflows.reports.due import PERIODIC_REPORT, USL_REPORT
from workflows.reports.regions import states_of


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A report to schedule: the dossier's reference, the same whoever schedules it and whenever,
    the step that opens it, and what that step is told."""

    reference: str
    workflow: str
    trigger: str
    answers: Mapping[str, Any]


def on_elements(law: Parameters, register: Iterable[Element], year: int) -> list[Scheduled]:
    """The reports on the elements of the Urgent Safeguarding List that are due in that year: the
    fourth year after the year of the inscription, and every fourth after that (OD 160-164). By
    file number. UnknownParameter for a year that the timetable does not know."""
    every: int = law.for_cycle(USL_REPORT, year + 1)["every"]
    due = (
        one
        for one in register
        if one.list == "USL" and year > one.year and (year - one.year) % every == 0
    )
    return [_on_an_element(one, year) for one in sorted(due, key=lambda one: one.file_no)]


def of_a_region(law: Parameters, region: str, year: int) -> list[Scheduled]:
    """The periodic reports of the States of a region that are due in that year, by State. Whether
    it is the year of the region is asked when they are opened."""
    return [
        _of_a_state(one.name, one.iso3, year, "open", {"due_in": year})
        for one in states_of(law, region, year + 1)
    ]


def of_a_region_by_decision(
    law: Parameters, region: str, day: date, authority: str
) -> list[Scheduled]:
    """The same, due on a day that a decision fixed."""
    fixed = {"due_on": day.isoformat(), "authority": authority}
    return [
        _of_a_state(one.name, one.iso3, day.year, "open_by_decision", fixed)
        for one in states_of(law, region, day.year + 1)
    ]


def _on_an_element(element: Element, year: int) -> Scheduled:
    answers = {
        "title": element.name,
        "states": list(element.states),
        "element": element.file_no,
        "inscribed_in": element.year,
        "due_in": year,
    }
    return Scheduled(f"USL-REPORT-{year}-{element.file_no}", USL_REPORT, "open", answers)


def _of_a_state(name: str, iso3: str, year: int, trigger: str, due: Mapping[str, Any]) -> Scheduled:
    answers = {"title": f"{name}, ICH-10 ({year})", "states": [name], **due}
    return Scheduled(f"PERIODIC-REPORT-{year}-{iso3}", PERIODIC_REPORT, trigger, answers)
