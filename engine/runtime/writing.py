"""The statements of a move, and nothing else writes a dossier: all its rows, or none.

SQLite takes one statement a table, inside its transaction. PostgreSQL takes them all as one
statement, so that a move costs one round trip and is atomic by itself. Either way the UPDATE
names the version it leaves: a dossier that moved meanwhile is not touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from engine.content import canonical
from engine.runtime import tables
from engine.runtime.records import Record

_DOSSIER: Final = {
    "workflow": "workflow",
    "definition": "definition",
    "state": "target",
    "version": "number",
    "head": "hash",
    "facts": "facts",
    "cycle": "cycle",
    "received_at": "received_at",
    "decision": "decision",
    "file_no": "file_no",
    "predecessor": "predecessor",
    "moved_at": "at",
}
"""The dossier's columns, and the part of the record that fills each."""

_ENTRY: Final = {column.name: column.name for column in tables.entry.c} | {"facts": "added"}

_LETTER: Final = ("key", "reference", "number", "template", "facts", "status", "due_at")

_TYPES: Final = {
    "number": "integer",
    "before": "integer",
    "cycle": "integer",
    "at": "timestamptz",
    "received_at": "timestamptz",
    "due_at": "timestamptz",
    "added": "jsonb",
    "facts": "jsonb",
    "letters": "jsonb",
}


def write(connection: Connection, records: Sequence[Record]) -> set[str]:
    """Write moves of different dossiers; the references of those that were still as expected."""
    if connection.dialect.name == "sqlite":
        return _write_sqlite(connection, records)
    return _write_postgresql(connection, records)


def _named(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _bound(names: Iterable[str]) -> str:
    return ", ".join(f":{name}" for name in names)


_SQLITE_OPEN: Final = (
    f"INSERT INTO dossier (reference, opened_at, {_named(_DOSSIER)})"
    f" VALUES (:reference, :at, {_bound(_DOSSIER.values())}) ON CONFLICT DO NOTHING"
)
_SQLITE_MOVE: Final = (
    f"UPDATE dossier SET {', '.join(f'{c} = :{v}' for c, v in _DOSSIER.items())}"
    " WHERE reference = :reference AND version = :before"
)
_SQLITE_ENTRY: Final = f"INSERT INTO entry ({_named(_ENTRY)}) VALUES ({_bound(_ENTRY.values())})"
_SQLITE_LETTER: Final = (
    f"INSERT INTO letter ({_named(_LETTER)}, attempts) VALUES ({_bound(_LETTER)}, 0)"
)


def _write_sqlite(connection: Connection, records: Sequence[Record]) -> set[str]:
    rows = [_texts(one.rows(), "added", "facts") for one in records]
    opening = (row for row in rows if not row["before"])
    opened = [row for row in opening if connection.exec_driver_sql(_SQLITE_OPEN, row).rowcount]
    moved = [row for row in rows if row["before"]]
    if moved and connection.exec_driver_sql(_SQLITE_MOVE, moved).rowcount != len(moved):
        # The write lock is held since before the dossiers were read: this cannot happen.
        raise RuntimeError("a dossier moved under the write lock")
    if kept := {row["reference"]: row for row in opened + moved}:
        connection.exec_driver_sql(_SQLITE_ENTRY, list(kept.values()))
    posted = (letter for one in records if one.entry.reference in kept for letter in one.letters)
    if letters := [_texts(letter, "facts") for letter in posted]:
        connection.exec_driver_sql(_SQLITE_LETTER, letters)
    return set(kept)


def _texts(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The row with these mappings as JSON texts, which is how SQLite keeps them."""
    return {**row, **{name: canonical(row[name]) for name in names}}


_GIVEN: Final = dict.fromkeys(
    ("reference", "before", "letters", *_DOSSIER.values(), *_ENTRY.values())
)
"""What a move gives the statement, each once."""


def _typed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in names)


def _from_given(names: Iterable[str]) -> str:
    return ", ".join(f'given."{name}"' for name in names)


_POSTGRESQL_OPEN: Final = f"""
    INSERT INTO dossier (reference, opened_at, {_named(_DOSSIER)})
    SELECT reference, at, {_from_given(_DOSSIER.values())} FROM given
    ON CONFLICT DO NOTHING RETURNING reference"""
_POSTGRESQL_MOVE: Final = f"""
    UPDATE dossier SET {", ".join(f'"{c}" = given."{v}"' for c, v in _DOSSIER.items())}
    FROM given
    WHERE dossier.reference = given.reference AND dossier.version = given.before
    RETURNING dossier.reference"""


def _postgresql(first: str, limit: str) -> str:
    return f"""
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(moves)s::jsonb) AS r({_typed(_GIVEN)}){limit}
), moved AS ({first}
), told AS (
    INSERT INTO entry ({_named(_ENTRY)})
    SELECT {_from_given(_ENTRY.values())} FROM given JOIN moved USING (reference)
), posted AS (
    INSERT INTO letter ({_named(_LETTER)}, attempts)
    SELECT {", ".join(f'post."{name}"' for name in _LETTER)}, 0
    FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_to_recordset(given.letters) AS post({_typed(_LETTER)})
)
SELECT reference FROM moved"""


# The planner expects a hundred rows of a recordset, and would read every dossier for them: of a
# move that is alone, it is told.
_POSTGRESQL: Final = {
    (opens, alone): _postgresql(first, " LIMIT 1" if alone else "")
    for opens, first in ((True, _POSTGRESQL_OPEN), (False, _POSTGRESQL_MOVE))
    for alone in (True, False)
}


def _write_postgresql(connection: Connection, records: Sequence[Record]) -> set[str]:
    # Units of work that name the same dossiers take their rows in the same order, so that they
    # hardly ever wait for each other in a circle (and are tried again where they do).
    ordered = sorted(records, key=lambda one: one.entry.reference)
    kept: set[str] = set()
    for opens in (True, False):
        if chosen := [one for one in ordered if opens == (one.before.version == 0)]:
            moves = canonical([{**one.rows(), "letters": one.letters} for one in chosen])
            statement = _POSTGRESQL[opens, len(chosen) == 1]
            kept |= set(connection.exec_driver_sql(statement, {"moves": moves}).scalars())
    return kept
