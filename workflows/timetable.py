"""The deadlines of a dossier, and the calendar of a cycle (OD 54-56)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Final

from engine.calendar import Deadline, Period, at_local
from engine.dates import said
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, Value
from engine.timetable import Timetable
from engine.words import Words
from workflows.completeness_letter import NOT_LEFT, has_left
from workflows.reports.due import REPORTS, examined_in, on_a_fixed_day, report
from workflows.working_days import closed

FIRST_CYCLE: Final = 2010
LAST_CYCLE: Final = 2100
"""The cycles whose timetable is known."""

CALENDAR: Final = (
    "preparatory_assistance", "submission", "registration", "completion", "evaluation_opens",
    "evaluation_closes", "first_meeting", "dialogue_questions", "dialogue_answers",
    "final_meeting", "reports_to_committee", "session",
)  # fmt: skip
"""What the calendar of a cycle shows, each described by the parameter of its name."""

_DESCRIBED_BY: Final = {"session": "session_opens"}
"""Other names: the parameter `session` holds the sessions that were decided."""

EVENTS: Final = {
    "letter_sent_at": Words("the letter left", "la lettre est partie"),
    "questions_received_at": Words("the questions were received", "les questions ont été reçues"),
    "first_meeting": Words("the Evaluation Body meets", "l'Organe d'évaluation se réunit"),
    "dialogue_questions": Words("the questions are sent", "les questions sont envoyées"),
    "session_opens": Words("the session opens", "la session s'ouvre"),
}
"""What happens at a term, or by a fact, that other terms are counted from."""

_CALLED_FOR: Final = Words(
    "as the Secretariat fixed it when it called for the report",
    "date que le Secrétariat a fixée en demandant le rapport",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a cycle's calendar. `days` are the first and the last day of what takes whole days:
    a period, or a session whose days are decided; None for an instant."""

    label: str
    due: Deadline | Period
    days: tuple[date, date] | None


def submission(law: Parameters, dossier: Dossier) -> Deadline:
    """When the dossier must be received for its cycle; the day shifts to a working day where the
    parameter says so. UnknownParameter for a cycle before the first rule, or without a cycle."""
    return _deadline(law, dossier, "submission", "submission")


def came_late(deadline: Deadline, received: datetime, cycle: int) -> Words:
    """What the State is told of a file that was received too late for its cycle."""
    local = received.astimezone(deadline.local.tzinfo)
    return Words(
        f"received {said(local, exactly=True)}, after the deadline of {deadline} "
        f"({deadline.derived('en')}); it can be examined in the cycle of {cycle + 1}",
        f"reçu le {said(local, 'fr', exactly=True)}, après la date limite du "
        f"{deadline.spoken('fr')} ({deadline.derived('fr')}) ; le dossier peut être examiné au "
        f"cours du cycle {cycle + 1}",
    )


def completion(law: Parameters, dossier: Dossier) -> Deadline:
    """When missing information must be received: the later of 30 September and three full months
    after the completeness letter was sent. UnknownParameter for a mechanism that waits for what is
    missing, and while the letter has not left."""
    due = _deadline(law, dossier, "completion", "completion")
    if dossier.state == "incomplete" and not has_left(dossier):
        raise UnknownParameter(*NOT_LEFT)
    return due


def dialogue(law: Parameters, dossier: Dossier) -> Deadline:
    """When answers of the dialogue must be received: four weeks after the State received the
    questions. UnknownParameter while their receipt is not recorded."""
    return _deadline(law, dossier, "dialogue_answers", "dialogue")


def reports(law: Parameters, dossier: Dossier) -> Deadline:
    """When the evaluation must be published: four weeks before the session opens.
    UnknownParameter while the session has no day."""
    return _deadline(law, dossier, "reports_to_committee", "reports")


def session(law: Parameters, dossier: Dossier) -> Value:
    """The session that examines the dossier: `name`, `opens`, `closes`, `place`.
    UnknownParameter while no decision has fixed its days."""
    return law.for_cycle("session", _cycle(law, dossier))


