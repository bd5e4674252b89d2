"""Whether the audit trail holds: every chain, every state, every seal; the first fault is named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any

from engine.content import digest
from engine.dossier import Dossier
from engine.events import Entry, fault_of
from engine.runtime.copies import Copy, faults_of_papers
from engine.runtime.seals import Seal, seal_hash
from engine.workflow import binding

MIGRATE = "migrate"
"""The trigger that pins a dossier to another definition: it is no step of any table."""


Definitions = Mapping[str, tuple[str, Mapping[str, Any]]]
"""By hash: the kind of a definition (workflow or law), and its document."""


@dataclass(frozen=True)
class Trail:
    """Everything the verification reads, from a database or from an export of one.

    `dossiers`, `entries` and `papers` come in the order of references, entries by number within
    one; `seals` in their order. `papers` is None in an export of the time before there were any.
    `only` is the reference where the trail is that of one dossier, with the seals that cover it.
    `unreadable` names the rows that cannot even be read.
    """

    dossiers: Iterable[Dossier]
    entries: Iterable[Entry]
    seals: Iterable[Seal]
    definitions: Definitions
    papers: Iterable[Copy] | None = ()
    only: str | None = None
    unreadable: tuple[str, ...] = ()


@dataclass
class Findings:
    """What was read, and what was found: `faults` in the order met, empty when all holds. `only` is
    the reference where the trail is that of one dossier."""

    dossiers: int = 0
    entries: int = 0
    papers: int = 0
    seals: int = 0
    faults: list[str] = field(default_factory=list)
    last_seal: Seal | None = None
    only: str | None = None


def verify(trail: Trail, sealed: str | None = None) -> Findings:
    """Read the whole trail. `sealed` is a seal's hash or short form kept elsewhere: it must be in
    the chain of seals, which then proves that nothing it covered was cut off."""
    found = Findings(faults=list(trail.unreadable), only=trail.only)
    if found.faults:
        return found
    seals = list(trail.seals)
    found.seals, found.last_seal = len(seals), seals[-1] if seals else None
    found.faults += _faults_of_definitions(trail.definitions)
    found.faults += _faults_of_dossiers(trail, _covered(seals), found)
    found.faults += _faults_of_seals(seals, trail.only)
    if sealed is not None and not any(seal.answers_to(sealed) for seal in seals):
        found.faults.append(
            f"no seal answers to {sealed}: what it sealed was cut off, or it is of another database"
        )
    return found


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the stored definitions allow: `steps` (trigger, source, target) and `states` by the
    hash of a workflow, and the hashes of the laws."""

    steps: dict[str, set[tuple[str, str, str]]]
    states: dict[str, set[str]]
    laws: set[str]


def _faults_of_definitions(definitions: Definitions) -> Iterator[str]:
    for name, (kind, document) in definitions.items():
        if not _hashes_to(name, kind, document):
            yield f"the stored {kind} {name[:16]} was changed: it does not match its hash"


def _hashes_to(name: str, kind: str, document: Mapping[str, Any]) -> bool:
    try:
        return digest(binding(document) if kind == "workflow" else document) == name
    except _NO_DEFINITION:
        return False


_NO_DEFINITION = (AttributeError, KeyError, TypeError, ValueError)
"""What reading a document as a workflow raises when it is none."""


Covered = dict[str, list[tuple[int, int, str]]]
"""By reference, what the seals say of a dossier: (seal, number of the entry, its hash)."""


def _covered(seals: Iterable[Seal]) -> Covered:
    covered: Covered = {}
    for seal in seals:
        for reference, number, head in seal.heads:
            covered.setdefault(reference, []).append((seal.number, number, head))
    return covered


def _faults_of_dossiers(trail: Trail, covered: Covered, found: Findings) -> Iterator[str]:
    judged = _judged(trail.definitions)
    missing = {trail.only} - {None}
    for reference, one in _together(trail):
        found.dossiers += len(one.dossiers)
        found.entries += len(one.entries)
        found.papers += len(one.papers)
        missing.discard(reference)
        yield from _faults_of_one(reference, one, judged)
        if one.dossiers:
            yield from _cut_off(reference, one.entries, covered.pop(reference, []))
        if trail.papers is not None:
            yield from faults_of_papers(reference, one.entries, one.papers)
    for reference, (first, *_) in covered.items():
        if trail.only in (None, reference):
            missing.discard(reference)
            yield f"dossier {reference} is missing: seal {first[0]} covers it"
    yield from (f"dossier {reference} is missing" for reference in missing)


