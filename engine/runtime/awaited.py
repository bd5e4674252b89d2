"""What stands in the ledger and in the outbox and has not left yet."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, or_, select

from engine.dossier import Facts
from engine.runtime.ledger import Line, line
from engine.runtime.posted import Standing
from engine.runtime.reminder_tables import reminder
from engine.runtime.tables import letter

_AT_ONCE: Final = 500
_AHEAD: Final = ("planned", "claimed", "held")
_WAITING: Final = ("waiting", "claimed", "held")
_EVERY: Final = (
    "held", "waiting", "claimed", "sending", "sent", "failed", "uncertain", "dropped", "cancelled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Awaited:
    """A letter of the outbox that has not left yet: `held` waits for a person, any other leaves
    from `at` on. `address` and `role` as in a Promise; `begun` says whether it was tried before."""

    key: str
    template: str
    reference: str | None
    number: int | None
    facts: Facts
    at: datetime
    held: bool
    begun: bool
    address: str | None
    role: str | None


def lines_ahead(connection: Connection, until: datetime) -> list[Line]:
    """The reminders that are due until that instant, planned or held back, the first due first."""
    ahead = and_(reminder.c.status.in_(_AHEAD), reminder.c.due_at <= until)
    query = select(*(reminder.c[name] for name in _LINE)).where(ahead)
    ordered = query.order_by(reminder.c.due_at, *(reminder.c[name] for name in _LINE[:4]))
    return [line(row) for row in connection.execute(ordered)]


_LINE: Final = (
    "reference", "rule", "recipient", "occurrence", "due_at", "status", "planned_at", "reason_en",
    "reason_fr", "resumes",
)  # fmt: skip


def letters_ahead(connection: Connection) -> list[Awaited]:
    """The letters that wait, the first due first."""
    query = select(letter).where(letter.c.status.in_(_WAITING))
    return [
        Awaited(
            row.key, row.template, row.reference, row.number, row.facts, row.due_at,
            row.status == "held", row.attempts > 0, row.address, row.role,
        )
        for row in connection.execute(query.order_by(letter.c.due_at, letter.c.key))
    ]  # fmt: skip


def standing_since(connection: Connection, template: str, at: datetime) -> list[Standing]:
    """The letters of that template that are due from that instant on, whatever became of them, and
    those that wait since before it."""
    since = or_(letter.c.due_at >= at, letter.c.status == "waiting")
    mine = and_(letter.c.template == template, letter.c.status.in_(_EVERY), since)
    return [
        Standing(row.key, row.reference, row.due_at, row.status == "waiting" and not row.attempts)
        for row in connection.execute(select(letter).where(mine).order_by(letter.c.key))
    ]


def keys_about(connection: Connection, references: Collection[str]) -> set[str]:
    """The keys of all letters about these dossiers, whatever became of them."""
    return {
        key
        for some in _some(sorted(references))
        for key in connection.scalars(select(letter.c.key).where(letter.c.reference.in_(some)))
    }


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
