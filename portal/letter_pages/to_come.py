"""The reminders of a dossier that are still to come, as its page tells them to officers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from engine.runtime import ledger
from engine.runtime.database import Link
from engine.runtime.ledger import CLAIMED, Line
from engine.runtime.office import Office
from engine.runtime.pauses import Pause, pauses
from engine.words import Words
from notifications.receives import ROLES
from portal.letter_pages.labels import labels


@dataclass(frozen=True, slots=True)
class Coming:
    """What is told at an instant: the deadline it is about, to which kinds of recipients, and why
    it is held back, if a person did that."""

    due_at: datetime
    label: Words
    to: tuple[Words, ...]
    held: Words | None


@dataclass(frozen=True, slots=True)
class ToCome:
    """The reminders of a dossier in the order in which they are due, and its pause, if it has
    one."""

    reminders: tuple[Coming, ...]
    pause: Pause | None


def to_come(connection: Link, office: Office, reference: str) -> ToCome:
    """What a dossier will be reminded of if nothing moves."""
    together: dict[tuple[datetime, str, Words | None], list[Line]] = defaultdict(list)
    for line in ledger.stored(connection, [reference]).get(reference, ()):
        if line.status in (*CLAIMED, "held"):
            held = line.reason if line.status == "held" else None
            together[line.due_at, line.name.rule, held].append(line)
    known = labels(office)
    coming = [
        Coming(
            due_at,
            known.get(rule, Words(rule, rule)),
            tuple(ROLES[line.name.recipient] for line in lines),
            held,
        )
        for (due_at, rule, held), lines in sorted(together.items(), key=lambda one: one[0][:2])
    ]
    pause = next((one for one in pauses(connection) if one.what == reference), None)
    return ToCome(tuple(coming), pause)