@dataclass(frozen=True, slots=True)
class _One:
    """What a trail has under one reference; a single dossier, where all is well."""

    dossiers: list[Dossier]
    entries: list[Entry]
    papers: list[Copy]


def _together(trail: Trail) -> Iterator[tuple[str, _One]]:
    """What there is of each reference: a merge of three streams, none of them held in memory."""
    of = attrgetter("reference")
    streams: list[Iterable[Dossier | Entry | Copy]] = [
        trail.dossiers, trail.entries, trail.papers or (),
    ]  # fmt: skip
    for reference, found in groupby(merge(*streams, key=of), key=of):
        there = list(found)
        yield (
            reference,
            _One(
                [one for one in there if isinstance(one, Dossier)],
                [one for one in there if isinstance(one, Entry)],
                [one for one in there if isinstance(one, Copy)],
            ),
        )


def _faults_of_one(reference: str, one: _One, judged: _Judged) -> Iterator[str]:
    match one.dossiers:
        case [dossier]:
            if fault := fault_of(dossier, one.entries) or _undeclared(one.entries, judged):
                yield fault
        case []:
            has = "entries" if one.entries else "papers"
            yield f"dossier {reference} has {has}, but the dossier is missing"
        case _:
            yield f"dossier {reference} is there more than once"


def _cut_off(
    reference: str, entries: list[Entry], sealed: Iterable[tuple[int, int, str]]
) -> Iterator[str]:
    for seal, number, head in sealed:
        if len(entries) < number:
            yield (
                f"dossier {reference}, entry {len(entries) + 1} was cut off: seal {seal} covers "
                f"{number} entries"
            )
        elif entries[number - 1].hash != head:
            yield f"dossier {reference}, entry {number} is not the one that seal {seal} covers"


def _judged(definitions: Definitions) -> _Judged:
    judged = _Judged({}, {}, set())
    for name, (kind, document) in definitions.items():
        if kind == "law":
            judged.laws.add(name)
            continue
        try:
            judged.steps[name] = {
                (step["trigger"], step["source"], step["target"]) for step in document["steps"]
            }
            judged.states[name] = {state["name"] for state in document["states"]}
        except _NO_DEFINITION:
            continue
    return judged


def _undeclared(entries: Iterable[Entry], judged: _Judged) -> str | None:
    """The first entry that takes a step its definition does not have, or that no law judged."""
    pinned = ""
    for entry in entries:
        where = f"dossier {entry.reference}, entry {entry.number}"
        taken = f"{where} takes {entry.trigger} from {entry.source} to {entry.target}"
        if entry.law not in judged.laws:
            return f"{where} was judged by a law that is not stored"
        if entry.trigger == MIGRATE:
            if not _is_migration(entry, pinned, judged):
                return f"{taken}, which no migration does"
        elif (entry.trigger, entry.source, entry.target) not in judged.steps.get(
            entry.definition, set()
        ):
            return f"{taken}, which its definition does not have"
        elif pinned not in ("", entry.definition):
            return f"{where} was judged by a definition that the dossier was not pinned to"
        pinned = entry.definition
    return None


def _is_migration(entry: Entry, pinned: str, judged: _Judged) -> bool:
    """Whether the entry pins its dossier to another definition and does nothing else: the state
    keeps its name wherever the new definition still has it."""
    states = judged.states.get(entry.definition, set())
    lost = entry.source not in states
    return (
        entry.definition != pinned
        and not entry.facts
        and entry.target in states
        and (lost or entry.target == entry.source)
    )


def _faults_of_seals(seals: Iterable[Seal], only: str | None) -> Iterator[str]:
    before: Seal | None = None
    for place, seal in enumerate(seals, 1):
        # Of one dossier there are the seals that cover it alone: they follow where they adjoin.
        adjoin = only is None or (before is not None and seal.number == before.number + 1)
        previous = before.hash if before else ""
        where = place if only is None else seal.number
        if adjoin and (seal.previous != previous or seal.number != where):
            yield f"seal {where} is missing or does not follow the seal before it"
        elif seal_hash(seal) != seal.hash:
            yield f"seal {seal.number} was changed: its content does not match its hash"
        before = seal
