"""Which database, and how it is spoken to: SQLite as the embedded default, or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection

Database = Engine
"""A database and its connections, under a name that needs no knowledge of SQLAlchemy."""

Link = Connection
"""A connection to a database, likewise."""

BUSY_SECONDS = 30
"""How long a SQLite writer waits for another process before it gives up."""


def connect(url: str, clients: int = 40) -> Engine:
    """The database behind a URL, with at most so many connections.

    `postgres://` and `postgresql://` mean psycopg 3. The folder of a SQLite file is made.
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, clients)
    return create_engine(parsed, pool_size=clients, max_overflow=0, pool_pre_ping=False)


def _sqlite(url: Any, clients: int) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=clients,
        max_overflow=0,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # the driver starts no transaction of its own
    # Without recursive triggers a REPLACE would remove a row unseen by those that forbid it.
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: a reader that became a writer half-way could be refused.
    how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")


def writer(engine: Engine) -> Engine:
    """The same database for units of work that write."""
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def is_sqlite(engine: Engine) -> bool:
    """Whether the database is the embedded one."""
    return engine.dialect.name == "sqlite"
