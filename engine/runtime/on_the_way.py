"""Those on the way in: a secret that is held for a while, opens one step, and opens it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, insert, select, update

from engine.runtime.account_letters import names_of
from engine.runtime.account_tables import entering
from engine.runtime.tokens import kept as hashed
from engine.runtime.tokens import new_token

FORGOTTEN_AFTER: Final = timedelta(days=30)
"""What opened nothing for so long is of no use to anybody any more."""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Somebody on the way: to which purpose, with which account if any, what the next step must
    know, and the UTC instant from which it no longer opens."""

    purpose: str
    account: int | None
    kept: Mapping[str, Any]
    until: datetime


def set_out(
    connection: Connection,
    purpose: str,
    account: int | None,
    kept: Mapping[str, Any],
    now: datetime,
    lasts: timedelta,
) -> str:
    """Let somebody be on the way; the token they hold, which is told this once and kept nowhere.
    `kept` is JSON."""
    token = new_token()
    connection.execute(delete(entering).where(entering.c.expires_at < now - FORGOTTEN_AFTER))
    wait_for(connection, hashed(token), purpose, account, kept, now, lasts)
    return token


def wait_for(
    connection: Connection,
    name: str,
    purpose: str,
    account: int | None,
    kept: Mapping[str, Any],
    now: datetime,
    lasts: timedelta,
) -> None:
    """The same for a token that a letter brings, by the letter's key (`account_letters`)."""
    row = {
        "token": name, "purpose": purpose, "account": account, "kept": dict(kept),
        "made_at": now, "expires_at": now + lasts,
    }  # fmt: skip
    connection.execute(insert(entering).values(row))


def look(database: Engine, token: str, purpose: str, now: datetime) -> OnTheWay | None:
    """Who is on the way with that token; nothing changes. None where it is used, expired, unknown
    or to another purpose."""
    with database.connect() as connection:
        query = select(entering).where(_mine(connection, token, purpose, now))
        return _told(connection.execute(query).one_or_none())


def take(connection: Connection, token: str, purpose: str, now: datetime) -> OnTheWay | None:
    """The same, and the token is used up: of many who bring it in one instant, one is told."""
    used = update(entering).where(_mine(connection, token, purpose, now)).values(used_at=now)
    return _told(connection.execute(used.returning(*entering.c)).one_or_none())


def call_back(connection: Connection, account: int, purpose: str, now: datetime) -> int:
    """Let nothing that is on the way to that purpose with that account open any more; how many."""
    theirs = (entering.c.account == account, entering.c.purpose == purpose, _open(now))
    return connection.execute(update(entering).where(*theirs).values(used_at=now)).rowcount


def _mine(connection: Connection, token: str, purpose: str, now: datetime) -> ColumnElement[bool]:
    named = entering.c.token.in_(names_of(connection, token, now))
    return and_(named, entering.c.purpose == purpose, _open(now))


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(entering.c.used_at.is_(None), entering.c.expires_at > now)


def _told(row: Row[Any] | None) -> OnTheWay | None:
    return None if row is None else OnTheWay(row.purpose, row.account, row.kept, row.expires_at)
