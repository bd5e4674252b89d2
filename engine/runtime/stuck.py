"""Letters that wait for a person: they failed, or it is uncertain whether they arrived."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine, select

from engine.runtime.outbox import let_leave
from engine.runtime.tables import letter


@dataclass(frozen=True, slots=True)
class Stuck:
    """A letter that waits for a person, after so many attempts, and why."""

    key: str
    attempts: int
    problem: str


def stuck(database: Engine, status: Literal["failed", "uncertain"]) -> list[Stuck]:
    """The letters of that status, oldest first."""
    query = select(letter).where(letter.c.status == status).order_by(letter.c.due_at, letter.c.key)
    with database.connect() as connection:
        rows = connection.execute(query)
        return [Stuck(row.key, row.attempts, row.problem or "") for row in rows]


def retry(database: Engine, keys: Collection[str], name: str, now: datetime) -> list[str]:
    """Send failed letters again, counted from the first attempt; the keys that had failed."""
    values = {"released_by": name, "due_at": now, "attempts": 0}
    return let_leave(database, keys, "failed", values)


def settle(database: Engine, key: str, name: str, now: datetime, *, arrived: bool) -> bool:
    """Say of an uncertain letter that it has arrived, or send it again under the same key; whether
    it was uncertain."""
    again = {"released_by": name, "due_at": now, "attempts": 0}
    sent = {"released_by": name, "status": "sent", "sent_at": letter.c.claimed_at}
    return bool(let_leave(database, [key], "uncertain", sent if arrived else again))
