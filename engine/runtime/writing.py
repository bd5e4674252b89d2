"""The statements of a move, and nothing else writes a dossier: all its rows, or none.

SQLite takes one statement a table, inside its transaction. PostgreSQL takes them all as one
statement, so that a move costs one round trip and is atomic by itself. Either way the UPDATE
names the version it leaves: a dossier that moved meanwhile is not touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
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

_REMINDER: Final = (
    "reference", "rule", "recipient", "occurrence", "due_at", "status", "planned_at", "reason_en",
    "reason_fr", "resumes",
)  # fmt: skip
_REPLANNED: Final = (
    " ON CONFLICT (reference, rule, recipient, occurrence) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _REMINDER[4:])
    + " WHERE reminder.status NOT IN ('claimed', 'handed', 'skipped')"
)
"""A reminder that stands already is changed, unless it has set out meanwhile."""

_WITHDRAWN: Final = ("rule", "status", "reason_en", "reason_fr")
_WITHDRAW: Final = """
    UPDATE reminder SET resumes = reminder.status, status = {status}, reason_en = {reason_en},
        reason_fr = {reason_fr} {source}
    WHERE reminder.reference = {reference} AND reminder.rule = {rule}
        AND reminder.status IN ('planned', 'held')"""

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
    "reminders": "jsonb",
    "withdrawn": "jsonb",
    "parties": "jsonb",
    "planned_at": "timestamptz",
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
_SQLITE_PARTY: Final = "INSERT INTO party (reference, state) VALUES (?, ?)"
_SQLITE_LETTER: Final = (
    f"INSERT INTO letter ({_named(_LETTER)}, attempts) VALUES ({_bound(_LETTER)}, 0)"
)
_SQLITE_REMINDER: Final = (
    f"INSERT INTO reminder ({_named(_REMINDER)}) VALUES ({_bound(_REMINDER)}){_REPLANNED}"
)
_SQLITE_WITHDRAW: Final = _WITHDRAW.format(
    **{name: f":{name}" for name in ("reference", *_WITHDRAWN)}, source=""
)
_SQLITE_NOTICE: Final = """INSERT INTO notice (webhook, reference, number, status, due_at, attempts)
    SELECT number, :reference, :number, 'waiting', :at, 0 FROM webhook
    WHERE ended_at IS NULL AND (events = '[]' OR :trigger IN (SELECT value FROM json_each(events)))
"""


def _write_sqlite(connection: Connection, records: Sequence[Record]) -> set[str]:
    rows = [_texts(one.rows(), "added", "facts") for one in records]
    opening = (row for row in rows if not row["before"])
    opened = [row for row in opening if connection.exec_driver_sql(_SQLITE_OPEN, row).rowcount]
    moved = [row for row in rows if row["before"]]
    if moved and connection.exec_driver_sql(_SQLITE_MOVE, moved).rowcount != len(moved):
        # The write lock is held since before the dossiers were read: this cannot happen.
        raise RuntimeError("a dossier moved under the write lock")
    if parties := [(row["reference"], name) for row in opened for name in row["parties"]]:
        connection.exec_driver_sql(_SQLITE_PARTY, parties)
    if kept := {row["reference"]: row for row in opened + moved}:
        connection.exec_driver_sql(_SQLITE_ENTRY, list(kept.values()))
        connection.exec_driver_sql(_SQLITE_NOTICE, list(kept.values()))
    posted = (letter for one in records if one.entry.reference in kept for letter in one.letters)
    if letters := [_texts(letter, "facts") for letter in posted]:
        connection.exec_driver_sql(_SQLITE_LETTER, letters)
    written = [one for one in records if one.entry.reference in kept]
    if reminders := [dict(row) for one in written for row in one.reminders]:
        connection.exec_driver_sql(_SQLITE_REMINDER, reminders)
    named = (({"reference": one.entry.reference}, one.withdrawn) for one in written)
    if withdrawn := [{**name, **row} for name, rows_of_it in named for row in rows_of_it]:
        connection.exec_driver_sql(_SQLITE_WITHDRAW, withdrawn)
    return set(kept)


def _texts(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The row with these mappings as JSON texts, which is how SQLite keeps them."""
    return {**row, **{name: canonical(row[name]) for name in names}}


