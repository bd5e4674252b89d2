"""Moves settled inside one transaction: read what they concern, decide each, write what stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from engine.bilingual import quoted
from engine.citation import house
from engine.content import stamp
from engine.decide import Asked, Refused, decide
from engine.dossier import Dossier
from engine.events import Entry
from engine.rules import Finding
from engine.runtime import papers, reading
from engine.runtime.definitions import Lawbook
from engine.runtime.ledger import Planner
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.planning import planned
from engine.runtime.records import Record, entry_of, record
from engine.runtime.requests import KEY, same
from engine.runtime.since import looked_away, told
from engine.runtime.unacceptable import no_dossier
from engine.runtime.writing import write
from engine.words import Words


class Overtaken(Exception):
    """A dossier moved between the reading and the writing: nothing of these moves may stay."""


PREDECESSOR = "predecessor"
"""The fact that names the dossier which another one succeeds."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the moves of one transaction see: the dossiers and the requests as they are by now,
    and what has been accepted so far but is not written yet."""

    connection: Connection
    book: Lawbook
    now: datetime
    known: dict[str, Dossier]
    under: dict[str, Entry]
    records: list[Record] = field(default_factory=list)

    def accept(self, one: Record) -> Moved:
        """Let the moves that follow see this one."""
        self.records.append(one)
        self.known[one.entry.reference] = one.after
        if one.entry.request:
            self.under[one.entry.request] = one.entry
        return Moved(one.after, one.entry)

    def latest(self, dossier: Dossier, seen: int | None) -> list[Entry]:
        """The dossier's entries after the version seen, or its last one; written or not."""
        since = dossier.version - 1 if seen is None else seen
        written = reading.entries(self.connection, dossier.reference, since)
        mine = (one.entry for one in self.records if one.entry.reference == dossier.reference)
        return [*written, *(entry for entry in mine if entry.number > since)]


def settle(
    connection: Connection,
    book: Lawbook,
    now: datetime,
    moves: Sequence[Move],
    planner: Planner | None = None,
) -> list[Outcome]:
    """The outcome of each move, in order; a later one finds the dossier as an earlier one left it.
    With a `planner`, the reminders of the dossiers as they are then are planned with them.

    Raises Overtaken when a dossier was moved by somebody else meanwhile (PostgreSQL only: SQLite
    holds the write lock since before the reading).
    """
    keys = (move.request for move in moves if move.request)
    known = reading.dossiers(connection, _named(moves))
    under = reading.entries_under(connection, filter(KEY.fullmatch, keys))
    batch = _Batch(connection, book, now, known, under)
    outcomes = [_outcome(batch, move) for move in moves]
    records: Sequence[Record] = batch.records
    if planner is not None:
        records = planned(connection, records, planner, now)
    for together in _rounds(records):
        if len(write(connection, together)) != len(together):
            raise Overtaken
    return outcomes


def _outcome(batch: _Batch, move: Move) -> Outcome:
    before = batch.known.get(move.reference)
    if move.request and (entry := batch.under.get(move.request)):
        return _again(batch, move, before, entry)
    weighed = _weigh(batch, move, before)
    return weighed if isinstance(weighed, Refused) else batch.accept(weighed)


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


def _weigh(batch: _Batch, move: Move, before: Dossier | None) -> Record | Refused:
    if move.request is not None and not KEY.fullmatch(move.request):
        return _refused("request", _NO_KEY, "4")
    stands = before if move.opens is None else _unopened(batch, move, before)
    if stands is None:
        return _refused("dossier", no_dossier(move.reference), "3")
    if isinstance(stands, Refused):
        return stands
    pinned = batch.book.pinned(batch.connection, stands.workflow, stands.definition)
    earlier = batch.known.get(str(move.answers.get(PREDECESSOR)))
    asked = Asked(move.trigger, move.actor, move.answers, move.reason, earlier)
    verdict = decide(pinned, stands, asked, batch.now, batch.book.law)
    unkept = papers.unkept(batch.connection, stands.reference, move.answers)
    against = (*(verdict.findings if isinstance(verdict, Refused) else ()), *unkept)
    if looked_away(move.seen, stands, any(one.rule == "state" for one in against)):
        against = (told(move.seen, stands, batch.latest(stands, move.seen), pinned), *against)
    if isinstance(verdict, Refused) or against:
        return Refused(against)
    asking = (move.actor, batch.book.law.digest, move.reason, move.request)
    entry = entry_of(stands, verdict.step, verdict.facts, stamp(batch.now), *asking)
    return record(stands, entry, verdict.step)


def _unopened(batch: _Batch, move: Move, before: Dossier | None) -> Dossier | Refused:
    """The dossier before its opening, under the definition in force."""
    if not reading.REFERENCE.fullmatch(move.reference):
        return _refused("reference", _no_reference(move.reference), "3")
    if before is not None:
        taken = Words(
            f"the reference {move.reference} is in use",
            f"la référence {move.reference} est déjà attribuée",
        )
        return _refused("opening", taken, "3")
    current = batch.book.workflows.get(str(move.opens))
    if current is None:
        known = ", ".join(sorted(batch.book.workflows))
        strange = Words(
            f"{move.opens!r} is no workflow; there are {known}",
            f"« {move.opens} » n'est pas un parcours ; parcours existants : {known}",
        )
        return _refused("workflow", strange, "3")
    return Dossier(move.reference, current.name, current.digest)


def _again(batch: _Batch, move: Move, dossier: Dossier | None, entry: Entry) -> Outcome:
    """The same request once more gets the same answer; another one under its key is refused."""
    if move.reference == entry.reference and (dossier is None or dossier.version < entry.number):
        raise Overtaken  # the entry was made after the dossier was read
    definition = batch.book.pinned(batch.connection, entry.workflow, entry.definition)
    if dossier is None or not same(move, entry, definition):
        event = quoted(definition.step[entry.trigger, entry.source].event)
        used = Words(
            f"the request key {move.request!r} was already used for {event.en} on "
            f"{entry.reference}",
            f"la clé de requête « {move.request} » a déjà servi pour {event.fr} sur "
            f"{entry.reference}",
        )
        return _refused("request", used, "4")
    return Moved(dossier, entry, again=True)


_NO_KEY: Final = Words(
    "a request key is 1 to 200 printable characters",
    "une clé de requête compte de 1 à 200 caractères imprimables",
)


def _no_reference(text: str) -> Words:
    return Words(
        f"{text!r} is no reference: letters, digits, full stops and dashes, 64 at most",
        f"« {text} » n'est pas une référence : lettres, chiffres, points et tirets, 64 au plus",
    )


def _refused(rule: str, said: Words, paragraph: str) -> Refused:
    return Refused((Finding(rule, said, house(paragraph)),))
