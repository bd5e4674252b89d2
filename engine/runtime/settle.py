"""Moves settled inside one transaction: read what they concern, decide each, write what stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine import answers
from engine.citation import house
from engine.content import stamp
from engine.decide import Accepted, Asked, Refused, decide
from engine.dossier import NEW, Dossier
from engine.events import Entry
from engine.rules import Finding
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.records import Record, entry_of, record
from engine.runtime.writing import write


class Overtaken(Exception):
    """A dossier moved between the reading and the writing: nothing of these moves may stay."""


PREDECESSOR = "predecessor"
"""The fact that names the dossier which another one succeeds."""

_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class _Session:
    connection: Connection
    book: Lawbook
    now: datetime


def settle(
    connection: Connection, book: Lawbook, now: datetime, moves: Sequence[Move]
) -> list[Outcome]:
    """The outcome of each move, in order; a later one finds the dossier as an earlier one left it.

    Raises Overtaken when a dossier was moved by somebody else meanwhile (PostgreSQL only: SQLite
    holds the write lock since before the reading).
    """
    session = _Session(connection, book, now)
    known = reading.dossiers(connection, _named(moves))
    requests = (move.request for move in moves if move.request)
    under = reading.entries_under(connection, filter(_KEY.fullmatch, requests))
    outcomes: list[Outcome] = []
    records: list[Record] = []
    for move in moves:
        before = known.get(move.reference)
        if move.request and (entry := under.get(move.request)):
            outcomes.append(_again(session, move, before, entry))
            continue
        earlier = known.get(str(move.answers.get(PREDECESSOR)))
        weighed = _weigh(session, move, before, earlier)
        if isinstance(weighed, Refused):
            outcomes.append(weighed)
            continue
        records.append(weighed)
        known[move.reference] = weighed.after
        if move.request:
            under[move.request] = weighed.entry
        outcomes.append(Moved(weighed.after, weighed.entry))
    for together in _rounds(records):
        if len(write(connection, together)) != len(together):
            raise Overtaken
    return outcomes


def _rounds(records: Iterable[Record]) -> list[list[Record]]:
    """The records so that no dossier is twice in one writing, each after the one before it."""
    rounds: list[list[Record]] = []
    depth: dict[str, int] = {}
    for one in records:
        reference = one.entry.reference
        place = depth[reference] = depth.get(reference, -1) + 1
        if place == len(rounds):
            rounds.append([])
        rounds[place].append(one)
    return rounds


def _named(moves: Iterable[Move]) -> Iterator[str]:
    """The references that these moves concern: their dossiers, and those they are to succeed."""
    for move in moves:
        for name in (move.reference, str(move.answers.get(PREDECESSOR, ""))):
            if reading.REFERENCE.fullmatch(name):
                yield name


def _weigh(
    session: _Session, move: Move, before: Dossier | None, earlier: Dossier | None
) -> Record | Refused:
    if move.request is not None and not _KEY.fullmatch(move.request):
        return _refused("request", "a request key is 1 to 200 printable characters", "4")
    if move.opens is not None:
        if not reading.REFERENCE.fullmatch(move.reference):
            form = "letters, digits, full stops and dashes, 64 at most"
            return _refused("reference", f"{move.reference!r} is no reference: {form}", "3")
        if before is not None:
            return _refused("opening", f"the reference {move.reference} is in use", "3")
        current = session.book.workflows.get(move.opens)
        if current is None:
            known = ", ".join(sorted(session.book.workflows))
            return _refused("workflow", f"{move.opens!r} is no workflow; there are {known}", "3")
        before, pinned = Dossier(move.reference, move.opens, current.digest), current
    elif before is None:
        return _refused("dossier", f"there is no dossier {move.reference!r}", "3")
    else:
        pinned = session.book.pinned(session.connection, before.workflow, before.definition)
    asked = Asked(move.trigger, move.actor, move.answers, move.reason, earlier)
    verdict = decide(pinned, before, asked, session.now, session.book.law)
    against = (*_stale(session, move, before, verdict), *_findings(verdict))
    if isinstance(verdict, Refused) or against:
        return Refused(against)
    entry = entry_of(
        before,
        verdict.step,
        verdict.facts,
        stamp(session.now),
        (move.actor.name, move.actor.role),
        session.book.law.digest,
        move.reason,
        move.request,
    )
    return record(before, entry, verdict.step)


def _findings(verdict: Accepted | Refused) -> tuple[Finding, ...]:
    return verdict.findings if isinstance(verdict, Refused) else ()


def _refused(rule: str, sentence: str, paragraph: str) -> Refused:
    return Refused((Finding(rule, sentence, house(paragraph)),))


def _stale(
    session: _Session, move: Move, before: Dossier, verdict: Accepted | Refused
) -> tuple[Finding, ...]:
    """What happened since the actor looked; told also to one who comes to a state that has gone."""
    gone = before.version > 0 and any(one.rule == "state" for one in _findings(verdict))
    if (move.seen is None and not gone) or move.seen == before.version:
        return ()
    if move.seen is not None and move.seen > before.version:
        sentence = f"version {move.seen} was named, but the dossier is at version {before.version}"
        return (Finding("version", sentence, house("2")),)
    seen = before.version - 1 if move.seen is None else move.seen
    since = reading.entries(session.connection, before.reference, seen)
    told = "; ".join(
        f"{entry.trigger} by {entry.actor} ({entry.role}) at {entry.at[:16].replace('T', ' ')} UTC"
        for entry in since
    )
    words = f"since version {seen}" if move.seen is not None else "last"
    sentence = f"what happened {words}: {told}; the dossier is now at version {before.version}"
    return (Finding("version", sentence, house("2")),)


def _again(session: _Session, move: Move, dossier: Dossier | None, entry: Entry) -> Outcome:
    """The same request once more gets the same answer; another one under its key is refused."""
    if move.reference == entry.reference and (dossier is None or dossier.version < entry.number):
        raise Overtaken  # the entry was made after the dossier was read
    if dossier is None or not _same(session, move, entry):
        sentence = f"the request key {move.request!r} was already used for {entry.trigger} on "
        return _refused("request", f"{sentence}{entry.reference}", "4")
    return Moved(dossier, entry, again=True)


def _same(session: _Session, move: Move, entry: Entry) -> bool:
    """Whether the move asks for what the entry recorded: nothing else, more or less."""
    workflow = session.book.pinned(session.connection, entry.workflow, entry.definition)
    step = workflow.step[entry.trigger, entry.source]
    facts, faults = answers.read(step, move.answers)
    recorded = {name: fact for name, fact in entry.facts.items() if name not in step.stamps}
    opened = entry.workflow if entry.source == NEW else None
    asked = (move.reference, move.opens, move.trigger, move.actor.name, move.actor.role)
    return asked == (entry.reference, opened, entry.trigger, entry.actor, entry.role) and (
        move.reason,
        facts,
        faults,
    ) == (entry.reason, recorded, [])
