"""The copies of letters as they left, and the dossiers that a digest told of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from engine.runtime.letter_tables import letter_copy
from engine.runtime.reminder_tables import reminder_letter


@dataclass(frozen=True, slots=True)
class Copied:
    """A letter as it was handed to a mail server, or was about to be: `went_to` differs from
    `address` outside production."""

    at: datetime
    address: str
    went_to: str
    subject: str
    text: str
    message_id: str


def copies(connection: Connection, keys: Iterable[str]) -> Mapping[str, list[Copied]]:
    """Every copy of these letters, by key, in the order in which they left."""
    copy = letter_copy.c
    columns = (copy.at, copy.address, copy.went_to, copy.subject, copy.text, copy.message_id)
    query = select(copy.letter, *columns).where(copy.letter.in_(list(keys))).order_by(copy.number)
    found = defaultdict(list)
    for key, *one in connection.execute(query):
        found[key].append(Copied(*one))
    return found


def told_of(connection: Connection, keys: Iterable[str]) -> Mapping[str, list[str]]:
    """The references of the dossiers that each of these letters tells of, by its key."""
    told = reminder_letter.c
    query = (
        select(told.letter, told.reference)
        .where(told.letter.in_(list(keys)), told.struck_en.is_(None))
        .distinct()
        .order_by(told.letter, told.reference)
    )
    found = defaultdict(list)
    for key, reference in connection.execute(query):
        found[key].append(reference)
    return found
