"""Every letter that was ever promised or sent, kept with its dossier: found again, and shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, or_, select, union

from engine.runtime.addresses import small
from engine.runtime.contains import askable, contains
from engine.runtime.ledger import Name
from engine.runtime.letter_copies import Copied, copies, told_of
from engine.runtime.letter_tables import letter_copy, release
from engine.runtime.paragraphs import Paragraph, latest
from engine.runtime.reminder_tables import reminder_letter
from engine.runtime.tables import letter
from engine.words import Words


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it stands. `references` are the dossiers it tells of, a digest's several;
    `address` is to whom it went, or is to go, None where that is settled when it leaves; `at` when
    it was sent, or else from when on it may be; `subject` is empty where it has not left yet."""

    key: str
    template: str
    references: tuple[str, ...]
    address: str | None
    at: datetime
    status: str
    problem: str
    attempts: int
    subject: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some letters, the latest first; `after` asks for those that follow, None at the end."""

    letters: tuple[Kept, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A reminder that a letter tells, or why it left without it."""

    name: Name
    struck: Words | None


@dataclass(frozen=True, slots=True)
class SignedOff:
    """Who let a held letter leave, with the paragraph of that number, and when."""

    name: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class InFull:
    """A letter with all that is kept of it: every copy in the order in which they left, the
    reminders it tells, who released it, and its paragraph. `number` is the entry that promised it,
    `released_by` who let it leave, as it stands with the letter."""

    kept: Kept
    number: int | None
    role: str | None
    due_at: datetime
    sent_at: datetime | None
    released_by: str
    copies: tuple[Copied, ...]
    told: tuple[ToldOf, ...]
    releases: tuple[SignedOff, ...]
    paragraph: Paragraph


MOST: Final = 500
"""Letters of one page at most."""

MOST_WORDS: Final = 20
LONGEST_WORD: Final = 100
"""Characters of a word that count."""

_WHEN: Final = func.coalesce(letter.c.sent_at, letter.c.due_at, type_=letter.c.due_at.type)


def search(
    connection: Connection,
    text: str = "",
    reference: str | None = None,
    address: str | None = None,
    template: str | None = None,
    status: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = 50,
    after: str | None = None,
) -> Page:
    """The letters that are all of this, the latest first.

    Every word of `text` (the first 20) is in the subject or the text of a copy, without regard to
    case. `reference` is that of a dossier the letter is about, or that a digest tells of; `address`
    whom it went or is to go to. `since` and `until` are UTC instants, both included. At most `most`
    letters (1 to 500), those that follow `after`, the key of a letter.
    """
    given = (text, reference or "", address or "", template or "", status or "", after or "")
    if not all(askable(one) for one in given):
        return Page((), None)
    most = max(1, min(most, MOST))
    wanted = [*_about(reference), *_to(address), *_saying(connection, text)]
    if template is not None:
        wanted.append(letter.c.template == template)
    if status is not None:
        wanted.append(letter.c.status == status)
    if since is not None:
        wanted.append(since <= _WHEN)
    if until is not None:
        wanted.append(until >= _WHEN)
    query = select(letter, _WHEN.label("at")).where(*wanted, *_following(connection, after))
    rows = connection.execute(query.order_by(_WHEN.desc(), letter.c.key.desc()).limit(most + 1))
    found = rows.all()
    letters = _kept(connection, found[:most])
    return Page(letters, letters[-1].key if len(found) > most else None)


def letter_in_full(connection: Connection, key: str) -> InFull | None:
    """A letter with all that is kept of it; None where there is none under that key."""
    if not askable(key):
        return None
    query = select(letter, _WHEN.label("at")).where(letter.c.key == key)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    (kept,) = _kept(connection, [row])
    return InFull(
        kept, row.number, row.role, row.due_at, row.sent_at, row.released_by or "",
        tuple(copies(connection, [key]).get(key, ())), _told(connection, key),
        _releases(connection, key), latest(connection, key),
    )  # fmt: skip


def about_dossier(reference: str) -> ColumnElement[bool]:
    """Whether a letter is about that dossier, or is a digest that tells of it."""
    tells = select(reminder_letter.c.letter).where(
        reminder_letter.c.reference == reference, reminder_letter.c.struck_en.is_(None)
    )
    # As one set of keys: with OR, PostgreSQL would read every letter there is.
    other = letter.alias()
    return letter.c.key.in_(union(select(other.c.key).where(other.c.reference == reference), tells))


def _about(reference: str | None) -> list[ColumnElement[bool]]:
    return [] if reference is None else [about_dossier(reference)]


def _to(address: str | None) -> list[ColumnElement[bool]]:
    if address is None:
        return []
    # An address may be written in capitals, all of them ASCII or kept as they are.
    wanted = small(address)
    copies = select(letter_copy.c.letter).where(func.lower(letter_copy.c.address) == wanted)
    return [or_(func.lower(letter.c.address) == wanted, letter.c.key.in_(copies))]


def _saying(connection: Connection, text: str) -> list[ColumnElement[bool]]:
    words = [word[:LONGEST_WORD] for word in text.split()[:MOST_WORDS]]
    if not words:
        return []
    copy = letter_copy.c
    says = (
        or_(contains(connection, copy.subject, one), contains(connection, copy.text, one))
        for one in words
    )
    return [exists().where(copy.letter == letter.c.key, *says)]


def _following(connection: Connection, after: str | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    last = connection.scalar(select(_WHEN).where(letter.c.key == after))
    if last is None:  # a page that was asked for from nowhere
        return [false()]
    return [or_(last > _WHEN, and_(last == _WHEN, letter.c.key < after))]


def _kept(connection: Connection, rows: Sequence[Any]) -> tuple[Kept, ...]:
    keys = [row.key for row in rows]
    copied, told = copies(connection, keys), told_of(connection, keys)
    letters = []
    for row in rows:
        last = next(iter(copied.get(row.key, ())[-1:]), None)
        references = [row.reference] if row.reference else told.get(row.key, ())
        letters.append(
            Kept(
                row.key, row.template, tuple(references),
                row.address if last is None else last.address, row.at, row.status,
                row.problem or "", row.attempts, "" if last is None else last.subject,
            )
        )  # fmt: skip
    return tuple(letters)


def _told(connection: Connection, key: str) -> tuple[ToldOf, ...]:
    told = reminder_letter.c
    names = tuple(told[name] for name in Name._fields)
    query = select(*names, told.struck_en, told.struck_fr).where(told.letter == key)
    return tuple(
        ToldOf(
            Name(*row[:4]), None if row.struck_en is None else Words(row.struck_en, row.struck_fr)
        )
        for row in connection.execute(query.order_by(*names))
    )


def _releases(connection: Connection, key: str) -> tuple[SignedOff, ...]:
    made = select(release.c.name, release.c.number, release.c.at).where(release.c.letter == key)
    rows = connection.execute(made.order_by(release.c.at, release.c.name))
    return tuple(SignedOff(*row) for row in rows)
