"""The dossiers that a calendar tells of: those with a date, and those that moved lately."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from engine.dossier import Dossier
from engine.events import Entry
from engine.runtime import reading
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import definition, dossier, entry, party
from engine.sight import Sight

_COLUMNS = tuple(dossier.c[name] for name in reading.COLUMNS)


Entries = Mapping[str, Sequence[Entry]]
"""The entries of dossiers by reference."""


def with_a_date(
    connection: Connection, sight: Sight, cycle: int | None, since: datetime, most: int
) -> list[Dossier]:
    """The dossiers in sight whose next date is kept and is not before that instant, the nearest
    first; of a cycle, where one is named."""
    dated = (dossier.c.due_at.is_not(None), dossier.c.due_at >= since)
    query = _query(sight, cycle).where(*dated).order_by(dossier.c.due_at, dossier.c.reference)
    return _read(connection, query.limit(most))


def moved_since(
    connection: Connection, sight: Sight, cycle: int | None, since: datetime, most: int
) -> list[Dossier]:
    """The dossiers in sight that moved since that instant, the last moved first."""
    query = _query(sight, cycle).where(dossier.c.moved_at >= since)
    return _read(
        connection, query.order_by(dossier.c.moved_at.desc(), dossier.c.reference).limit(most)
    )


def entries_of(connection: Connection, references: Sequence[str]) -> Entries:
    """The entries of these dossiers, by reference, in order."""
    found: dict[str, list[Entry]] = {}
    mine = entry.c.reference.in_(references)
    query = select(entry).where(mine).order_by(entry.c.reference, entry.c.number)
    for row in connection.execute(query):
        found.setdefault(row.reference, []).append(reading.entry_of(row))
    return found


def laws(connection: Connection) -> tuple[int, datetime | None]:
    """How many laws have been in force so far, and when the last one was stored."""
    law = definition.c.kind == "law"
    last = func.max(definition.c.stored_at, type_=definition.c.stored_at.type)
    row = connection.execute(select(func.count(), last).where(law)).one()
    return row[0], row[1]


def _query(sight: Sight, cycle: int | None) -> Select[Any]:
    query = select(*_COLUMNS).where(_near(sight), in_sight(sight))
    return query if cycle is None else query.where(dossier.c.cycle == cycle)


def _near(sight: Sight) -> ColumnElement[bool]:
    """What the index of parties finds at once, where all that is in sight is of some States."""
    of = [reach.parties for reach in sight]
    if not of or None in of:
        return true()
    states = sorted({state for some in of for state in some or ()})
    return dossier.c.reference.in_(select(party.c.reference).where(party.c.state.in_(states)))


def _read(connection: Connection, query: Select[Any]) -> list[Dossier]:
    return [Dossier(**row._asdict()) for row in connection.execute(query)]
