"""The deadline that a letter tells, as an event for the calendar of whoever reads it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.words import Language, Words
from notifications.delivery import in_one_line
from notifications.icalendar_file import Dated, icalendar_file
from notifications.message import Stationery

CARRIES: Final[Mapping[str, str]] = {
    "completeness": "completion",
    "dialogue_questions": "dialogue",
    "report_due": "report_due",
    "transmitted": "reports",
}
"""Which of a dossier's deadlines a letter tells to keep. A reminder tells its own."""

LABELS: Final[Mapping[str, Words]] = {
    "submission": Words("File to be submitted", "Dossier à soumettre"),
    "completion": Words("Missing information due", "Informations manquantes attendues"),
    "dialogue": Words(
        "Answer to the Evaluation Body due", "Réponse à l'Organe d'évaluation attendue"
    ),
    "reports": Words("Evaluation to be published", "Évaluation à publier"),
    "report_due": Words("Report on the project due", "Rapport sur le projet attendu"),
    "periodic_report": Words("Periodic report due", "Rapport périodique attendu"),
    "usl_report": Words(
        "Report on the element in need of urgent safeguarding due",
        "Rapport sur l'élément nécessitant une sauvegarde urgente attendu",
    ),
}
"""What falls due, by the key of its deadline."""

DUE: Final = Words("Due by {}.", "Date limite : {}.")
FOUND: Final = Words(
    "This date is found as follows: {} [{}].", "Cette date s'établit comme suit : {} [{}]."
)

BEFORE: Final = timedelta(days=7)
"""How long before a deadline a calendar reminds of it."""


def told(template: str, about: Mapping[str, Any], now: datetime) -> Deadline | None:
    """The deadline that a letter about this tells to keep; None where it tells none, where it is
    not known yet, and once it has passed."""
    due: Deadline | None
    if "reminder" in about:
        due = about["reminder"]["deadline"]
    else:
        due = about.get("deadlines", {}).get(CARRIES.get(template))
    return due if due is not None and now <= due.closes else None


def deadline_event(
    due: Deadline, dossier: Dossier, language: Language, on: Stationery, now: datetime
) -> bytes:
    """An iCalendar file with the deadline of a dossier as its one event, written at `now`.

    Read again after the dossier has moved, it replaces what was read before: the UID stays, and
    the sequence is the version of the dossier. KeyError for a deadline without a label.
    """
    label = LABELS[due.key].spoken(language)
    lines = (
        in_one_line(dossier.text("title")),
        DUE.spoken(language).format(due.spoken(language)),
        FOUND.spoken(language).format(due.derived(language), due.cited(language)),
    )
    event = Dated(
        uid=f"{due.key}-{dossier.reference}@{on.domain}",
        summary=f"{label} ({in_one_line(dossier.text('file_no')) or dossier.reference})",
        description="\n".join(line for line in lines if line),
        starts=due.instant,
        sequence=dossier.version,
        status="CONFIRMED",
        organizer=on.office,
        page=f"{on.pages}/dossiers/{dossier.reference}" if on.pages else "",
        before=BEFORE,
    )
    return icalendar_file([event], "deadline of a dossier", now, method="PUBLISH")
