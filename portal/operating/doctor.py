"""What the surroundings lack, and what that switches off: each thing looked at for real."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.runtime import watched
from engine.runtime.database import Database, is_sqlite
from migrations import schema
from portal.attached.scan import NotScanned, scanner
from portal.operating.health import LATEST_BEAT, LATEST_LETTER
from portal.operating.unsafe import unsafe
from portal.settings import Settings

Verdict = Literal["well", "note", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what it means."""

    what: str
    verdict: Verdict
    says: str


def examine(settings: Settings, database: Database, now: datetime) -> list[Finding]:
    """Everything that was looked at. What is unsafe is a fault in production, a note elsewhere."""
    return [
        *_of_the_database(database, now),
        *_of_mail(settings),
        *_of_the_scanner(settings),
        *(
            Finding("settings", "fault" if settings.production else "note", one)
            for one in unsafe(settings)
        ),
    ]


def _of_the_database(database: Database, now: datetime) -> Iterator[Finding]:
    try:
        at_head = schema.is_at_head(database)
    except Exception as fault:  # whatever a driver raises, it does not answer
        yield Finding("database", "fault", f"it does not answer: {fault}")
        return
    if not at_head:
        yield Finding("database", "fault", "its schema is not the one needed: dossiers upgrade")
        return
    yield Finding("database", "well", f"{database.dialect.name}, its schema at head")
    if is_sqlite(database):
        yield Finding("database", "note", "SQLite serves one machine; PostgreSQL serves several")
    with database.connect() as connection:
        late, seen = watched.late(connection, now), watched.seen(connection, now)
    if seen is None or seen > LATEST_BEAT.total_seconds():
        when = "ever" if seen is None else f"for {round(seen / 60)} minutes"
        yield Finding("worker", "note", f"none was awake {when}: letters and terms wait; start one")
    else:
        yield Finding("worker", "well", f"awake {round(seen)} seconds ago")
    if late > LATEST_LETTER.total_seconds():
        yield Finding("letters", "fault", f"the oldest has waited {round(late / 60)} minutes")


def _of_mail(settings: Settings) -> Iterator[Finding]:
    server = settings.smtp
    if not server.host:
        yield Finding("mail", "note", f"no server is named: letters are files in {settings.outbox}")
        return
    yield _reached("mail", server.host, server.port, f"{server.host}:{server.port}")


def _of_the_scanner(settings: Settings) -> Iterator[Finding]:
    if not settings.clamd:
        yield Finding("scanner", "note", "none is named: attachments are marked unscanned")
        return
    try:
        scan = scanner(settings.clamd, 5)
    except ValueError as fault:
        yield Finding("scanner", "fault", f"DOSSIERS_CLAMD: {fault}")
        return
    verdict = scan([b"anybody there?"]) if scan else None
    if isinstance(verdict, NotScanned):
        yield Finding("scanner", "fault", f"{settings.clamd} gives no verdict: {verdict.reason}")
    else:
        yield Finding("scanner", "well", f"{settings.clamd} answers")


def _reached(what: str, host: str, port: int, name: str) -> Finding:
    try:
        socket.create_connection((host, port), 5).close()
    except OSError as fault:
        return Finding(what, "fault", f"{name} does not answer: {fault}")
    return Finding(what, "well", f"{name} answers")
