"""The outbox: letters promised in the transaction of a move, claimed and marked by the relay."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select, update

from engine.dossier import Facts
from engine.runtime.database import writer
from engine.runtime.tables import dossier, letter

LEASE = timedelta(minutes=5)
"""How long a letter stays claimed by a relay that has stopped answering."""

MOST_ATTEMPTS = 5
RETRY_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """A letter to be written: its stable key, its template, and the facts of the move that
    promised it. `reference` is None for letters about no dossier."""

    key: str
    template: str
    facts: Facts
    reference: str | None
    workflow: str
    number: int
    attempts: int


def claim(database: Engine, now: datetime, most: int = 50) -> list[Promise]:
    """Up to so many due letters, oldest first, leased to the caller.

    A crash between sending and marking lets the lease run out, and the letter is sent again under
    the same key: once more rather than never.
    """
    with writer(database).begin() as connection:
        rows = _due(connection, now, most)
        if rows:
            connection.execute(
                update(letter)
                .where(letter.c.key.in_([row.key for row in rows]))
                .values(status="sending", claimed_at=now, attempts=letter.c.attempts + 1)
            )
    return [
        Promise(
            row.key, row.template, row.facts, row.reference, row.workflow or "", row.number or 0,
            row.attempts + 1,
        )
        for row in rows
    ]  # fmt: skip


def _due(connection: Connection, now: datetime, most: int) -> list[Any]:
    ready = or_(
        letter.c.status == "waiting",
        and_(letter.c.status == "sending", letter.c.claimed_at < now - LEASE),
    )
    query = (
        select(letter, dossier.c.workflow)
        .outerjoin(dossier, dossier.c.reference == letter.c.reference)
        .where(ready, letter.c.due_at <= now)
        .order_by(letter.c.due_at, letter.c.key)
        .limit(most)
        .with_for_update(skip_locked=True, of=letter)
    )
    return list(connection.execute(query))


def mark_sent(database: Engine, key: str, now: datetime) -> None:
    """The letter has left."""
    _mark(database, key, {"status": "sent", "sent_at": now, "problem": None})


def mark_failed(database: Engine, promise: Promise, now: datetime, problem: str) -> None:
    """The letter could not leave: it waits, longer each time, or at last for a person."""
    again = promise.attempts < MOST_ATTEMPTS
    later = now + RETRY_AFTER * 2 ** (promise.attempts - 1)
    values: dict[str, Any] = (
        {"status": "waiting", "due_at": later} if again else {"status": "failed"}
    )
    _mark(database, promise.key, {**values, "problem": problem})


def _mark(database: Engine, key: str, values: Mapping[str, Any]) -> None:
    with writer(database).begin() as connection:
        connection.execute(update(letter).where(letter.c.key == key).values(**values))


def held(database: Engine) -> list[str]:
    """The keys of the letters that wait for a person, oldest first."""
    with database.connect() as connection:
        query = select(letter.c.key).where(letter.c.status == "held")
        return list(connection.scalars(query.order_by(letter.c.due_at, letter.c.key)))


def release(database: Engine, keys: Collection[str], name: str, now: datetime) -> list[str]:
    """Let held letters leave, under the name of who releases them; the keys that were held."""
    with writer(database).begin() as connection:
        chosen = (letter.c.key.in_(list(keys)), letter.c.status == "held")
        found = connection.scalars(select(letter.c.key).where(*chosen).with_for_update()).all()
        values = {"status": "waiting", "released_by": name, "due_at": now}
        connection.execute(update(letter).where(letter.c.key.in_(found)).values(**values))
    return sorted(found)


def statuses(database: Engine) -> Counter[str]:
    """How many letters are held, waiting, sent, ..."""
    with database.connect() as connection:
        return Counter(connection.scalars(select(letter.c.status)).all())
