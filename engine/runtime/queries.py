"""What pages and commands ask of the rows: read, never judged, never written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, Row, select

from engine.dossier import Dossier
from engine.events import Entry
from engine.runtime import reading
from engine.runtime.database import is_sqlite
from engine.runtime.kept_letters import about_dossier
from engine.runtime.tables import dossier, letter


@dataclass(frozen=True, slots=True)
class Count:
    """How many dossiers of a workflow, pinned to one definition of it, stand in a state."""

    workflow: str
    definition: str
    state: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as one line of a list. `title` and `listed` (the List it is on) may be empty."""

    reference: str
    file_no: str | None
    title: str
    states: tuple[str, ...]
    listed: str
    workflow: str
    definition: str
    state: str
    cycle: int | None
    moved_at: datetime
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A letter of a dossier. `number` is the entry that caused it; a reminder has none."""

    key: str
    number: int | None
    template: str
    status: str
    due_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class File:
    """One dossier with everything that has happened to it, and those that succeed it."""

    dossier: Dossier
    entries: tuple[Entry, ...]
    letters: tuple[Post, ...]
    successors: tuple[Line, ...]


@contextmanager
def looking(database: Engine) -> Iterator[Connection]:
    """A connection that sees all rows as they were at one instant, whoever writes meanwhile."""
    options: dict[str, Any] = {}
    if not is_sqlite(database):  # a transaction of SQLite is a snapshot already
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def glancing(database: Engine) -> Iterator[Connection]:
    """A connection for a single question: nothing goes to and fro but the question, as there is no
    unit of work around it."""
    options: dict[str, Any] = {}
    if not is_sqlite(database):
        options = {"isolation_level": "AUTOCOMMIT"}
    with database.connect().execution_options(**options) as connection:
        yield connection


def file(connection: Connection, reference: str) -> File | None:
    """One dossier with its entries, its letters and its successors."""
    found = reading.dossiers(connection, [reference]).get(reference)
    if found is None:
        return None
    return File(
        found,
        tuple(reading.entries(connection, reference)),
        tuple(letters(connection, reference)),
        tuple(_successors(connection, reference)),
    )


def _successors(connection: Connection, reference: str) -> Iterator[Line]:
    order = (dossier.c.file_no.is_(None), dossier.c.file_no, dossier.c.reference)
    query = select(*LINE).where(dossier.c.predecessor == reference).order_by(*order)
    return map(line_of, connection.execute(query))


def letters(connection: Connection, reference: str) -> list[Post]:
    """The letters of a dossier, digests that tell a reminder of it among them, in the order in
    which they are due."""
    found = connection.execute(
        select(*(letter.c[name] for name in Post.__dataclass_fields__))
        .where(about_dossier(reference))
        .order_by(letter.c.due_at, letter.c.number, letter.c.key)
    )
    return [Post(*row) for row in found]


LINE: Final[tuple[ColumnElement[Any], ...]] = (
    dossier.c.reference,
    dossier.c.file_no,
    dossier.c.facts["title"].as_string().label("title"),
    dossier.c.facts["states"].label("states"),
    dossier.c.facts["list"].as_string().label("listed"),
    dossier.c.workflow,
    dossier.c.definition,
    dossier.c.state,
    dossier.c.cycle,
    dossier.c.moved_at,
    dossier.c.facts["illustrative"].as_string().is_not(None).label("illustrative"),
)
"""The columns of a line."""


def line_of(row: Row[Any]) -> Line:
    """A line from a row of these columns."""
    told = {
        "title": row.title or "",
        "states": tuple(row.states or ()),
        "listed": row.listed or "",
        "illustrative": bool(row.illustrative),
    }
    return Line(**{name: getattr(row, name) for name in Line.__dataclass_fields__} | told)
