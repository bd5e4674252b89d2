"""Tokens of programs: made for an account with a few scopes, ended, and asked whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, insert, select, update

from engine.dossier import Actor
from engine.runtime.account_tables import account, api_token
from engine.runtime.database import writer
from engine.runtime.tokens import kept, new_token

PREFIX: Final = "dossiers_"
"""What every token begins with, so that a token which was published by mistake can be found."""

USED_EVERY: Final = timedelta(minutes=1)
"""A token is marked as used at most this often: reading is not a stream of writes."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it again: never its text. `id` names it; instants are in UTC."""

    id: str
    name: str
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    ended_at: datetime | None

    def stands(self, now: datetime) -> bool:
        """Whether it still opens."""
        return self.ended_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token it is, as they act now, and what it may be used for."""

    id: str
    account: int
    actor: Actor
    scopes: frozenset[str]


def make(
    connection: Connection,
    owner: int,
    name: str,
    scopes: Collection[str],
    now: datetime,
    lasts: timedelta,
) -> str:
    """A new token of that account; its text, which is told once."""
    token = f"{PREFIX}{new_token()}"
    row = {
        "token": kept(token), "account": owner, "name": name, "scopes": sorted(scopes),
        "made_at": now, "expires_at": now + lasts,
    }  # fmt: skip
    connection.execute(insert(api_token).values(row))
    return token


def tokens_of(connection: Connection, owner: int) -> list[Token]:
    """The tokens of that account, also those that are over; the latest first."""
    one = api_token.c
    query = (
        select(
            one.token, one.name, one.scopes, one.made_at, one.expires_at, one.used_at, one.ended_at
        )
        .where(one.account == owner)
        .order_by(one.made_at.desc(), one.token)
    )
    return [
        Token(token, name, frozenset(scopes), *times)
        for token, name, scopes, *times in connection.execute(query)
    ]


def end(connection: Connection, owner: int, token: str, now: datetime) -> bool:
    """End the token of that id, if it is one of that account and stands; whether it did."""
    mine = (
        api_token.c.token == token,
        api_token.c.account == owner,
        api_token.c.ended_at.is_(None),
    )
    ended = connection.execute(update(api_token).where(*mine).values(ended_at=now))
    return ended.rowcount > 0


def bearer(database: Engine, token: str, now: datetime) -> Bearer | None:
    """Whose token that is, which counts as used; None when it opens nothing, or no longer: it has
    ended or expired, or its account is closed. Role and States are those of the account now."""
    one = api_token.c
    query = (
        select(one.token, one.scopes, one.used_at, account)
        .join(account, account.c.number == one.account)
        .where(
            one.token == kept(token),
            one.ended_at.is_(None),
            one.expires_at > now,
            account.c.active,
        )
    )
    with database.connect() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.used_at is None or row.used_at <= now - USED_EVERY:
        with writer(database).begin() as connection:
            connection.execute(update(api_token).where(one.token == row.token).values(used_at=now))
    actor = Actor(row.name, row.role, frozenset(row.states))
    return Bearer(row.token, row.number, actor, frozenset(row.scopes))
