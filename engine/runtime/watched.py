"""How the office is doing, in numbers: what stands where, what waits, when a worker was awake."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from engine.runtime.delivery_tables import heartbeat
from engine.runtime.reminder_tables import reminder
from engine.runtime.tables import dossier, letter


@dataclass(frozen=True, slots=True)
class Watched:
    """Dossiers by workflow and state, letters by status, reminders that are due; in seconds, how
    long the oldest due letter waits and how long ago a worker was awake (None: none ever was)."""

    dossiers: Mapping[tuple[str, str], int]
    letters: Mapping[str, int]
    reminders: int
    late: float
    seen: float | None


def watched(connection: Connection, now: datetime) -> Watched:
    """The numbers of this instant."""
    by = (dossier.c.workflow, dossier.c.state)
    dossiers = connection.execute(select(*by, func.count()).group_by(*by))
    letters = connection.execute(select(letter.c.status, func.count()).group_by(letter.c.status))
    due = (reminder.c.status == "planned", reminder.c.due_at <= now)
    return Watched(
        {(row[0], row[1]): row[2] for row in dossiers},
        {row[0]: row[1] for row in letters},
        connection.execute(select(func.count()).select_from(reminder).where(*due)).scalar_one(),
        late(connection, now),
        seen(connection, now),
    )


def late(connection: Connection, now: datetime) -> float:
    """For how many seconds the oldest letter that is due has waited; 0 where none does."""
    waiting = select(func.min(letter.c.due_at, type_=letter.c.due_at.type)).where(
        letter.c.status == "waiting"
    )
    oldest: datetime | None = connection.execute(waiting).scalar_one()
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0


def seen(connection: Connection, now: datetime) -> float | None:
    """How many seconds ago a worker was awake; None where none ever was."""
    beats = select(func.max(heartbeat.c.at, type_=heartbeat.c.at.type))
    last: datetime | None = connection.execute(beats).scalar_one()
    return None if last is None else max(0.0, (now - last).total_seconds())
