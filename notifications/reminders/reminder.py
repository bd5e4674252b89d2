"""A reminder as it is planned, and as the ledger keeps it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from engine.calendar import Deadline
from engine.words import Language, Words
from notifications.receives import ROLES
from notifications.reminders.occurrence import Occurrence
from notifications.reminders.rule import Nature, Recipient, Severity

Status = Literal["planned", "held", "claimed", "handed", "cancelled", "superseded", "skipped"]
"""`claimed`: somebody is about to hand it to the outbox; `handed`: it is told in a letter, which
knows what became of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks by a deadline: what it is for, the deadline, and where the rule is from."""

    label: Words
    deadline: Deadline
    cite: Words


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to one kind of recipient about one dossier.

    `due_at` is the UTC instant from which it may go, `closes` the last UTC instant at which what
    it asks is in time, `asked` what it asks; None where that is not known any more, and nothing
    can be said of it.
    """

    rule: str
    reference: str
    recipient: Recipient
    occurrence: Occurrence
    due_at: datetime
    closes: datetime
    template: str
    severity: Severity
    nature: Nature
    asked: Asked | None = None

    @property
    def ladder(self) -> tuple[str, str, str]:
        """Whose ladder it is a rung of: rule, dossier and recipient."""
        return self.rule, self.reference, self.recipient

    @property
    def key(self) -> str:
        """Its name for ever: rule:reference:recipient:occurrence."""
        return ":".join((*self.ladder, str(self.occurrence)))

    @property
    def why(self) -> Words:
        """The sentence that tells the recipient why it came."""
        return Words(self._why("en"), self._why("fr"))

    def _why(self, language: Language) -> str:
        asked = cast(Asked, self.asked)
        said = {
            "reference": self.reference,
            "who": ROLES[self.recipient].spoken(language),
            "offset": self.occurrence.offset.spoken(language),
            "label": asked.label.spoken(language),
            "deadline": asked.deadline.spoken(language),
            "cite": asked.cite.spoken(language),
        }
        return _WHY.spoken(language).format_map(said)


_WHY = Words(
    "This message about {reference} is for {who}: it is the reminder foreseen {offset} the "
    "deadline for {label}, {deadline} [{cite}].",
    "Ce message relatif au dossier {reference} s'adresse à {who} : c'est le rappel prévu {offset} "
    "l'échéance fixée pour {label}, le {deadline} [{cite}].",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A reminder in the ledger: where it stands, the UTC instant at which it was first planned,
    why it stands there, and where it stands again if it was withdrawn and is planned once more."""

    reminder: Reminder
    status: Status
    planned_at: datetime
    reason: Words | None = None
    resumes: Status = "planned"

    @property
    def key(self) -> str:
        """The key of its reminder, unique in the ledger."""
        return self.reminder.key

    @property
    def due_at(self) -> datetime:
        """The UTC instant from which it may go."""
        return self.reminder.due_at

    def withdrawn(self, status: Status, reason: Words) -> "Row":
        """The row as superseded or cancelled for that reason; what a person held back is held
        again when it is planned again."""
        resumes: Status = "held" if self.status == "held" else "planned"
        return replace(self, status=status, reason=reason, resumes=resumes)
