"""Sessions: who is signed in, since when, and until when; however it was that they came in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, and_, insert, select, update

from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.people_tables import session
from engine.runtime.tokens import kept, new_token

SEEN_EVERY: Final = timedelta(minutes=1)
"""A session is marked as seen at most this often: looking at pages is not a stream of writes."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: so long without being seen, and so long in all."""

    idle: timedelta = timedelta(hours=8)
    whole: timedelta = timedelta(days=7)


LASTING: Final = Lasting()


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in, since when, and when they were last seen (UTC instants)."""

    actor: Actor
    entered_at: datetime
    seen_at: datetime


def begin(connection: Connection, actor: Actor, now: datetime) -> str:
    """Begin a session under a token that nobody has held before; the token."""
    token = new_token()
    row = {**person(actor), "token": kept(token), "entered_at": now, "seen_at": now}
    connection.execute(insert(session).values(row))
    return token


def who(database: Engine, token: str, now: datetime, lasting: Lasting = LASTING) -> Actor | None:
    """Whose open session that is, which counts as seen; None when it is nobody's."""
    mine = session.c.token == kept(token)
    with database.connect() as connection:
        row = connection.execute(select(session).where(mine, _open(now, lasting))).one_or_none()
    if row is None:
        return None
    if row.seen_at <= now - SEEN_EVERY:
        with writer(database).begin() as connection:
            behind = session.c.seen_at < now  # nobody who looked earlier sets the clock back
            connection.execute(update(session).where(mine, behind).values(seen_at=now))
    return actor_of(row)


def end(database: Engine, token: str, now: datetime) -> None:
    """End the session of that token, if it is one."""
    with writer(database).begin() as connection:
        mine = (session.c.token == kept(token), session.c.ended_at.is_(None))
        connection.execute(update(session).where(*mine).values(ended_at=now))


def end_all(connection: Connection, name: str, now: datetime, lasting: Lasting = LASTING) -> int:
    """End every session of the person of that name; how many were open."""
    theirs = (session.c.name == name, _open(now, lasting))
    ended = update(session).where(*theirs).values(ended_at=now)
    return connection.execute(ended).rowcount


def signed_in(database: Engine, now: datetime, lasting: Lasting = LASTING) -> list[Session]:
    """The open sessions, by name, the latest entered first."""
    order = (session.c.name, session.c.entered_at.desc(), session.c.token)
    with database.connect() as connection:
        rows = connection.execute(select(session).where(_open(now, lasting)).order_by(*order))
        return [Session(actor_of(row), row.entered_at, row.seen_at) for row in rows]


def person(actor: Actor) -> dict[str, Any]:
    """The columns that say who somebody is."""
    return {"name": actor.name, "role": actor.role, "states": sorted(actor.states)}


def actor_of(row: Any) -> Actor:
    """Whom these columns speak of."""
    return Actor(row.name, row.role, frozenset(row.states))


def _open(now: datetime, lasting: Lasting) -> ColumnElement[bool]:
    return and_(
        session.c.ended_at.is_(None),
        session.c.entered_at > now - lasting.whole,
        session.c.seen_at > now - lasting.idle,
    )
