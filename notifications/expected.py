"""A message that will leave, or that something keeps back: to whom, when, what and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from engine.words import Words
from notifications.people import Person
from notifications.reminders.rule import Nature, Severity

Status = Literal["goes", "put off", "held", "paused", "muted", "suspended", "nobody"]
"""`goes` and `put off` leave, the latter later than foreseen because its recipient asked for that.
`held` waits for a person, `paused` for the end of a pause; `muted`, `suspended` and `nobody` do not
leave at all: the recipient does not want it, gave letters back, or there is none."""

LEAVES: tuple[Status, ...] = ("goes", "put off")
"""What a message that leaves is called."""


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder in a message; `key` is its name for ever, `deadline` the instant it is about in
    words, empty where that is no longer known."""

    key: str
    reference: str
    file_no: str
    title: str
    rule: str
    recipient: str
    severity: Severity
    nature: Nature
    deadline: Words


@dataclass(frozen=True, slots=True)
class Expected:
    """One message to one person on one day.

    `at` is the UTC instant from which it leaves, `day` that day in Paris. `person` has an empty
    address where nobody gets it. `items` are the reminders it tells, none where it is a letter of a
    step; `merged` counts the matters among them: who is owed the same in two ways reads it once.
    `references` are the dossiers it is about. `letter` is its key where it stands in the outbox
    already, else empty. `why` says what keeps it back, or why it is late.
    """

    at: datetime
    day: date
    person: Person
    template: str
    items: tuple[Item, ...]
    merged: int
    references: tuple[str, ...]
    status: Status
    why: Words | None = None
    letter: str = ""

    @property
    def leaves(self) -> bool:
        """Whether it is expected to leave."""
        return self.status in LEAVES
