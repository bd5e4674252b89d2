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
    opened = [one for one in records if not one.before.version and _open_sqlite(connection, one)]
    moved = [one for one in records if one.before.version]
    if moved:
        rows = [_sqlite_rows(one) for one in moved]
        if connection.exec_driver_sql(_SQLITE_MOVE, rows).rowcount != len(moved):
            # The write lock is held since before the dossiers were read: this cannot happen.
            raise RuntimeError("a dossier moved under the write lock")
    kept = opened + moved
    if kept:
        connection.exec_driver_sql(_SQLITE_ENTRY, [_sqlite_rows(one) for one in kept])
    if letters := [_texts(letter) for one in kept for letter in one.letters]:
        connection.exec_driver_sql(_SQLITE_LETTER, letters)
    return {one.entry.reference for one in kept}


def _open_sqlite(connection: Connection, one: Record) -> bool:
    return bool(connection.exec_driver_sql(_SQLITE_OPEN, _sqlite_rows(one)).rowcount)


def _sqlite_rows(one: Record) -> dict[str, Any]:
    return _texts(one.rows())


def _texts(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its mappings as JSON texts, which is how SQLite keeps them."""
    return {
        name: canonical(value) if isinstance(value, dict) else value for name, value in row.items()
    }


_GIVEN: Final = dict.fromkeys(
    ("reference", "before", "letters", *_DOSSIER.values(), *_ENTRY.values())
)
"""What a move gives the statement, each once."""


def _typed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in names)


def _from_given(names: Iterable[str]) -> str:
    return ", ".join(f'given."{name}"' for name in names)


_POSTGRESQL_TAIL: Final = f"""
, told AS (
    INSERT INTO entry ({_named(_ENTRY)})
    SELECT {_from_given(_ENTRY.values())} FROM given JOIN moved USING (reference)
), posted AS (
    INSERT INTO letter ({_named(_LETTER)}, attempts)
    SELECT {", ".join(f'post."{name}"' for name in _LETTER)}, 0
    FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_to_recordset(given.letters) AS post({_typed(_LETTER)})
)
SELECT reference FROM moved"""
_POSTGRESQL_GIVEN: Final = (
    f"WITH given AS (SELECT * FROM jsonb_to_recordset(%(moves)s::jsonb) AS r({_typed(_GIVEN)}))"
)
_POSTGRESQL_MOVE: Final = f"""{_POSTGRESQL_GIVEN}
, moved AS (
    UPDATE dossier SET {", ".join(f'"{c}" = given."{v}"' for c, v in _DOSSIER.items())}
    FROM given
    WHERE dossier.reference = given.reference AND dossier.version = given.before
    RETURNING dossier.reference
){_POSTGRESQL_TAIL}"""
_POSTGRESQL_OPEN: Final = f"""{_POSTGRESQL_GIVEN}
, moved AS (
    INSERT INTO dossier (reference, opened_at, {_named(_DOSSIER)})
    SELECT reference, at, {_from_given(_DOSSIER.values())} FROM given
    ON CONFLICT DO NOTHING RETURNING reference
){_POSTGRESQL_TAIL}"""


def _write_postgresql(connection: Connection, records: Sequence[Record]) -> set[str]:
    kept: set[str] = set()
    for statement, chosen in (
        (_POSTGRESQL_OPEN, [one for one in records if not one.before.version]),
        (_POSTGRESQL_MOVE, [one for one in records if one.before.version]),
    ):
        if chosen:
            moves = canonical([{**one.rows(), "letters": one.letters} for one in chosen])
            kept |= set(connection.exec_driver_sql(statement, {"moves": moves}).scalars())
    return kept