_GIVEN: Final = dict.fromkeys(
    (
        "reference",
        "before",
        "letters",
        "reminders",
        "withdrawn",
        "parties",
        *_DOSSIER.values(),
        *_ENTRY.values(),
    )
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


_POSTGRESQL_WITHDRAW: Final = "), withdrawn AS (" + _WITHDRAW.format(
    reference="given.reference",
    **{name: f"gone.{name}" for name in _WITHDRAWN},
    source=f"""FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_to_recordset(given.withdrawn) AS gone({_typed(_WITHDRAWN)})""",
)


_POSTGRESQL_PLAN: Final = f"""), planned AS (
    INSERT INTO reminder ({_named(_REMINDER)})
    SELECT {", ".join(f'line."{name}"' for name in _REMINDER)}
    FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_to_recordset(given.reminders) AS line({_typed(_REMINDER)})
    {_REPLANNED}
"""


_POSTGRESQL_PARTIES: Final = """), named AS (
    INSERT INTO party (reference, state)
    SELECT reference, name
    FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_array_elements_text(given.parties) AS name
"""


@cache
def _postgresql(*, opens: bool, alone: bool, plans: bool, withdraws: bool) -> str:
    # The planner expects a hundred rows of a recordset, and would read every dossier for them: of
    # a move that is alone, it is told. Most moves touch no reminder, and pay for none.
    more = (
        (_POSTGRESQL_PARTIES, opens), (_POSTGRESQL_PLAN, plans), (_POSTGRESQL_WITHDRAW, withdraws),
    )  # fmt: skip
    return f"""
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(moves)s::jsonb) AS r({_typed(_GIVEN)})
    {"LIMIT 1" if alone else ""}
), moved AS ({_POSTGRESQL_OPEN if opens else _POSTGRESQL_MOVE}
), told AS (
    INSERT INTO entry ({_named(_ENTRY)})
    SELECT {_from_given(_ENTRY.values())} FROM given JOIN moved USING (reference)
), posted AS (
    INSERT INTO letter ({_named(_LETTER)}, attempts)
    SELECT {", ".join(f'post."{name}"' for name in _LETTER)}, 0
    FROM given JOIN moved USING (reference)
    CROSS JOIN LATERAL jsonb_to_recordset(given.letters) AS post({_typed(_LETTER)})
), noticed AS (
    INSERT INTO notice (webhook, reference, number, status, due_at, attempts)
    SELECT webhook.number, given.reference, given.number, 'waiting', given.at, 0
    FROM given JOIN moved USING (reference) CROSS JOIN webhook
    WHERE ended_at IS NULL AND (events = '[]'::jsonb OR events ? given.trigger)
{"".join(part for part, wanted in more if wanted)})
SELECT reference FROM moved"""


def _more(one: Record) -> dict[str, Any]:
    return {"letters": one.letters, "reminders": one.reminders, "withdrawn": one.withdrawn}


def _write_postgresql(connection: Connection, records: Sequence[Record]) -> set[str]:
    # Units of work that name the same dossiers take their rows in the same order, so that they
    # hardly ever wait for each other in a circle (and are tried again where they do).
    ordered = sorted(records, key=lambda one: one.entry.reference)
    kept: set[str] = set()
    for opens in (True, False):
        if chosen := [one for one in ordered if opens == (one.before.version == 0)]:
            moves = canonical([{**one.rows(), **_more(one)} for one in chosen])
            statement = _postgresql(
                opens=opens,
                alone=len(chosen) == 1,
                plans=any(one.reminders for one in chosen),
                withdraws=any(one.withdrawn for one in chosen),
            )
            kept |= set(connection.exec_driver_sql(statement, {"moves": moves}).scalars())
    return kept
