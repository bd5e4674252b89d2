"""Dossiers and entries, read back as the core knows them."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, bindparam, func, select

from engine.content import stamp
from engine.dossier import Dossier, Facts
from engine.events import Entry
from engine.runtime import tables
from engine.runtime.records import PROMOTED

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What can be a reference or a file number."""

COLUMNS: Final = ("reference", "workflow", "definition", "state", "version", "head", "facts")
"""What makes a dossier out of its row."""

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM dossier WHERE reference"


def dossiers(connection: Connection, references: Iterable[str]) -> dict[str, Dossier]:
    """The dossiers of these references, by reference; the unknown ones are absent."""
    wanted = sorted(set(references))
    if connection.dialect.name == "sqlite":
        # json_each keeps it one statement, however many are asked for.
        found = connection.exec_driver_sql(
            f"{_SELECT} IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
        )
        return {row.reference: _dossier(row, json.loads(row.facts)) for row in found}
    # With one value the plan is kept; a list of unknown length is planned anew every time.
    form, value = ("= %(wanted)s", wanted[0]) if len(wanted) == 1 else ("= ANY(%(wanted)s)", wanted)
    found = connection.exec_driver_sql(f"{_SELECT} {form}", {"wanted": value})
    return {row.reference: _dossier(row, row.facts) for row in found}


def _dossier(row: Any, facts: Facts) -> Dossier:
    reference, workflow, definition, state, version, head, _ = row
    return Dossier(reference, workflow, definition, state, version, head, facts)


def dossiers_where(
    connection: Connection, cycle: int | None = None, states: Iterable[str] | None = None
) -> list[Dossier]:
    """The dossiers of a cycle, in some states, or all; in the order of references."""
    table = tables.dossier
    query = select(*(table.c[name] for name in COLUMNS)).order_by(table.c.reference)
    if cycle is not None:
        query = query.where(table.c.cycle == cycle)
    if states is not None:
        query = query.where(table.c.state.in_(list(states)))
    return [_dossier(row, row.facts) for row in connection.execute(query)]


def entry_of(row: Row[Any]) -> Entry:
    """An entry from a row of its table."""
    fields = row._asdict()
    return Entry(**{**fields, "at": stamp(fields["at"])})


def entries(connection: Connection, reference: str, since: int = 0) -> list[Entry]:
    """A dossier's entries after that number, in order."""
    found = connection.execute(
        select(tables.entry)
        .where(tables.entry.c.reference == reference, tables.entry.c.number > since)
        .order_by(tables.entry.c.number)
    )
    return [entry_of(row) for row in found]


_UNDER: Final = select(tables.entry).where(tables.entry.c.request.in_(bindparam("requests")))


def entries_under(connection: Connection, requests: Iterable[str]) -> dict[str, Entry]:
    """The entries made under those request keys, by key; the unknown ones are absent."""
    wanted = sorted(set(requests))
    found = connection.execute(_UNDER, {"requests": wanted}) if wanted else ()
    return {row.request: entry_of(row) for row in found}


def _bytewise(connection: Connection, column: Column[str]) -> ColumnElement[str]:
    """The column in the order in which Python sorts texts, whatever the server's language."""
    return column.collate("BINARY" if connection.dialect.name == "sqlite" else "C")


def all_dossiers(connection: Connection) -> Iterator[Dossier]:
    """Every dossier, in the order of references, not held in memory together.

    A column that says something else than the fact it repeats makes that fact a list of both, so
    that no comparison can take the dossier for sound.
    """
    table = tables.dossier
    query = select(*(table.c[name] for name in (*COLUMNS, *PROMOTED)))
    streamed = connection.execution_options(yield_per=1000).execute(
        query.order_by(_bytewise(connection, table.c.reference))
    )
    for row in streamed:
        facts = dict(_facts(row.facts))
        for name, value in zip(PROMOTED, row[len(COLUMNS) :], strict=True):
            column = stamp(value) if isinstance(value, datetime) else value
            if column != facts.get(name):
                facts[name] = [str(facts.get(name)), str(column)]
        yield _dossier(row[: len(COLUMNS)], facts)


def all_entries(connection: Connection) -> Iterator[Entry]:
    """Every entry, dossier by dossier, in order."""
    order = (_bytewise(connection, tables.entry.c.reference), tables.entry.c.number)
    streamed = connection.execution_options(yield_per=1000).execute(
        select(tables.entry).order_by(*order)
    )
    for row in streamed:
        one = entry_of(row)
        yield replace(one, facts=_facts(one.facts))


def _facts(stored: Any) -> Facts:
    """What is stored as facts. Anything but facts is the work of somebody else than the engine:
    it becomes a fact that no hash agrees with."""
    return stored if isinstance(stored, dict) else {"no facts": str(stored)}


def numbered(connection: Connection) -> dict[str, list[tuple[int | None, str, str]]]:
    """Under each file number the dossiers that bear it: their cycle, reference and state."""
    table = tables.dossier
    query = select(table.c.file_no, table.c.cycle, table.c.reference, table.c.state)
    found: dict[str, list[tuple[int | None, str, str]]] = {}
    for file_no, *one in connection.execute(query.where(table.c.file_no.is_not(None))):
        found.setdefault(file_no, []).append((one[0], one[1], one[2]))
    return found


def how_many(connection: Connection) -> tuple[int, int]:
    """The number of dossiers, and of elements imported into the register."""
    dossiers, elements = (
        connection.scalar(select(func.count()).select_from(table)) or 0
        for table in (tables.dossier, tables.element)
    )
    return dossiers, elements
