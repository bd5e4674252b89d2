"""The other side of most rows: the same writing through SQLAlchemy Core, by hand."""

from sqlalchemy import Engine, bindparam, insert, select, update

from bench.by_hand import HASH, entry_row, letter_rows
from bench.dossiers import NOW
from engine.runtime.database import writer
from engine.runtime.moves import Move
from engine.runtime.tables import dossier, entry, letter

_CHANGED = ("state", "version", "head", "facts", "moved_at")

# Built once, so that Core finds each in its cache.
_THIS = dossier.c.reference == bindparam("this")
_READ = select(dossier.c.version, dossier.c.facts).where(_THIS)
_UPDATE = (
    update(dossier)
    .where(_THIS, dossier.c.version == bindparam("seen"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)
_ENTRY = insert(entry)
_LETTER = insert(letter)


class BareCore:
    """Read, versioned update, audit row, letter: a connection and a commit for each move.

    The connections are the office's own, so durability and isolation are the same on both sides.
    """

    def __init__(self, database: Engine) -> None:
        self._writer = writer(database)

    def execute(self, move: Move) -> None:
        """One move, committed."""
        with self._writer.begin() as connection:
            version, facts = connection.execute(_READ, {"this": move.reference}).one()
            row = entry_row(move, version, NOW)
            facts |= row["facts"]
            values = (row["target"], version + 1, HASH, facts, NOW)
            new = {f"new_{name}": value for name, value in zip(_CHANGED, values, strict=True)}
            changed = connection.execute(_UPDATE, {"this": move.reference, "seen": version, **new})
            if changed.rowcount != 1:
                raise RuntimeError("somebody else moved it")
            connection.execute(_ENTRY, row)
            for one in letter_rows(row, facts):
                connection.execute(_LETTER, one)
