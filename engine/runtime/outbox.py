"""The outbox: letters promised in the transaction of a move, claimed and marked by the relay."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, and_, or_, select, update

from engine.dossier import Facts
from engine.runtime.database import writer
from engine.runtime.tables import dossier, letter

LEASE: Final = timedelta(minutes=5)
"""How long a letter stays with a relay that has stopped answering."""

LAPSED: Final = "the relay stopped between sending and marking"


@dataclass(frozen=True, slots=True)
class Promise:
    """A letter to be written: its stable key, its template, and the facts of the move that
    promised it. `reference` is None for letters about no dossier; `attempts` counts the one that
    the claim is for; `claimed_at` is when it was claimed."""

    key: str
    template: str
    facts: Facts
    reference: str | None
    workflow: str
    number: int
    attempts: int
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a letter: the columns that say so; a letter without any was sent."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


def claim(
    database: Engine, now: datetime, most: int = 50, binding: Collection[str] = ()
) -> list[Promise]:
    """Up to so many due letters, oldest first, leased to the caller.

    A crash between sending and marking lets the lease run out, and the letter is sent again under
    the same key: once more rather than never. A letter of one of the `binding` templates becomes
    uncertain instead, and waits for a person; one that was only claimed, and never begun, does not.
    """
    with writer(database).begin() as connection:
        if binding:
            _doubt(connection, now, binding)
        rows = _due(connection, now, most)
        if rows:
            connection.execute(
                update(letter)
                .where(letter.c.key.in_([row.key for row in rows]))
                .values(status="claimed", claimed_at=now)
            )
    return [
        Promise(
            row.key, row.template, row.facts, row.reference, row.workflow or "", row.number or 0,
            row.attempts + 1, now,
        )
        for row in rows
    ]  # fmt: skip


def _doubt(connection: Connection, now: datetime, binding: Collection[str]) -> None:
    lapsed = (letter.c.status == "sending", letter.c.claimed_at < now - LEASE)
    binds = letter.c.template.in_(sorted(binding))
    values = {"status": "uncertain", "problem": LAPSED}
    connection.execute(update(letter).where(*lapsed, binds).values(**values))


def _due(connection: Connection, now: datetime, most: int) -> list[Any]:
    ready = or_(
        letter.c.status == "waiting",
        and_(letter.c.status.in_(["claimed", "sending"]), letter.c.claimed_at < now - LEASE),
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


def turn(
    database: Engine, marks: Collection[Mark], now: datetime, begun: Collection[Promise]
) -> frozenset[str]:
    """Mark what became of letters, and begin the next ones, in one commit; the keys of those that
    are still the caller's to send: a lease may have run out while others were sent."""
    with writer(database).begin() as connection:
        if sent := [mark.key for mark in marks if not mark.values]:
            values = {"status": "sent", "sent_at": now, "problem": None}
            connection.execute(update(letter).where(letter.c.key.in_(sent)).values(**values))
        for mark in marks:
            if mark.values:
                mine = letter.c.key == mark.key
                connection.execute(update(letter).where(mine).values(**mark.values))
        return _begin(connection, now, begun)


def _begin(connection: Connection, now: datetime, begun: Collection[Promise]) -> frozenset[str]:
    if not begun:
        return frozenset()
    chosen = (
        letter.c.key.in_([one.key for one in begun]),
        letter.c.status == "claimed",
        letter.c.claimed_at == next(iter(begun)).claimed_at,
    )
    begin = update(letter).where(*chosen).returning(letter.c.key)
    values = {"status": "sending", "claimed_at": now, "attempts": letter.c.attempts + 1}
    return frozenset(connection.scalars(begin.values(**values)))


def held(database: Engine) -> list[str]:
    """The keys of the letters that wait for a person, oldest first."""
    with database.connect() as connection:
        query = select(letter.c.key).where(letter.c.status == "held")
        return list(connection.scalars(query.order_by(letter.c.due_at, letter.c.key)))


def release(database: Engine, keys: Collection[str], name: str, now: datetime) -> list[str]:
    """Let held letters leave, under the name of who releases them; the keys that were held."""
    return let_leave(database, keys, "held", {"released_by": name, "due_at": now})


def let_leave(
    database: Engine, keys: Collection[str], status: str, values: Mapping[str, Any]
) -> list[str]:
    """Change letters of that status, which wait to be sent from then on unless the values say
    another; the keys that were of that status."""
    with writer(database).begin() as connection:
        chosen = (letter.c.key.in_(list(keys)), letter.c.status == status)
        found = connection.scalars(select(letter.c.key).where(*chosen).with_for_update()).all()
        leaving = update(letter).where(letter.c.key.in_(found))
        connection.execute(leaving.values(**{"status": "waiting", **values}))
    return sorted(found)


def statuses(database: Engine) -> Counter[str]:
    """How many letters are held, waiting, sent, ..."""
    with database.connect() as connection:
        return Counter(connection.scalars(select(letter.c.status)).all())
