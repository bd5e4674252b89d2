"""Which account is whose at another provider: an issuer and what it calls them."""

from typing import Final

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import IntegrityError

from engine.runtime.account_tables import account

LONGEST: Final = 400


def subject(issuer: str, called: str) -> str | None:
    """The name of somebody among all providers; None where it is too long to be kept, or no text
    that a database takes."""
    name = f"{issuer} {called}"
    return name if called and name.isprintable() and len(name) <= LONGEST else None


def number_of(connection: Connection, name: str) -> int | None:
    """The number of the account that is linked to that subject."""
    return connection.scalar(select(account.c.number).where(account.c.subject == name))


def link(connection: Connection, number: int, name: str) -> bool:
    """Link the account to that subject; False where either is linked already."""
    free = (account.c.number == number, account.c.subject.is_(None))
    try:
        with connection.begin_nested():
            return (
                connection.execute(update(account).where(*free).values(subject=name)).rowcount == 1
            )
    except IntegrityError:
        return False


def unlink(connection: Connection, number: int) -> None:
    """The account is linked to nobody any more; the next sign-in by its address links it anew."""
    connection.execute(update(account).where(account.c.number == number).values(subject=None))
