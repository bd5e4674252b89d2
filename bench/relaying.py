"""Letters through the relay: claimed, rendered, built, sent and marked; against smtplib on one kept
connection that renders and builds the same letters - the text, the page made from it, the calendar
file of a deadline - by the standard library's own calls, and remembers nothing."""

import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import Engine, func, select, update

from bench.dossiers import NOW, references
from bench.rounds import in_turns
from bench.rows import NotMeasured, Row, Target, per_second
from engine.dossier import Dossier
from engine.runtime import outbox
from engine.runtime.definitions import Lawbook
from engine.runtime.outbox import Promise
from engine.runtime.tables import letter
from notifications.as_html import as_html
from notifications.deadline_event import deadline_event, told
from notifications.letters import render
from notifications.lines import Lines, MailServer
from notifications.message import Stationery
from notifications.prepared import Writing
from notifications.recipients import Addresses
from notifications.relay import Relay
from notifications.reminded import About, Reminded
from notifications.transports import smtp
from portal.assemble import foresight
from workflows.about import about
from workflows.catalogue import rules, workflows
from workflows.law import law

if TYPE_CHECKING:
    from bench.databases import Kind, Place

HOST = "127.0.0.1"
ADDRESSES = Addresses("office@example.org", "body@example.org")
DOSSIERS = 100
PATIENCE_SECONDS = 20
STATIONERY = Stationery(ADDRESSES.office, "example.org")


def relaying(place: "Place", kind: "Kind") -> Iterator[Row]:
    """Letters per second."""
    knows = partial(about, law())
    with place.database(kind, references(DOSSIERS)) as database, sink() as port:
        promises = _again(database)
        lines = Lines(MailServer(HOST, port, most=1_000_000))
        relay = Relay(database, smtp(lines), ADDRESSES, writing(knows), lambda: NOW)
        with smtplib.SMTP(HOST, port) as connection:
            compared = in_turns(
                lambda: _relayed(relay), lambda: _bare(connection, promises, knows), 5
            )
        lines.close()
    note = f"{len(promises)} letters a round to aiosmtpd; against smtplib with render and build"
    yield compared.row(f"relay of letters, {kind}", per_second, Target(">=", 0.70), note)


def writing(knows: About) -> Writing:
    """Who writes the letters, on the office's stationery."""
    foresees = foresight(Lawbook(workflows(), rules(), law()))
    return Writing(Reminded(foresees, knows), STATIONERY)


@contextmanager
def sink() -> Iterator[int]:
    """The port of a mail server that throws everything away, in a process of its own."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
    program = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"{HOST}:{port}"]
    with subprocess.Popen([*program, "-c", "aiosmtpd.handlers.Sink"]) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = perf_counter() + PATIENCE_SECONDS
    while perf_counter() < until:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise NotMeasured("aiosmtpd does not answer")


def _again(database: Engine) -> list[Promise]:
    """All letters wait as if for the first time; what they promise."""
    waiting = {"status": "waiting", "attempts": 0, "due_at": NOW}
    with database.begin() as connection:
        connection.execute(update(letter).values(**waiting))
        count = connection.scalar(select(func.count()).select_from(letter)) or 0
    promises = outbox.claim(database, NOW, count)
    with database.begin() as connection:
        connection.execute(update(letter).values(**waiting))
    return promises


def _relayed(relay: Relay) -> float:
    _again(relay.database)
    began = perf_counter()
    sent, failed = relay.send_due()
    rate = sent / (perf_counter() - began)
    assert not failed, "a letter failed"
    return rate


def _bare(connection: smtplib.SMTP, promises: list[Promise], knows: About) -> float:
    began = perf_counter()
    for promise in promises:
        dossier = Dossier(promise.reference or "", promise.workflow, facts=promise.facts)
        facts = knows(dossier)
        written = render(promise.template, "en", dossier, facts)
        due = told(promise.template, facts, NOW)
        message = EmailMessage()
        message["Subject"] = written.subject
        message["From"] = ADDRESSES.office
        message["To"] = str(promise.facts["contact"])
        message["Date"] = NOW
        message["Message-ID"] = f"<{promise.number}@example.org>"
        message.set_content(written.text)
        message.add_alternative(as_html([written], "", due, ""), subtype="html")
        if due is not None:
            event = deadline_event(due, dossier, "en", STATIONERY, NOW)
            message.add_attachment(event, "text", "calendar", filename="deadline.ics")
        connection.send_message(message)
    return len(promises) / (perf_counter() - began)
