"""The date by which whoever has a dossier is to act, in the state in which it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from typing import Final, Literal

from engine import derivation
from engine.calendar import Deadline, Period, at_local
from engine.citation import Citation, Mark
from engine.dates import said_day
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.timetable import Timetable
from engine.words import Words
from workflows.catalogue import workflows
from workflows.reports.due import REPORTS, report
from workflows.timetable import (
    EVENTS,
    completion,
    dialogue,
    report_due,
    reports,
    session,
    submission,
)
from workflows.working_days import closed

_READING: Final[Mark] = "interpretation"
_PARIS: Final = "Europe/Paris"
_END_OF_THE_DAY: Final = time(23, 59, 59)
_BEFORE: Final = Words(
    "the file is with the Evaluation Body when its evaluation opens",
    "le dossier est à l'Organe d'évaluation à l'ouverture de l'évaluation",
)

Due = Callable[[Parameters, Dossier], Deadline]
"""When it is due. UnknownParameter where the law fixes no day."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the cycle's timetable, of which a period is due on its first or its last day."""

    name: str
    day: Literal["first", "last"] = "last"

    def __call__(self, law: Parameters, dossier: Dossier) -> Deadline:
        if dossier.cycle is None:
            raise UnknownParameter(f"{dossier.reference} belongs to no cycle")
        terms = Timetable(law, dossier.cycle, EVENTS, partial(closed, law), dossier)
        found = terms.due(self.name, self.name)
        if isinstance(found, Deadline):
            return found
        hour = law.for_cycle(self.name, dossier.cycle)["hour"]
        return _on(found, self.day, hour)


def _on(period: Period, which: Literal["first", "last"], hour: time) -> Deadline:
    day = period.first if which == "first" else period.last
    taken = Words(
        f"taken to be its {which} day, {said_day(day)}",
        f"compris comme son {'premier' if which == 'first' else 'dernier'} jour, le "
        f"{said_day(day, 'fr')}",
    )
    steps = (*period.derivation, taken, derivation.at(hour, period.zone))
    instant = at_local(day, hour, period.zone)
    return Deadline(period.key, instant, period.zone, steps, period.citation, _READING)


def _registration(law: Parameters, dossier: Dossier) -> Deadline:
    """Nothing of what the Secretariat does first is due before files may still come in."""
    due = _Term("registration")(law, dossier)
    if due.instant <= submission(law, dossier).instant:
        raise UnknownParameter(f"{dossier.workflow} has no term of registration")
    return due


def _evaluation_opens(law: Parameters, dossier: Dossier) -> Deadline:
    due = _Term("evaluation_opens", "first")(law, dossier)
    return replace(due, mark=_READING, derivation=(*due.derivation, _BEFORE))


def _checked(law: Parameters, dossier: Dossier) -> Deadline:
    """The first check ends with registration; what came back, or is complete, is the Evaluation
    Body's when it begins."""
    seen = dossier.text("completed_at") or dossier.text("complete_since")
    return (_evaluation_opens if seen else _registration)(law, dossier)


def _session_closes(law: Parameters, dossier: Dossier) -> Deadline:
    """The Committee decides before its session closes."""
    decided = session(law, dossier)
    day, grounds = decided["closes"], derivation.grounds(decided)
    last = Words(
        f"{decided['name']} closes on {said_day(day)}",
        f"{decided['name']} se clôt le {said_day(day, 'fr')}",
    )
    return Deadline(
        "session",
        at_local(day, _END_OF_THE_DAY, _PARIS),
        _PARIS,
        (last, derivation.at(_END_OF_THE_DAY, _PARIS)),
        Citation(*grounds.en.partition(" ")[::2]),
        _READING,
        citation_fr=grounds.fr,
    )


EVERYWHERE: Final[Mapping[str, Due]] = {
    "draft": submission,
    "incomplete": completion,
    "progress_report_due": report_due,
    "final_report_due": report_due,
}
"""What is due in a state whatever the mechanism; the last two by the contract of the project."""

OF_THE_COMMITTEE: Final[Mapping[str, Due]] = {
    "submitted": _registration,
    "registered": _registration,
    "checking": _checked,
    "included": _checked,
    "resubmitted": _evaluation_opens,
    "complete": _evaluation_opens,
    "under_evaluation": _Term("evaluation_closes"),
    "in_dialogue": dialogue,
    "answered": _Term("final_meeting"),
    "unanswered": _Term("final_meeting"),
    "evaluated": reports,
    "published": _session_closes,
    "examined": _session_closes,
}
"""What is due of a file that the Committee examines (OD 54-56). In between, nothing: how soon a
late file is settled, and a file in the backlog taken up again, no paragraph says. What the Body
owes after a dialogue is due at its final meeting, not in May: the questions came after that."""

OF_A_REPORT: Final[Mapping[str, Due]] = {
    "scheduled": report,
    "received": reports,
    "checking_report": reports,
    "complete_report": reports,
    "analysed": reports,
    "before_the_committee": _session_closes,
}
"""What is due of a report of a State: the report itself; then that it reaches the Committee, which
is the only term its check and its analysis have."""


def next_date(law: Parameters, dossier: Dossier) -> Deadline | None:
    """The date by which whoever has the dossier is to act as it stands, by the timetable of its
    cycle, with its paragraph and its derivation. None where the law fixes nothing: of a dossier
    that is closed, of a request that the Bureau decides when it is complete, of a term that counts
    from what is not recorded yet."""
    due = _due(dossier)
    if due is None:
        return None
    try:
        return due(law, dossier)
    except UnknownParameter:
        return None


def _due(dossier: Dossier) -> Due | None:
    if dossier.workflow in REPORTS:
        return OF_A_REPORT.get(dossier.state)
    everywhere = EVERYWHERE.get(dossier.state)
    if everywhere is not None:
        return everywhere
    return OF_THE_COMMITTEE.get(dossier.state) if dossier.workflow in _EVALUATED else None


_EVALUATED: Final = frozenset(
    name for name, one in workflows().items() if "under_evaluation" in one.state
)
