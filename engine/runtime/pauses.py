"""What is held still: the letters of a dossier, or every letter of the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    exists,
    insert,
    or_,
    select,
    text,
    update,
)

from engine.answers import unreadable
from engine.runtime import unacceptable
from engine.runtime.contains import askable
from engine.runtime.database import is_sqlite, writer
from engine.runtime.reading import REFERENCE
from engine.runtime.reminder_tables import pause as table
from engine.runtime.tables import dossier
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words

EVERYTHING: Final = ""
"""Stands for the reference of a dossier where every letter of the office is meant."""


@dataclass(frozen=True, slots=True)
class Pause:
    """What is paused (the reference of a dossier, or empty for everything), since when, why, and
    who said so."""

    what: str
    since: datetime
    why: str
    by: str


def paused(reference: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether letters about the dossier in that column are held still, or all are."""
    held = or_(table.c.what == reference, table.c.what == EVERYTHING)
    return exists().where(table.c.ended_at.is_(None), held)


def pauses(connection: Connection) -> tuple[Pause, ...]:
    """What is paused now, the longest first."""
    query = select(table).where(table.c.ended_at.is_(None)).order_by(table.c.since, table.c.what)
    rows = connection.execute(query)
    return tuple(Pause(row.what, row.since, row.why, row.named_by) for row in rows)


def pause(database: Engine, what: str, why: str, name: str, now: datetime) -> bool:
    """Let no letter about that dossier leave (no letter at all where `what` is empty); whether that
    is news. Unacceptable without a reason or a name, and where there is no such dossier."""
    faults = unsaid(why, name)
    with writer(database).begin() as connection:
        if what != EVERYTHING and not _is_a_dossier(connection, what):
            faults.append(unacceptable.no_dossier(what))
        if faults:
            raise Unacceptable(faults)
        if not is_sqlite(database):  # two who pause the same at one instant wait for each other
            connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
        if any(one.what == what for one in pauses(connection)):
            return False
        said = {"why": why.strip(), "named_by": name.strip()}
        mine = (table.c.what == what, table.c.since == now)
        again = update(table).where(*mine).values(**said, ended_at=None, ended_by=None)
        if not connection.execute(again).rowcount:
            connection.execute(insert(table).values(what=what, since=now, **said))
        return True


def go_on(database: Engine, what: str, name: str, now: datetime) -> bool:
    """Let the letters leave again; whether they were paused. What fell due meanwhile goes as after
    any silence: of each series of reminders the newest. Unacceptable without a name."""
    if faults := unnamed(name):
        raise Unacceptable(faults)
    if not askable(what):
        return False
    standing = and_(table.c.what == what, table.c.ended_at.is_(None))
    with writer(database).begin() as connection:
        ended = update(table).where(standing).values(ended_at=now, ended_by=name.strip())
        return connection.execute(ended).rowcount > 0


def unsaid(why: str, name: str) -> list[Words]:
    """What is missing, or cannot be kept, of a reason and of the name of who gives it."""
    faults = unnamed(name)
    if not why.strip():
        faults.append(UNREASONED)
    elif unreadable(why):
        faults.append(UNREADABLE)
    return faults


def unnamed(name: str) -> list[Words]:
    """Why nobody can act under that name; nothing where somebody can."""
    if not name.strip():
        return [unacceptable.SAID_BY_NOBODY]
    if unreadable(name):
        return [unacceptable.UNPRINTABLE]
    return []


def _is_a_dossier(connection: Connection, reference: str) -> bool:
    known = select(dossier.c.reference).where(dossier.c.reference == reference)
    return REFERENCE.fullmatch(reference) is not None and connection.scalar(known) is not None


UNREASONED: Final = Words("no reason is given", "aucun motif n'est indiqué")
UNREADABLE: Final = Words(
    "the reason is longer than 20000 characters, or holds some that cannot be shown",
    "le motif dépasse 20 000 caractères ou en contient qui ne peuvent être affichés",
)
