"""Sessions: who is signed in, since when, and until when; however it was that they came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    bindparam,
    insert,
    or_,
    select,
)
from sqlalchemy import null as nothing
from sqlalchemy import update as change

from engine.dossier import Actor
from engine.runtime.account_tables import account as accounts
from engine.runtime.columns import Instant
from engine.runtime.database import writer
from engine.runtime.people_tables import session
from engine.runtime.queries import glancing
from engine.runtime.sign_ins import Visitor
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
class Came:
    """How somebody came in: with which account, when the second factor was given, from where."""

    account: int | None = None
    second_at: datetime | None = None
    visitor: Visitor = field(default_factory=Visitor)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in, since when, and when they were last seen (UTC instants); how they
    came, and for whom they act meanwhile, if so. `key` names the session and opens nothing."""

    actor: Actor
    entered_at: datetime
    seen_at: datetime
    came: Came = field(default_factory=Came)
    acting: Mapping[str, Any] | None = None
    key: str = field(default="", compare=False)


def begin(connection: Connection, actor: Actor, now: datetime, came: Came | None = None) -> str:
    """Begin a session under a token that nobody has held before; the token. Of somebody with an
    account, what the account says counts from then on."""
    token, how = new_token(), came or Came()
    row = {
        **person(actor), "token": kept(token), "entered_at": now, "seen_at": now,
        "account": how.account, "second_at": how.second_at,
        "agent": how.visitor.agent[:400], "remote": how.visitor.remote[:64],
    }  # fmt: skip
    connection.execute(insert(session).values(row))
    return token


def opened(
    database: Engine, token: str, now: datetime, lasting: Lasting = LASTING
) -> Session | None:
    """The open session of that token, which counts as seen; None when there is none, or its
    account is closed."""
    mine = session.c.token == kept(token)
    given = {"key": kept(token), **_since(now, lasting)}
    with glancing(database) as connection:
        row = connection.execute(_THIS, given).one_or_none()
    if row is None:
        return None
    if row.seen_at <= now - SEEN_EVERY:
        with writer(database).begin() as connection:
            behind = session.c.seen_at < now  # nobody who looked earlier sets the clock back
            connection.execute(change(session).where(mine, behind).values(seen_at=now))
    return _session(row)


def who(database: Engine, token: str, now: datetime, lasting: Lasting = LASTING) -> Actor | None:
    """Whose open session that is, which counts as seen; None when it is nobody's."""
    found = opened(database, token, now, lasting)
    return None if found is None else found.actor


def end(database: Engine, token: str, now: datetime) -> None:
    """End the session of that token, if it is one."""
    with writer(database).begin() as connection:
        end_one(connection, kept(token), now)


def end_one(connection: Connection, key: str, now: datetime) -> bool:
    """End the session of that key; whether it was not ended before."""
    mine = (session.c.token == key, session.c.ended_at.is_(None))
    return connection.execute(change(session).where(*mine).values(ended_at=now)).rowcount == 1


def end_all(connection: Connection, name: str, now: datetime, lasting: Lasting = LASTING) -> int:
    """End every session of the person of that name; how many were open."""
    named = select(accounts.c.number).where(accounts.c.name == name)
    theirs = or_(session.c.name == name, session.c.account.in_(named))
    ended = change(session).where(theirs, _open(now, lasting)).values(ended_at=now)
    return connection.execute(ended).rowcount


def end_of(connection: Connection, account: int, now: datetime, but: str = "") -> int:
    """End every session of an account but the one of that key; how many were not ended before."""
    theirs = (session.c.account == account, session.c.ended_at.is_(None), session.c.token != but)
    return connection.execute(change(session).where(*theirs).values(ended_at=now)).rowcount


def second_given(connection: Connection, key: str, now: datetime) -> None:
    """Write down that in the session of that key the second factor was given."""
    connection.execute(change(session).where(session.c.token == key).values(second_at=now))


def act_for(connection: Connection, key: str, acting: Mapping[str, Any] | None) -> None:
    """Let the session of that key act for somebody from now on, or for nobody else any more."""
    given = nothing() if acting is None else dict(acting)
    connection.execute(change(session).where(session.c.token == key).values(acting=given))


def signed_in(
    database: Engine, now: datetime, lasting: Lasting = LASTING, account: int | None = None
) -> list[Session]:
    """The open sessions, of that account or of all, by name, the latest entered first."""
    query = _OPEN
    if account is not None:
        query = query.where(session.c.account == account)
    with database.connect() as connection:
        found = [
            _session(row)
            for row in connection.execute(query.order_by(session.c.token), _since(now, lasting))
        ]
    found.sort(key=lambda one: one.entered_at, reverse=True)
    return sorted(found, key=lambda one: one.actor.name)


def person(actor: Actor) -> dict[str, Any]:
    """The columns that say who somebody is."""
    return {"name": actor.name, "role": actor.role, "states": sorted(actor.states)}


def actor_of(row: Any) -> Actor:
    """Whom these columns speak of."""
    return Actor(row.name, row.role, frozenset(row.states))


def _query() -> Select[Any]:
    now_is = [accounts.c[name].label(f"now_{name}") for name in ("name", "role", "states")]
    joined = session.outerjoin(accounts, session.c.account == accounts.c.number)
    one = select(session, *now_is).select_from(joined)
    still_open = (
        session.c.ended_at.is_(None),
        session.c.entered_at > bindparam("entered", type_=Instant),
        session.c.seen_at > bindparam("seen", type_=Instant),
    )
    return one.where(*still_open, or_(session.c.account.is_(None), accounts.c.active))


_OPEN: Final = _query()
_THIS: Final = _OPEN.where(session.c.token == bindparam("key"))
"""Built once: every page asks it."""


def _since(now: datetime, lasting: Lasting) -> dict[str, datetime]:
    return {"entered": now - lasting.whole, "seen": now - lasting.idle}


def _open(now: datetime, lasting: Lasting) -> ColumnElement[bool]:
    return and_(
        session.c.ended_at.is_(None),
        session.c.entered_at > now - lasting.whole,
        session.c.seen_at > now - lasting.idle,
    )


def _session(row: Row[Any]) -> Session:
    actor = actor_of(row)
    if row.account is not None:
        actor = Actor(row.now_name, row.now_role, frozenset(row.now_states))
    came = Came(row.account, row.second_at, Visitor(row.remote or "", row.agent or ""))
    return Session(actor, row.entered_at, row.seen_at, came, row.acting, row.token)
