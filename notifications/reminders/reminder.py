"""A reminder as it is planned, and as the ledger keeps it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from engine.words import Words
from notifications.reminders.occurrence import Occurrence
from notifications.reminders.rule import Nature, Recipient, Severity

Status = Literal[
    "planned", "held", "sending", "sent", "cancelled", "superseded", "skipped", "uncertain",
    "failed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to one kind of recipient about one dossier.

    `due_at` is the UTC instant from which it may go, `closes` the last UTC instant at which what
    it asks is in time, `why` the sentence that tells the recipient why it came.
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
    why: Words

    @property
    def ladder(self) -> tuple[str, str, str]:
        """Whose ladder it is a rung of: rule, dossier and recipient."""
        return self.rule, self.reference, self.recipient

    @property
    def key(self) -> str:
        """Its name for ever: rule:reference:recipient:occurrence."""
        return ":".join((*self.ladder, str(self.occurrence)))


@dataclass(frozen=True, slots=True)
class Row:
    """A reminder in the ledger: where it stands, the UTC instant at which it was first planned,
    why it stands there, the person it was addressed to, if it was already, and where it stands
    again if it was withdrawn and is planned once more."""

    reminder: Reminder
    status: Status
    planned_at: datetime
    reason: Words | None = None
    person: str = ""
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
