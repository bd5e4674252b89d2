"""The letters that were sent to a State Party about its dossiers, with their copies."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, exists, false, or_, select, union

from engine.runtime.contains import askable
from engine.runtime.in_sight import in_sight
from engine.runtime.letter_copies import Copied, copies, told_of
from engine.runtime.reminder_tables import reminder_letter
from engine.runtime.tables import dossier, letter, party
from engine.sight import Sight

TO_A_STATE: Final = ("contact", "delegation", "commission", "authority")
"""As what those who receive a letter for a State do so."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter that was sent: about which dossiers, when, and as it left, each copy."""

    key: str
    template: str
    references: tuple[str, ...]
    sent_at: datetime
    copies: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Notices:
    """Some letters, the latest first; `after` asks for those that follow, None at the end."""

    letters: tuple[Notice, ...]
    after: str | None


def letters_of(
    connection: Connection,
    states: Collection[str],
    sight: Sight,
    to_others: Collection[str],
    most: int,
    after: str | None = None,
) -> Notices:
    """The letters sent to somebody of a State about dossiers that these States submit and that are
    in sight, the latest first: at most `most`, those that follow `after`, the key of one.

    `to_others` are the templates whose letters go to the office or to the Evaluation Body. A
    message that tells of several dossiers is one of them only where all of these are in sight.
    """
    mine = select(dossier.c.reference).where(
        dossier.c.reference.in_(select(party.c.reference).where(party.c.state.in_(sorted(states)))),
        in_sight(sight),
    )
    told = reminder_letter.c
    # As one set of keys: with OR, PostgreSQL would read every letter there is.
    other = letter.alias()
    about = union(
        select(other.c.key).where(other.c.reference.in_(mine)),
        select(told.letter).where(told.reference.in_(mine)),
    )
    strange = exists().where(told.letter == letter.c.key, told.reference.not_in(mine))
    theirs = and_(
        letter.c.key.in_(about),
        letter.c.status == "sent",
        or_(letter.c.reference.is_(None), letter.c.reference.in_(mine)),
        or_(
            letter.c.role.in_(TO_A_STATE),
            and_(letter.c.role.is_(None), letter.c.template.not_in(sorted(to_others))),
        ),
        ~strange,
    )
    query = select(letter.c.key, letter.c.template, letter.c.reference, letter.c.sent_at).where(
        theirs, *_following(connection, theirs, after)
    )
    ordered = query.order_by(letter.c.sent_at.desc(), letter.c.key.desc()).limit(most + 1)
    rows = connection.execute(ordered).all()
    keys = [row.key for row in rows[:most]]
    copied, of = copies(connection, keys), told_of(connection, keys)
    found = tuple(
        Notice(
            row.key,
            row.template,
            (row.reference,) if row.reference else tuple(of.get(row.key, ())),
            row.sent_at,
            tuple(copied.get(row.key, ())),
        )
        for row in rows[:most]
    )
    return Notices(found, keys[-1] if len(rows) > most else None)


def _following(
    connection: Connection, theirs: ColumnElement[bool], after: str | None
) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    # Only among their own: keys can be guessed, and another State's letter is none to them.
    asked = select(letter.c.sent_at).where(theirs, letter.c.key == after)
    last = connection.scalar(asked) if askable(after) else None
    if last is None:  # a page that was asked for from nowhere
        return [false()]
    return [or_(letter.c.sent_at < last, and_(letter.c.sent_at == last, letter.c.key < after))]
