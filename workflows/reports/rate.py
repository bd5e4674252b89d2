"""The submission rate of reports: received out of due, as of an instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.words import Words
from workflows.reports.due import REPORTS, USL_REPORT, report
from workflows.reports.regions import region_named, region_of

OTHERS = Words("States of no known region", "États dont la région n'est pas connue")
ELEMENTS = Words(
    "Elements in need of urgent safeguarding", "Éléments nécessitant une sauvegarde urgente"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the reports of a kind that are due in a year: how many are due, how many of those were
    received by the instant asked about, and how many of these came late."""

    workflow: str
    label: Words
    due: int
    received: int
    late: int

    @property
    def percent(self) -> int | None:
        """Received out of due in whole percent, halves up; None where nothing is due."""
        return (200 * self.received + self.due) // (2 * self.due) if self.due else None


def rates(law: Parameters, dossiers: Iterable[Dossier], year: int, as_of: datetime) -> list[Rate]:
    """The rates of the reports that are due in that year: of those on elements, and by region of
    the periodic ones. What was no longer due by then does not count; a report that another
    timetable moved counts in the year to which it was moved."""
    groups: dict[tuple[str, Words], list[tuple[bool, bool]]] = {}
    for one in dossiers:
        if one.workflow in REPORTS and _is_due(law, one, year, as_of):
            came = one.instant("received_at")
            received = came is not None and came <= as_of
            late = received and came is not None and came > report(law, one).closes
            groups.setdefault((one.workflow, _group(law, one, year)), []).append((received, late))
    return [
        Rate(workflow, label, len(found), sum(r for r, _ in found), sum(late for _, late in found))
        for (workflow, label), found in sorted(groups.items(), key=_in_order)
    ]


def _is_due(law: Parameters, dossier: Dossier, year: int, as_of: datetime) -> bool:
    exempted = dossier.instant("exempted_at")
    if exempted is not None and exempted <= as_of:
        return False
    try:
        return report(law, dossier).local.year == year
    except UnknownParameter:
        return False


def _group(law: Parameters, dossier: Dossier, year: int) -> Words:
    if dossier.workflow == USL_REPORT:
        return ELEMENTS
    region = region_of(law, dossier.states[0], year + 1)
    return region_named(law, region, year + 1) if region else OTHERS


def _in_order(group: tuple[tuple[str, Words], object]) -> tuple[int, str]:
    (workflow, label), _ = group
    return REPORTS.index(workflow), label.en
