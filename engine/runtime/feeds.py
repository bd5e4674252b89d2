"""Private addresses of calendars: whose they are, and until when they are answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from engine.runtime.account_tables import feed
from engine.runtime.accounts import Account, account
from engine.runtime.tokens import kept, new_token

MOST: Final = 10
"""Open addresses of one account."""

USED_EVERY: Final = timedelta(hours=1)
"""An address is marked as used at most this often: calendars ask all day long."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that is answered: `key` names it and opens nothing; `what` is a cycle, or empty
    for everything; `used_at` when a calendar last read it."""

    key: str
    what: str
    made_at: datetime
    used_at: datetime | None


def make(connection: Connection, number: int, what: str, now: datetime) -> str | None:
    """A new address for the account of that number: its token, which is told once. None where the
    account has as many as it may."""
    mine = (feed.c.account == number, feed.c.ended_at.is_(None))
    if (connection.scalar(select(func.count()).where(*mine).select_from(feed)) or 0) >= MOST:
        return None
    token = new_token()
    row = {"token": kept(token), "account": number, "what": what, "made_at": now}
    connection.execute(insert(feed).values(row))
    return token


def feeds(connection: Connection, number: int) -> list[Feed]:
    """The open addresses of an account, the latest first."""
    mine = (feed.c.account == number, feed.c.ended_at.is_(None))
    query = select(feed).where(*mine).order_by(feed.c.made_at.desc(), feed.c.token)
    return [
        Feed(row.token, row.what, row.made_at, row.used_at) for row in connection.execute(query)
    ]


def end(connection: Connection, number: int, key: str, now: datetime) -> bool:
    """Answer that address of the account no more; whether it was open."""
    mine = (feed.c.token == key, feed.c.account == number, feed.c.ended_at.is_(None))
    return connection.execute(update(feed).where(*mine).values(ended_at=now)).rowcount == 1


def opened(connection: Connection, token: str) -> tuple[Feed, Account] | None:
    """The address of that token and whose it is; None where there is none, where it is closed, or
    where its account is."""
    row = connection.execute(
        select(feed).where(feed.c.token == kept(token), feed.c.ended_at.is_(None))
    ).one_or_none()
    found = None if row is None else account(connection, row.account)
    if row is None or found is None or not found.active:
        return None
    return Feed(row.token, row.what, row.made_at, row.used_at), found


def read(connection: Connection, one: Feed, now: datetime) -> None:
    """Mark the address as used."""
    connection.execute(update(feed).where(feed.c.token == one.key).values(used_at=now))


def was_read(one: Feed, now: datetime) -> bool:
    """Whether the address was marked as used lately."""
    return one.used_at is not None and one.used_at > now - USED_EVERY
