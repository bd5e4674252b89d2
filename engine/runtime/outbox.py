"""The outbox: letters promised in the transaction of a move, claimed and marked by the relay."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Engine, Update, and_, bindparam, case, or_, select, update

from engine.dossier import Facts
from engine.runtime.among import among
from engine.runtime.database import writer
from engine.runtime.pauses import paused
from engine.runtime.posted import Leaving, keep
from engine.runtime.tables import dossier, letter

LEASE: Final = timedelta(minutes=5)
"""How long a letter stays with a relay that has stopped answering."""

_WITH_A_SERVER: Final = ("sending", "uncertain", "dropped")
"""Where a letter may be that was handed to a mail server and is not marked yet."""

LAPSED: Final = "the relay stopped between sending and marking"


@dataclass(frozen=True, slots=True)
class Promise:
    """A letter to be written: its stable key, its template, and the facts of the move that
    promised it. `reference` is None for letters about no dossier; `attempts` counts the one that
    the claim is for; `claimed_at` is when it was claimed. `address` and `role` say to whom it goes
    where the facts do not."""

    key: str
    template: str
    facts: Facts
    reference: str | None
    workflow: str
    number: int
    attempts: int
    claimed_at: datetime
    address: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a letter: the columns that say so; a letter without any was sent. One that
    never began is marked only while it is still claimed as it was, at `claimed_at`: a lease may
    have run out, and another have sent it."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    claimed_at: datetime | None = None


Beside = Callable[[Connection, Collection[str]], None]
"""Writes what belongs to the letters of these keys."""


def claim(
    database: Engine, now: datetime, most: int = 50, nudges: Collection[str] = ()
) -> list[Promise]:
    """Up to so many due letters, oldest first, leased to the caller; none about a dossier that is
    paused, and none at all while everything is.

    A crash between sending and marking lets the lease run out: then nobody knows whether the letter
    went. It becomes uncertain and waits for a person; one of the `nudges` templates is dropped. One
    that was only claimed, and never begun, is claimed again.
    """
    with writer(database).begin() as connection:
        _doubt(connection, now, nudges)
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
            row.attempts + 1, now, row.address, row.role,
        )
        for row in rows
    ]  # fmt: skip


def _doubt(connection: Connection, now: datetime, nudges: Collection[str]) -> None:
    connection.execute(_in_doubt(frozenset(nudges)), {"lapsed": now - LEASE})


@lru_cache
def _in_doubt(nudges: frozenset[str]) -> Update:
    lapsed = (letter.c.status == "sending", letter.c.claimed_at < bindparam("lapsed"))
    status = case((among(letter.c.template, nudges), "dropped"), else_="uncertain")
    return update(letter).where(*lapsed).values(status=status, problem=LAPSED)


def _due(connection: Connection, now: datetime, most: int) -> list[Any]:
    given = {"now": now, "lapsed": now - LEASE, "most": most}
    return list(connection.execute(_DUE, given))


_READY: Final = or_(
    letter.c.status == "waiting",
    and_(letter.c.status == "claimed", letter.c.claimed_at < bindparam("lapsed")),
)
_DUE: Final = (
    select(letter, dossier.c.workflow)
    .outerjoin(dossier, dossier.c.reference == letter.c.reference)
    .where(_READY, letter.c.due_at <= bindparam("now"), ~paused(letter.c.reference))
    .order_by(letter.c.due_at, letter.c.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=letter)
)
"""Built once: the relay asks it all day."""


def turn(
    database: Engine,
    marks: Collection[Mark],
    now: datetime,
    begun: Collection[Leaving],
    beside: Beside = lambda *_: None,
) -> frozenset[str]:
    """Mark what became of letters, and begin the next ones, in one commit; the keys of those that
    are still the caller's to send: a lease may have run out while others were sent. Of these the
    copies are kept as they leave; what is to be written `beside` these and those that are marked
    is written in the same commit."""
    with writer(database).begin() as connection:
        if sent := [mark.key for mark in marks if not mark.values]:
            values = {"status": "sent", "sent_at": now, "problem": None}
            mine = (letter.c.key.in_(sent), letter.c.status.in_(_WITH_A_SERVER))
            connection.execute(update(letter).where(*mine).values(**values))
        # Always in the order of keys: nobody waits in a circle.
        telling = sorted((mark for mark in marks if mark.values), key=lambda one: one.key)
        marked = {mark.key for mark in telling if _marked(connection, mark)}
        leaving = _begin(connection, now, begun) if begun else frozenset()
        beside(connection, leaving | marked)
        return leaving


def _marked(connection: Connection, mark: Mark) -> bool:
    still = (
        letter.c.status.in_(_WITH_A_SERVER)
        if mark.claimed_at is None
        else and_(letter.c.status == "claimed", letter.c.claimed_at == mark.claimed_at)
    )
    changed = update(letter).where(letter.c.key == mark.key, still).values(**mark.values)
    return connection.execute(changed).rowcount > 0


def _begin(connection: Connection, now: datetime, begun: Collection[Leaving]) -> frozenset[str]:
    chosen = (
        letter.c.key.in_([one.key for one in begun]),
        letter.c.status == "claimed",
        letter.c.claimed_at == next(iter(begun)).claimed_at,
        ~paused(letter.c.reference),
    )
    begin = update(letter).where(*chosen).returning(letter.c.key)
    values = {"status": "sending", "claimed_at": now, "attempts": letter.c.attempts + 1}
    mine = frozenset(connection.scalars(begin.values(**values)))
    keep(connection, [one for one in begun if one.key in mine], now)
    return mine


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