def report_due(law: Parameters, dossier: Dossier) -> Deadline:
    """When the report on a project of assistance must be received: on the day that was fixed when
    it was called for. UnknownParameter before that."""
    day = dossier.day("report_due_on")
    if day is None:
        raise UnknownParameter(
            f"no report on {dossier.reference} has been called for",
            f"aucun rapport sur {dossier.reference} n'a été demandé",
        )
    return on_a_fixed_day(law.on("report_due", day), "report_due", day, _CALLED_FOR)


DEADLINES: Final[Mapping[str, Callable[[Parameters, Dossier], Deadline]]] = {
    "submission": submission,
    "completion": completion,
    "dialogue": dialogue,
    **dict.fromkeys(REPORTS, report),
    "reports": reports,
    "report_due": report_due,
}
"""Every deadline that a dossier can have, by its key; a report of a State has one of its own."""


def deadlines(
    law: Parameters, dossier: Dossier, keys: Collection[str] = DEADLINES.keys()
) -> dict[str, Deadline]:
    """The deadlines of the dossier that its facts and the law already fix, by key; those of `keys`
    alone, where some are enough."""
    found = {}
    for key in keys:
        if key in REPORTS and key != dossier.workflow:
            continue
        try:
            found[key] = DEADLINES[key](law, dossier)
        except UnknownParameter:
            continue
    return found


def calendar(law: Parameters, cycle: int) -> list[Entry]:
    """All that is due in a cycle, in the order of time; a period stands where it begins.

    UnknownParameter for a cycle whose timetable is not known.
    """
    if unknown := unknown_cycle(cycle):
        raise UnknownParameter(*unknown)
    terms = Timetable(law, cycle, EVENTS, partial(closed, law))
    entries = [_entry(terms, key) for key in CALENDAR]
    return sorted(entries, key=lambda entry: _begins(entry.due))


def edition(law: Parameters, cycle: int) -> str:
    """The edition of the Operational Directives that the cycle follows, in words."""
    return str(law.for_cycle("directives", cycle)["edition"])


def unknown_cycle(cycle: int) -> Words | None:
    """Why the timetable of that cycle is not known; None when it is."""
    if FIRST_CYCLE <= cycle <= LAST_CYCLE:
        return None
    return Words(
        f"the timetable is known for the cycles {FIRST_CYCLE} to {LAST_CYCLE}, not for {cycle}",
        f"le calendrier est connu pour les cycles {FIRST_CYCLE} à {LAST_CYCLE}, non pour {cycle}",
    )


def _deadline(law: Parameters, dossier: Dossier, term: str, key: str) -> Deadline:
    cycle = _cycle(law, dossier)
    terms = Timetable(law, cycle, EVENTS, partial(closed, law), dossier)
    return terms.deadline(_of_the_mechanism(law, dossier.workflow, cycle).get(term, term), key)


def _of_the_mechanism(law: Parameters, workflow: str, cycle: int) -> Mapping[str, str]:
    """The terms for which the mechanism has its own; a law that names none has common terms."""
    try:
        own: Mapping[str, str] = law.for_cycle("own_terms", cycle).says.get(workflow, {})
    except UnknownParameter:
        return {}
    return own


def _cycle(law: Parameters, dossier: Dossier) -> int:
    if dossier.workflow in REPORTS:
        return examined_in(law, dossier)
    if dossier.cycle is None:
        raise UnknownParameter(
            f"{dossier.reference} belongs to no cycle",
            f"{dossier.reference} ne relève d'aucun cycle",
        )
    return dossier.cycle


def _entry(terms: Timetable, key: str) -> Entry:
    name = _DESCRIBED_BY.get(key, key)
    due = terms.due(name, key)
    return Entry(terms.law.labels[name], due, _days(terms, due))


def _begins(due: Deadline | Period) -> datetime:
    return due.instant if isinstance(due, Deadline) else at_local(due.first, time(0), due.zone)


def _days(terms: Timetable, due: Deadline | Period) -> tuple[date, date] | None:
    if isinstance(due, Period):
        return due.first, due.last
    if due.key != "session":
        return None
    try:
        decided = terms.law.for_cycle("session", terms.cycle)
    except UnknownParameter:
        return due.local.date(), due.local.date()
    return decided["opens"], decided["closes"]
