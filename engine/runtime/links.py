"""The links in letters: whoever holds one may say what its recipient wants to be reminded of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, insert, select

from engine.runtime.addresses import small
from engine.runtime.correspondent_tables import letter_link
from engine.runtime.tokens import kept, new_token

WORKS_FOR: Final = timedelta(days=400)
"""A notice of twelve months ahead still opens when what it announced is due."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose link it is: the recipient's address in small letters, the key of the letter, and the
    UTC instant at which the link was made."""

    address: str
    letter: str
    made_at: datetime


def link(connection: Connection, address: str, letter: str, now: datetime) -> str:
    """The token of a new link in a letter, which is told this once and kept nowhere."""
    token = new_token()
    row = {"token": kept(token), "address": small(address), "letter": letter, "made_at": now}
    connection.execute(insert(letter_link).values(row))
    return token


def opened(database: Engine, token: str, now: datetime) -> Opened | None:
    """What the link of that token opens; nothing changes. None where it is unknown, or 400 days
    old."""
    one = letter_link.c
    query = select(one.address, one.letter, one.made_at).where(
        one.token == kept(token), one.made_at > now - WORKS_FOR
    )
    with database.connect() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else Opened(small(row.address), row.letter, row.made_at)
