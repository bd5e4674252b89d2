"""The next reminders that are due, claimed among a million that are kept: as many as a worker takes
at once, and the question of an idle one; against the bare statement in the driver."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy import Engine

from bench.dossiers import NOW, references
from bench.rounds import in_turns
from bench.rows import Row, Target, microseconds, milliseconds
from engine.content import stamp
from engine.runtime import ledger
from engine.runtime.database import is_sqlite

if TYPE_CHECKING:
    from bench.databases import Kind, Place

KEPT: Final = 1_000_000
DUE: Final = KEPT // 2
AT_ONCE: Final = 500
CLAIMS: Final = 10
POLLS: Final = 200
DOSSIERS: Final = 100
FIRST: Final = NOW - timedelta(days=1000)
"""When the first of them falls due; the others follow it minute by minute."""

Claim = Callable[[datetime], int]
"""Claims what is due at that instant; how many that were."""


def claiming(place: "Place", kind: "Kind") -> Iterator[Row]:
    """The time to claim five hundred, and to learn that nothing is due."""
    with place.database(kind, references(DOSSIERS)) as database:
        _fill(database)
        ours, bare, close = _ours(database), *_bare(database)
        late, early = FIRST + timedelta(minutes=DUE - 1), FIRST - timedelta(minutes=1)
        claimed = in_turns(
            lambda: _seconds(ours, late, CLAIMS, AT_ONCE),
            lambda: _seconds(bare, late, CLAIMS, AT_ONCE),
        )
        asked = in_turns(
            lambda: _seconds(ours, early, POLLS, 0), lambda: _seconds(bare, early, POLLS, 0)
        )
        close()
    bare_side = "against the bare statement in the driver"
    note = f"{AT_ONCE} of {DUE:,} due among {KEPT:,}; {bare_side}"
    yield claimed.row(f"claim of reminders, {kind}", milliseconds, Target("<=", 1.5), note)
    note = f"none due among {KEPT:,}; {bare_side}"
    yield asked.row(f"idle claim of reminders, {kind}", microseconds, Target("<=", 2), note)


def _seconds(claim: Claim, now: datetime, times: int, expected: int) -> float:
    began = perf_counter()
    for _ in range(times):
        assert claim(now) == expected, "not as many were due as there should be"
    return (perf_counter() - began) / times


def _ours(database: Engine) -> Claim:
    return lambda now: len(ledger.claim(database, now, AT_ONCE))


def _rows(instant: Callable[[datetime], Any]) -> Iterator[tuple[Any, ...]]:
    """A million reminders, one a minute, that were planned long before."""
    named, planned = references(DOSSIERS), instant(FIRST - timedelta(days=100))
    for number in range(KEPT):
        due = instant(FIRST + timedelta(minutes=number))
        name = (named[number % DOSSIERS], f"rule{number % 7}", "contact", f"{number}")
        yield *name, due, "planned", planned, "planned"


_COLUMNS: Final = "reference, rule, recipient, occurrence, due_at, status, planned_at, resumes"
_CLAIM: Final = """
UPDATE reminder SET status = 'claimed', claimed_at = {now} WHERE {rows} (
    SELECT {row} FROM reminder WHERE status = 'planned' AND due_at <= {now}
    ORDER BY due_at LIMIT {most} {held}
) {end} RETURNING reference, rule, recipient, occurrence"""
_SQLITE: Final = _CLAIM.format(now="?1", rows="rowid IN", row="rowid", most="?2", held="", end="")
_POSTGRESQL: Final = _CLAIM.format(
    now="%(now)s", rows="ctid = ANY(ARRAY", row="ctid", most="%(most)s",
    held="FOR UPDATE SKIP LOCKED", end=")",
)  # fmt: skip


def _fill(database: Engine) -> None:
    with database.connect() as connection:
        if is_sqlite(database):
            marks = ", ".join("?" * len(_COLUMNS.split(",")))
            fill = f"INSERT INTO reminder ({_COLUMNS}) VALUES ({marks})"
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute("BEGIN")
            driver.executemany(fill, _rows(stamp))
            driver.execute("COMMIT")
            driver.execute("ANALYZE")
            return
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        with raw.cursor() as cursor:
            with cursor.copy(f"COPY reminder ({_COLUMNS}) FROM STDIN") as copy:
                for row in _rows(lambda at: at):
                    copy.write_row(row)
            cursor.execute("ANALYZE reminder")
        raw.commit()


def _bare(database: Engine) -> tuple[Claim, Callable[[], None]]:
    return _bare_sqlite(database) if is_sqlite(database) else _bare_postgresql(database)


def _bare_sqlite(database: Engine) -> tuple[Claim, Callable[[], None]]:
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()

    def claim(now: datetime) -> int:
        connection.execute("BEGIN IMMEDIATE")
        found = connection.execute(_SQLITE, (stamp(now), AT_ONCE)).fetchall()
        connection.execute("COMMIT")
        return len(found)

    return claim, connection.close


def _bare_postgresql(database: Engine) -> tuple[Claim, Callable[[], None]]:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(url)

    def claim(now: datetime) -> int:
        found = connection.execute(_POSTGRESQL, {"now": now, "most": AT_ONCE}).fetchall()
        connection.commit()
        return len(found)

    return claim, connection.close
