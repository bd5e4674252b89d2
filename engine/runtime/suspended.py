"""Addresses that gave letters back: none goes to them until a person lets letters go again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, select, update

from engine.content import stamp
from engine.dossier import Facts
from engine.runtime.database import writer
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.tables import letter

LETTER: Final = "address_suspended"
"""The letter that tells the office."""

_GIVEN_BACK: Final = ("sending", "sent", "uncertain")
"""A letter that may have come back: it has been with a mail server."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """An address in small letters, since when, why, and the letter that came back."""

    address: str
    since: datetime
    why: str
    letter: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that has been with a mail server: what says to whom it went."""

    key: str
    template: str
    facts: Facts


def with_a_server(database: Engine) -> list[str]:
    """The keys of all letters that a mail server has been given."""
    with database.connect() as connection:
        return list(connection.scalars(select(letter.c.key).where(letter.c.attempts > 0)))


def sent(database: Engine, key: str) -> Sent:
    """The letter of that key. NoResultFound when there is none."""
    with database.connect() as connection:
        row = connection.execute(select(letter).where(letter.c.key == key)).one()
        return Sent(row.key, row.template, row.facts)


def suspended(database: Engine) -> Mapping[str, Suspension]:
    """The addresses to which no letter goes now, the longest suspended first."""
    query = (
        select(suspended_address)
        .where(suspended_address.c.resumed_at.is_(None))
        .order_by(suspended_address.c.since, suspended_address.c.address)
    )
    with database.connect() as connection:
        return {
            row.address: Suspension(row.address, row.since, row.why, row.letter)
            for row in connection.execute(query)
        }


def gave_back(database: Engine, key: str, why: str, now: datetime, address: str | None) -> bool:
    """A letter came back: it has failed, and its address, if given, is suspended and the office
    written a letter; whether that is news, since a report may come twice."""
    with writer(database).begin() as connection:
        mine = (letter.c.key == key, letter.c.status.in_(_GIVEN_BACK))
        failed = connection.execute(
            update(letter).where(*mine).values(status="failed", problem=why)
        )
        if failed.rowcount == 0:
            return False
        if address is not None:
            _suspend(connection, Suspension(address.lower(), now, why, key))
    return True


def _suspend(connection: Connection, one: Suspension) -> None:
    theirs = (suspended_address.c.address == one.address, suspended_address.c.resumed_at.is_(None))
    if connection.execute(select(suspended_address).where(*theirs)).first() is not None:
        return
    row: dict[str, Any] = {"address": one.address, "since": one.since, "why": one.why}
    connection.execute(insert(suspended_address).values(**row, letter=one.letter))
    since = stamp(one.since)
    facts = {"address": one.address, "suspended_at": since, "why": one.why, "letter": one.letter}
    name = sha256(f"{one.address} {since}".encode()).hexdigest()[:32]
    connection.execute(
        insert(letter).values(
            key=f"suspended:{LETTER}:{name}", template=LETTER, facts=facts, status="waiting",
            due_at=one.since, attempts=0,
        )
    )  # fmt: skip


def resume(database: Engine, address: str, name: str, now: datetime) -> bool:
    """Let letters go to an address again, under the name of who says so; whether it was
    suspended."""
    with writer(database).begin() as connection:
        theirs = suspended_address.c.address == address.lower()
        standing = suspended_address.c.resumed_at.is_(None)
        values = {"resumed_at": now, "resumed_by": name}
        done = connection.execute(update(suspended_address).where(theirs, standing).values(values))
        return done.rowcount > 0
