"""The lists that somebody has named, to come back to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from engine.runtime.account_tables import saved_view
from engine.runtime.contains import askable

LONGEST_NAME: Final = 80
MOST: Final = 40
"""Views of one account."""


@dataclass(frozen=True, slots=True)
class View:
    """A list under its name, as the query line that asks for it."""

    name: str
    query: str


class Full(ValueError):
    """The account has as many views as one may have."""


def views(connection: Connection, account: int) -> Sequence[View]:
    """The views of an account, by name."""
    mine = select(saved_view.c.name, saved_view.c.query).where(saved_view.c.account == account)
    return [View(*row) for row in connection.execute(mine.order_by(saved_view.c.name))]


def keep(connection: Connection, account: int, view: View, now: datetime) -> None:
    """Keep a view under its name; another one of that name is gone. ValueError for a name that
    cannot be one, Full where there are too many."""
    name = named(view.name)
    drop(connection, account, name)
    counted = select(func.count()).where(saved_view.c.account == account)
    if (connection.scalar(counted) or 0) >= MOST:
        raise Full(name)
    row = {"account": account, "name": name, "query": view.query, "made_at": now}
    connection.execute(insert(saved_view).values(row))


def drop(connection: Connection, account: int, name: str) -> None:
    """Forget the view of that name, if there is one."""
    mine = (saved_view.c.account == account, saved_view.c.name == name)
    connection.execute(delete(saved_view).where(*mine))


def named(name: str) -> str:
    """The name as it is kept, in one line. ValueError where it is empty, too long, or no text."""
    one = " ".join(name.split())
    if not one or len(one) > LONGEST_NAME or not askable(one) or not one.isprintable():
        raise ValueError(name)
    return one
