"""What was changed in accounts, by whom and why: kept for good, and never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from engine.runtime.account_tables import account_change

MOST: Final = 200
"""Changes that are shown at once."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change; `account` is None where there is none yet, `was` and `becomes` are empty where the
    change has no values."""

    at: datetime
    account: int | None
    by: str
    what: str
    why: str = ""
    was: str = ""
    becomes: str = ""


def write(connection: Connection, one: Change) -> None:
    """Write a change down."""
    row = {
        "at": one.at, "account": one.account, "by": one.by, "what": one.what, "why": one.why,
        "was": one.was, "becomes": one.becomes,
    }  # fmt: skip
    connection.execute(insert(account_change).values(row))


def changes(connection: Connection, account: int | None = None, most: int = MOST) -> list[Change]:
    """The latest changes of one account, or of all, the newest first."""
    one = account_change.c
    query = select(account_change).order_by(one.at.desc(), one.number.desc()).limit(most)
    if account is not None:
        query = query.where(one.account == account)
    return [
        Change(row.at, row.account, row.by, row.what, row.why, row.was, row.becomes)
        for row in connection.execute(query)
    ]
