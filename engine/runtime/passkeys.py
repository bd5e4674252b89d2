"""Passkeys: which ones an account has, what they are called, and how often they were used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.runtime.account_tables import passkey

LONGEST_ID: Final = 512
LONGEST_NAME: Final = 80
MOST: Final = 20
"""Passkeys of one account."""

MOST_USED: Final = 2**31 - 1
"""Counters of 32 bits go beyond what a column of every database takes: there they stand still."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey: its identifier and public key (base64url), whose it is, its counter, what its
    owner calls it, and when it was made and last used (UTC instants)."""

    id: str
    account: int
    public_key: str
    used: int
    name: str
    made_at: datetime
    used_at: datetime | None = None


def passkeys(connection: Connection, number: int) -> Sequence[Passkey]:
    """The account's passkeys, the oldest first."""
    order = (passkey.c.made_at, passkey.c.id)
    rows = connection.execute(select(passkey).where(passkey.c.account == number).order_by(*order))
    return [_read(row) for row in rows]


def find(connection: Connection, identifier: str) -> Passkey | None:
    """The passkey of that identifier, whosever it is."""
    one = passkey.c.id == _plain(identifier)
    row = connection.execute(select(passkey).where(one)).one_or_none()
    return None if row is None else _read(row)


def add(connection: Connection, one: Passkey) -> bool:
    """Keep a new passkey; False where its identifier is kept already, or is too long."""
    if len(one.id) > LONGEST_ID:
        return False
    row = {
        "id": one.id,
        "account": one.account,
        "public_key": one.public_key,
        "used": min(one.used, MOST_USED),
        "name": one.name[:LONGEST_NAME],
        "made_at": one.made_at,
        "used_at": one.used_at,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(passkey).values(row))
    except IntegrityError:
        return False
    return True


def use(connection: Connection, seen: Passkey, counted: int, now: datetime) -> bool:
    """Note a use and what the passkey now counts; False where it was used meanwhile, or is gone."""
    as_seen = (passkey.c.id == seen.id, passkey.c.used == seen.used)
    used = update(passkey).where(*as_seen).values(used=min(counted, MOST_USED), used_at=now)
    return connection.execute(used).rowcount == 1


def rename(connection: Connection, number: int, identifier: str, name: str) -> bool:
    """Call one of the account's passkeys otherwise; whether it is one."""
    mine = (passkey.c.id == _plain(identifier), passkey.c.account == number)
    named = update(passkey).where(*mine).values(name=name[:LONGEST_NAME])
    return connection.execute(named).rowcount == 1


def remove(connection: Connection, number: int, identifier: str) -> bool:
    """Remove one of the account's passkeys; whether it was one."""
    mine = (passkey.c.id == _plain(identifier), passkey.c.account == number)
    return connection.execute(delete(passkey).where(*mine)).rowcount == 1


def _plain(identifier: str) -> str:
    # It comes from a stranger; a database takes no zero characters, and no halves of others.
    return identifier if identifier.isascii() and identifier.isprintable() else ""


def _read(row: Any) -> Passkey:
    return Passkey(*(getattr(row, name) for name in Passkey.__slots__))
