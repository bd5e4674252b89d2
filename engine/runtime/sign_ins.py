"""The log of the door: who came in, who was refused, who went out; never what was typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, func, insert, select

from engine.runtime.account_tables import sign_in
from engine.runtime.addresses import LONGEST, small

IN: Final = "in"
REFUSED: Final = "refused"
OUT: Final = "out"

MOST: Final = 200
"""Lines that are shown at once."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a browser says of itself, and the address of the network it comes from."""

    remote: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of the log; `account` is None where no account has that address."""

    at: datetime
    address: str
    account: int | None
    how: str
    outcome: str
    visitor: Visitor


def write(connection: Connection, one: SignIn) -> None:
    """Write a line: the address in small letters and cut where it is too long, and what cannot be
    shown left out."""
    row = {
        "at": one.at, "address": _plain(one.address), "account": one.account,
        "how": one.how, "outcome": one.outcome, "remote": one.visitor.remote[:64],
        "agent": one.visitor.agent[:400],
    }  # fmt: skip
    connection.execute(insert(sign_in).values(row))


def latest(
    connection: Connection, account: int | None = None, most: int = MOST, outcome: str = ""
) -> list[SignIn]:
    """The latest lines, the newest first: of one account, or of all."""
    query = select(sign_in).order_by(sign_in.c.at.desc(), sign_in.c.number.desc()).limit(most)
    if account is not None:
        query = query.where(sign_in.c.account == account)
    if outcome:
        query = query.where(sign_in.c.outcome == outcome)
    return [_line(row) for row in connection.execute(query)]


def has_been_in(connection: Connection, account: int, visitor: Visitor | None = None) -> bool:
    """Whether that account was ever in: from there, or from anywhere."""
    asked = exists().where(sign_in.c.account == account, sign_in.c.outcome == IN)
    if visitor is not None:
        remote, agent = visitor.remote[:64], visitor.agent[:400]
        asked = asked.where(sign_in.c.remote == remote, sign_in.c.agent == agent)
    return bool(connection.scalar(select(asked)))


def last_in(connection: Connection) -> dict[int, datetime]:
    """When each account was last in."""
    last = select(sign_in.c.account, func.max(sign_in.c.at)).group_by(sign_in.c.account)
    rows = connection.execute(last.where(sign_in.c.outcome == IN, sign_in.c.account.is_not(None)))
    return {row[0]: row[1] for row in rows}


def _plain(address: str) -> str:
    return "".join(sign for sign in small(address) if sign.isprintable())[:LONGEST]


def _line(row: Row[Any]) -> SignIn:
    visitor = Visitor(row.remote, row.agent)
    return SignIn(row.at, row.address, row.account, row.how, row.outcome, visitor)
