"""The other side of the eight clients: the same writing with the driver of SQLite alone."""

import json
import sqlite3

from sqlalchemy import Table

from bench.by_hand import HASH, entry_row, letter_rows
from bench.dossiers import NOW
from engine.content import stamp
from engine.runtime.moves import Move
from engine.runtime.tables import entry, letter


def _insert(table: Table, names: list[str]) -> str:
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{n}" for n in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({values})"


_READ = "SELECT version, facts FROM dossier WHERE reference = ?"
_UPDATE = (
    "UPDATE dossier SET state = ?, version = ?, head = ?, facts = ?, moved_at = ?"
    " WHERE reference = ? AND version = ?"
)
_ENTRY = _insert(entry, entry.c.keys())
_LETTER = _insert(letter, "key reference number template facts status due_at attempts".split())


class BareSqlite3:
    """One connection with the office's settings, and a commit for each move."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def execute(self, move: Move) -> None:
        """One move, committed."""
        run, at = self._connection.execute, stamp(NOW)
        run("BEGIN IMMEDIATE")
        version, text = run(_READ, (move.reference,)).fetchone()
        row = entry_row(move, version, at)
        facts = json.dumps(json.loads(text) | row["facts"])
        new = (row["target"], version + 1, HASH, facts, at)
        if run(_UPDATE, (*new, move.reference, version)).rowcount != 1:
            raise RuntimeError("somebody else moved it")
        run(_ENTRY, row | {"facts": json.dumps(row["facts"])})
        for one in letter_rows(row, facts):
            run(_LETTER, one)
        run("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
