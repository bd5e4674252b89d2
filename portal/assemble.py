"""The composition root: where the parts meet, and the only real clock."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from engine.dossier import Actor
from engine.runtime.database import Database, connect
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Clock, Office
from engine.words import Words
from migrations import schema
from notifications.due import Reminding
from notifications.foresight import Foresight
from notifications.lines import Lines, MailServer
from notifications.message import Stationery
from notifications.pace import Pace
from notifications.prepared import Writing
from notifications.recipients import Addresses
from notifications.relay import Relay
from notifications.reminded import Reminded
from notifications.reminders.reading import shipped
from notifications.transports import Transport, console, folder, smtp
from portal.settings import Settings
from portal.webhooks.telling import Telling
from workflows.about import about
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import SYSTEM
from workflows.timetable import DEADLINES, deadlines

if TYPE_CHECKING:
    from fastapi import FastAPI

    from portal.filing.attach import Archive

THE_SYSTEM = Actor("ich-dossiers", SYSTEM)


class NotReady(Exception):
    """The database cannot be used as it is; the sentence says what to do."""


def sentence_of(fault: Exception) -> str | None:
    """What to say of a fault that the user or the surroundings made; None when we made it."""
    if isinstance(fault, NotReady):
        return str(fault)
    if isinstance(fault, OperationalError | ProgrammingError):
        return f"the database refused: {str(fault.orig).strip()}"
    if isinstance(fault, UnicodeEncodeError):
        return "an argument holds characters that are no text"
    return None


def now() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


def lawbook() -> Lawbook:
    """The workflows, rules and parameters in force."""
    return Lawbook(workflows(), rules(), law())


def database(settings: Settings) -> Database:
    """The database that the settings name. NotReady when the URL cannot be read."""
    try:
        return connect(settings.database_url)
    except (ArgumentError, ImportError, OSError) as fault:
        raise NotReady(f"DOSSIERS_DATABASE_URL is not a database's address: {fault}") from fault


def ready(engine: Database) -> Database:
    """The database, whose schema is at head. NotReady when it does not answer or is behind."""
    with _answering():
        if not schema.is_at_head(engine):
            raise NotReady("the database's schema is not the one needed; run: dossiers upgrade")
    return engine


def upgraded(engine: Database) -> Database:
    """The database, its schema brought to head. NotReady when it does not answer."""
    with _answering():
        schema.upgrade(engine)
    return engine


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OperationalError as fault:
        raise NotReady(f"the database does not answer: {str(fault.orig).strip()}") from fault


def office(engine: Database, clock: Clock = now) -> Office:
    """The office over a database that is ready, open for moves."""
    book = lawbook()
    return Office(engine, book, clock, foresight(book)).open_doors()


def foresight(book: Lawbook) -> Foresight:
    """The planner of reminders: the plans as they are shipped, by the law of that book."""
    states = frozenset(state for one in book.workflows.values() for state in one.state)
    final = {
        name: frozenset(state.name for state in one.states if state.final)
        for name, one in book.workflows.items()
    }
    return Foresight(
        shipped(states, frozenset(DEADLINES)), partial(deadlines, book.law), final.__getitem__
    )


def delivery(settings: Settings, of: Office) -> Callable[[], tuple[int, int]]:
    """What delivers all that is due: reminders become letters, and letters leave; how many were
    sent, and how many failed. NotReady when that cannot be."""
    due, leaving, programs = reminding(settings, of), relay(settings, of), telling(settings, of)

    def by_mail() -> tuple[int, int]:
        try:
            due.hand_over()
        finally:  # whatever is wrong with one dossier's reminders, the letters leave
            sent, failed = leaving.send_due()
        while due.hand_over():  # what a letter left out may be for somebody else
            more = leaving.send_due()
            sent, failed = sent + more[0], failed + more[1]
        return sent, failed

    def deliver() -> tuple[int, int]:
        try:
            sent, failed = by_mail()
        finally:  # programs are told, whatever is wrong with the mail
            heard, unheard = programs.tell_due()
        return sent + heard, failed + unheard

    return deliver


def telling(settings: Settings, of: Office) -> Telling:
    """Who tells programs what happened."""
    pages = settings.public_address.rstrip("/")
    return Telling(of.database, pages, of.clock, settings.production)


def reminding(settings: Settings, of: Office) -> Reminding:
    """Who hands the office's reminders to its outbox when they are due."""
    return Reminding(of.database, foresight(of.book), _addresses(settings), of.clock)


def relay(settings: Settings, of: Office) -> Relay:
    """The relay of the office's outbox: by SMTP where a host is set, else into a folder, unless the
    settings name another way. NotReady when that cannot be."""
    return Relay(
        of.database,
        _transport(settings),
        _addresses(settings),
        writing(settings, of),
        of.clock,
        Pace(settings.smtp.per_minute, of.clock),
    )


def writing(settings: Settings, of: Office) -> Writing:
    """Who writes the office's letters."""
    pages = settings.public_address.rstrip("/")
    reminded = Reminded(foresight(of.book), partial(about, of.book.law), pages)
    on = (settings.office_address, settings.mail_domain, settings.mail_redirect, pages)
    return Writing(reminded, Stationery(*on))


def _addresses(settings: Settings) -> Addresses:
    return Addresses(settings.office_address, settings.evaluation_body_address)


def _transport(settings: Settings) -> Transport:
    server = settings.smtp
    way = settings.transport or ("smtp" if server.host else "folder")
    if way == "console":
        return console(sys.stdout)
    if way == "folder":
        return folder(Path(settings.outbox))
    if not server.host:
        raise NotReady("DOSSIERS_TRANSPORT is smtp, and DOSSIERS_SMTP__HOST names no mail server")
    spoken = (server.host, server.port, server.encryption, server.user, server.password)
    return smtp(Lines(MailServer(*spoken, server.timeout, server.per_connection)))


def archive(settings: Settings) -> "Archive":
    """Where attachments are kept, and the scanner if there is one. NotReady when a setting cannot
    be read."""
    from engine.runtime.store.in_folder import folder as in_folder
    from portal.attached.scan import scanner
    from portal.filing.attach import Archive

    try:
        scan = scanner(settings.clamd)
    except ValueError as fault:
        raise NotReady(f"DOSSIERS_CLAMD: {fault}") from fault
    where = settings.store
    if not where.bucket:
        return Archive(in_folder(Path(where.folder)), scan)
    from engine.runtime.store.in_s3 import Credentials, s3

    keys = Credentials(where.access_key, where.secret_key) if where.access_key else None
    return Archive(s3(where.bucket, where.prefix, where.endpoint_url, where.region, keys), scan)


def application(
    of: Office, kept: "Archive", demonstration: bool, settings: Settings | None = None
) -> "FastAPI":
    """The pages over the office."""
    from portal.pages import pages  # only those who serve pay for the web framework

    banner = (
        Words(
            "Demonstration. The cycle 2021 is real, but for people and the dates inside a phase; "
            "all other files are invented, and marked as illustrative.",
            "Démonstration. Le cycle 2021 est réel, hormis les personnes et les dates à "
            "l'intérieur d'une phase ; tous les autres dossiers sont inventés, et signalés comme "
            "illustratifs.",
        )
        if demonstration
        else None
    )
    say = partial(about, of.book.law)
    return pages(of, say, banner, kept, settings, demonstration=demonstration)
