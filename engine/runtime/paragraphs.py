"""The free paragraph of a held letter: what an officer adds before it leaves, each version kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select

from engine.answers import unreadable
from engine.bilingual import headed
from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.in_hand import in_hand, refused
from engine.runtime.letter_tables import paragraph
from engine.words import Words

LONGEST: Final = 5_000
"""Characters of a paragraph."""

_THE_PARAGRAPH: Final = Words("the paragraph", "le paragraphe")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it was written: its number counts the versions of its letter, from 1; 0 and
    without a text where none was written. `by` and `at` say who wrote it when."""

    number: int = 0
    text: str = ""
    by: str = ""
    at: datetime | None = None


def write_paragraph(
    database: Engine, key: str, text: str, actor: Actor, now: datetime
) -> Paragraph | Refused:
    """Give a held letter this paragraph, in place of the one it had; an empty text takes it away.
    The same text once more changes nothing. Refused where the letter is not held, or the text
    cannot be kept: longer than 5,000 characters, or with control characters."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if fault := unreadable(kept, LONGEST):
        return refused(headed(_THE_PARAGRAPH, fault), "5")
    with writer(database).begin() as connection:
        row = in_hand(connection, key, actor.name)
        if isinstance(row, Refused):
            return row
        before = latest(connection, key)
        if before.text == kept:
            return before
        written = Paragraph(before.number + 1, kept, actor.name, now)
        values = {"number": written.number, "text": kept, "made_at": now, "made_by": actor.name}
        connection.execute(insert(paragraph).values(letter=key, **values))
        return written


def latest(connection: Connection, key: str) -> Paragraph:
    """The paragraph of a letter as it stands."""
    return (versions(connection, key) or (Paragraph(),))[-1]


def versions(connection: Connection, key: str) -> tuple[Paragraph, ...]:
    """Every paragraph that a letter ever had, in the order they were written."""
    query = select(paragraph).where(paragraph.c.letter == key).order_by(paragraph.c.number)
    return tuple(
        Paragraph(row.number, row.text, row.made_by, row.made_at)
        for row in connection.execute(query)
    )


def paragraph_of(connection: Connection, keys: Collection[str]) -> Mapping[str, str]:
    """The paragraph of each of these letters as it stands, by key; of those that have one."""
    newest = (
        select(paragraph.c.letter, func.max(paragraph.c.number).label("number"))
        .where(paragraph.c.letter.in_(list(keys)))
        .group_by(paragraph.c.letter)
        .subquery()
    )
    same = (paragraph.c.letter == newest.c.letter) & (paragraph.c.number == newest.c.number)
    found = connection.execute(select(paragraph.c.letter, paragraph.c.text).join(newest, same))
    return {row.letter: row.text for row in found if row.text}
