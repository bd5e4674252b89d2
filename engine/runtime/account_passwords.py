"""The hash of each account's password, and the change of it."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from engine.runtime.account_tables import account
from engine.runtime.addresses import small


def hash_of(connection: Connection, address: str) -> str | None:
    """The hash of the password of the account of that address; None where there is none."""
    mine = account.c.address == small(address)
    return connection.scalar(select(account.c.password).where(mine))


def set_password(connection: Connection, number: int, hashed: str, by: str, now: datetime) -> None:
    """Let the password of an account be the one of that hash."""
    values = {"password": hashed, "changed_at": now, "changed_by": by}
    connection.execute(update(account).where(account.c.number == number).values(values))


def hash_again(connection: Connection, number: int, was: str, hashed: str) -> None:
    """Keep the same password under a stronger hash, unless it was changed meanwhile."""
    same = (account.c.number == number, account.c.password == was)
    connection.execute(update(account).where(*same).values(password=hashed))
