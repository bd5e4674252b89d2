"""People on record, a dossier, and the addresses of the house; and keeping them."""

from datetime import date

import pytest
from sqlalchemy import Engine

from engine.dossier import Dossier
from engine.runtime.correspondents import Book, Correspondent, Post, book
from engine.runtime.database import writer
from engine.runtime.entering import enter
from engine.runtime.unacceptable import Unacceptable
from notifications.recipients import Addresses

ADDRESSES = Addresses("office@example.org", "body@example.org")
BY = "A. Lind"
TODAY = date(2027, 3, 1)
KENTE = Dossier(
    "RL-2028-0001", "rl", facts={"contact": "osei@example.org", "states": ["Ghana", "Togo"]}
)


def person(name: str, **more) -> Correspondent:
    """Somebody of that name, at example.org."""
    return Correspondent(f"{name.lower()}@example.org", name, **more)


def post(kind: str, concerns: str, name: str) -> Post:
    """A post of the person of that name."""
    return Post(kind, concerns, f"{name.lower()}@example.org")


def read(database: Engine) -> Book:
    """The book as it is now."""
    with database.connect() as connection:
        return book(connection)


def done(database: Engine, what, *given, **more):
    """Do it in a transaction of its own."""
    with writer(database).begin() as connection:
        return what(connection, *given, **more)


def refused(database: Engine, what, *given) -> list[str]:
    """Why it cannot be, in English; that French is said as well is asked here, too."""
    with pytest.raises(Unacceptable) as fault:
        done(database, what, *given)
    assert all(reason.fr for reason in fault.value.reasons)
    assert str(fault.value) == "; ".join(reason.en for reason in fault.value.reasons)
    return [reason.en for reason in fault.value.reasons]


def entered(database: Engine, now, *names: str) -> None:
    """Enter people of these names."""
    for name in names:
        done(database, enter, Correspondent(f"{name}@example.org", name), BY, now)
