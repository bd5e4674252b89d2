"""Addresses that gave letters back: none goes to them until a person lets letters go again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Engine, exists, insert, select, update

from engine.content import stamp
from engine.dossier import Facts
from engine.runtime.contains import askable
from engine.runtime.database import writer
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.letter_tables import letter_copy as copy
from engine.runtime.posted import Posting, post
from engine.runtime.tables import letter

LETTER: Final = "address_suspended"
"""The letter that tells the office."""

_GIVEN_BACK: Final = ("sending", "sent", "uncertain", "dropped")
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
    """A letter that has been with a mail server: to whom it was written, and where that was sent
    to, which is another address outside production; both None where no copy was kept."""

    key: str
    template: str
    facts: Facts
    address: str | None = None
    went_to: str | None = None


def sent_under(database: Engine, identifiers: Collection[str]) -> list[Sent]:
    """The letters that left under one of these Message-IDs, the latest first."""
    asked = [one for one in identifiers if askable(one)]
    query = (
        select(letter.c.key, letter.c.template, letter.c.facts, copy.c.address, copy.c.went_to)
        .join(copy, copy.c.letter == letter.c.key)
        .where(copy.c.message_id.in_(asked))
        .order_by(copy.c.number.desc())
    )
    with database.connect() as connection:
        return [Sent(*row) for row in connection.execute(query)]


def keys_without_a_copy(database: Engine) -> list[str]:
    """The keys of the letters that a mail server was given before copies were kept."""
    kept = exists().where(copy.c.letter == letter.c.key)
    with database.connect() as connection:
        query = select(letter.c.key).where(letter.c.attempts > 0, ~kept)
        return list(connection.scalars(query))


def sent(database: Engine, key: str) -> Sent:
    """The letter of that key, of which no copy was kept. NoResultFound when there is none."""
    query = select(letter.c.key, letter.c.template, letter.c.facts).where(letter.c.key == key)
    with database.connect() as connection:
        return Sent(*connection.execute(query).one())


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
    """A letter came back: it has failed, and its address, if given, is suspended and the officer
    in charge of its dossier written a letter; whether that is news, since a report may come twice.
    """
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
    about = connection.scalar(select(letter.c.reference).where(letter.c.key == one.letter))
    key = f"suspended:{LETTER}:{name}"
    post(connection, [Posting(key, LETTER, about, None, None, one.since, facts)])


def resume(database: Engine, address: str, name: str, now: datetime) -> bool:
    """Let letters go to an address again, under the name of who says so; whether it was
    suspended."""
    with writer(database).begin() as connection:
        theirs = suspended_address.c.address == address.lower()
        standing = suspended_address.c.resumed_at.is_(None)
        values = {"resumed_at": now, "resumed_by": name}
        done = connection.execute(update(suspended_address).where(theirs, standing).values(values))
        return done.rowcount > 0
