"""What is written beside a letter: its copy as it leaves, its links, and letters to others."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.runtime.addresses import small
from engine.runtime.correspondent_tables import letter_link
from engine.runtime.letter_tables import letter_copy
from engine.runtime.tables import letter


@dataclass(frozen=True, slots=True)
class Posting:
    """A letter put into the outbox outside of a move; `number` is the entry it tells of, if any;
    without an address it goes where its template says. One that is `held` waits for a person."""

    key: str
    template: str
    reference: str | None
    address: str | None
    role: str | None
    due_at: datetime
    facts: Mapping[str, Any]
    number: int | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter as it leaves: to whom, where that is sent to, what it says, and in which version of
    the office's wording."""

    address: str
    went_to: str
    subject: str
    text: str
    message_id: str
    wording: int = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter that is about to leave, by its key and the instant of its claim: its copy, the
    tokens (as they are kept) of the links it holds, and what others get with it."""

    key: str
    claimed_at: datetime
    copy: Copy
    links: Sequence[str] = ()
    others: Sequence[Posting] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A letter that stands in the outbox already, whether nobody has begun to send it, and whether
    it never will be sent."""

    key: str
    reference: str | None
    due_at: datetime
    open: bool
    cancelled: bool = False


def post(connection: Connection, letters: Iterable[Posting]) -> int:
    """Put letters into the outbox; how many are new. One whose key is there already, or by the
    hand of somebody else who is about to commit it, is there already."""
    rows = [
        {
            "key": one.key, "template": one.template, "reference": one.reference,
            "number": one.number, "address": one.address, "role": one.role, "facts": one.facts,
            "due_at": one.due_at, "status": "held" if one.held else "waiting", "attempts": 0,
        }
        for one in letters
    ]  # fmt: skip
    if not rows:
        return 0
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    news = made(letter).on_conflict_do_nothing().returning(letter.c.key)
    return len(connection.scalars(news, rows).all())


def copied(connection: Connection, keys: Mapping[str, str]) -> frozenset[str]:
    """The keys of the letters that others got with these, which are given with their dossiers."""
    about = letter.c.reference.in_(sorted(set(keys.values())))
    with_them = select(letter.c.key).where(about, letter.c.address.is_not(None))
    found = connection.scalars(with_them) if keys else ()
    return frozenset(key for key in found if key.rpartition(":")[0] in keys)


# Whole keys are asked for, never ranges of them: what lies between two texts depends on the
# language that a database sorts by.
def standing(connection: Connection, keys: Collection[str]) -> list[Standing]:
    """Of the letters of these keys those that there are; nobody begins to send one that is open
    until this transaction ends.

    Those that are being sent are not held: who marks several of them would wait for this
    transaction, and this one for them.
    """
    mine = letter.c.key.in_(keys)
    waits = select(letter.c.key).where(mine, letter.c.status == "waiting")
    waiting = set(connection.scalars(waits.order_by(letter.c.key).with_for_update()))
    query = select(letter).where(mine).order_by(letter.c.key)
    return [
        Standing(
            row.key, row.reference, row.due_at, row.key in waiting and not row.attempts,
            row.status == "cancelled",
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def about_several(connection: Connection, key: str) -> None:
    """Say that a letter is about more than one dossier."""
    connection.execute(update(letter).where(letter.c.key == key).values(reference=None))


def keep(connection: Connection, leaving: Sequence[Leaving], now: datetime) -> None:
    """Keep what leaves: copies, links, and letters to others."""
    copies = [
        {
            "letter": one.key, "at": now, "address": one.copy.address,
            "went_to": one.copy.went_to, "subject": one.copy.subject, "text": one.copy.text,
            "message_id": one.copy.message_id, "wording": one.copy.wording,
        }
        for one in leaving
    ]  # fmt: skip
    if copies:
        connection.execute(insert(letter_copy), copies)
    links = [
        {"token": token, "address": small(one.copy.address), "letter": one.key, "made_at": now}
        for one in leaving
        for token in one.links
    ]
    if links:
        connection.execute(insert(letter_link), links)
    post(connection, (other for one in leaving for other in one.others))
