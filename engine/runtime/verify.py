"""Whether the audit trail holds: every chain, every state, every seal; the first fault is named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from engine.content import digest
from engine.dossier import Dossier
from engine.events import Entry, after, misfit
from engine.runtime.seals import Seal, seal_hash
from engine.workflow import binding

MIGRATE = "migrate"
"""The trigger that pins a dossier to another definition: it is no step of any table."""


@dataclass(frozen=True)
class Trail:
    """Everything the verification reads, from a database or from an export of one.

    `dossiers` and `entries` come in the order of references, entries by number within one;
    `seals` in their order; `definitions` by hash, as (kind, document).
    """

    dossiers: Iterable[Dossier]
    entries: Iterable[Entry]
    seals: Iterable[Seal]
    definitions: Mapping[str, tuple[str, Mapping[str, Any]]]


@dataclass
class Findings:
    """What was read, and what was found: `faults` in the order met, empty when all holds."""

    dossiers: int = 0
    entries: int = 0
    seals: int = 0
    faults: list[str] = field(default_factory=list)
    last_seal: Seal | None = None


def verify(trail: Trail, sealed: str | None = None) -> Findings:
    """Read the whole trail. `sealed` is a seal's hash or short form kept elsewhere: it must be in
    the chain of seals, which then proves that nothing it covered was cut off."""
    found = Findings()
    found.faults += _faults_of_definitions(trail.definitions)
    heads = _heads(trail, found)
    _check_seals(trail.seals, heads, found, sealed)
    return found


def _faults_of_definitions(
    definitions: Mapping[str, tuple[str, Mapping[str, Any]]],
) -> Iterator[str]:
    for name, (kind, document) in definitions.items():
        if digest(binding(document) if kind == "workflow" else document) != name:
            yield f"the stored {kind} {name[:16]} was changed: it does not match its hash"


def _heads(trail: Trail, found: Findings) -> dict[str, list[str]]:
    """The hashes of every dossier's entries, by reference; faults of the chains on the way."""
    steps = _declared(trail.definitions)
    heads: dict[str, list[str]] = {}
    chains = groupby(trail.entries, key=attrgetter("reference"))
    reference, chain = next(chains, ("", iter(())))
    for dossier in trail.dossiers:
        found.dossiers += 1
        while reference and reference < dossier.reference:
            found.faults.append(f"dossier {reference} has entries, but the dossier is missing")
            reference, chain = next(chains, ("", iter(())))
        mine: Iterable[Entry] = ()
        if reference == dossier.reference:
            mine = list(chain)
            reference, chain = next(chains, ("", iter(())))
        heads[dossier.reference] = [entry.hash for entry in mine]
        found.entries += len(heads[dossier.reference])
        if fault := _fault_of(dossier, mine, steps):
            found.faults.append(fault)
    while reference:
        found.faults.append(f"dossier {reference} has entries, but the dossier is missing")
        reference, chain = next(chains, ("", iter(())))
    return heads


def _declared(
    definitions: Mapping[str, tuple[str, Mapping[str, Any]]],
) -> dict[str, set[tuple[str, str, str]]]:
    return {
        name: {(step["trigger"], step["source"], step["target"]) for step in document["steps"]}
        for name, (kind, document) in definitions.items()
        if kind == "workflow"
    }


def _fault_of(
    dossier: Dossier, entries: Iterable[Entry], steps: Mapping[str, set[tuple[str, str, str]]]
) -> str | None:
    """The first thing wrong with a dossier: its chain, a step no definition has, its fold."""
    so_far = Dossier(dossier.reference, "")
    for entry in entries:
        if fault := misfit(so_far, entry):
            return fault
        declared = steps.get(entry.definition, set())
        if entry.trigger != MIGRATE and (
            (entry.trigger, entry.source, entry.target) not in declared
        ):
            return (
                f"dossier {dossier.reference}, entry {entry.number} takes {entry.trigger} from "
                f"{entry.source} to {entry.target}, which its definition does not have"
            )
        so_far = after(so_far, entry)
    where = f"dossier {dossier.reference}"
    if so_far.version != dossier.version:
        missing = f"entry {so_far.version + 1} is missing"
        return f"{where}, {missing}: the dossier is at version {dossier.version}"
    if so_far.state != dossier.state:
        told = f"its entries lead to {so_far.state}, but it stands as {dossier.state}"
        return f"{where}: its state was changed: {told}"
    if so_far != dossier:
        names = [
            n for n in ("workflow", "definition", "head", "facts") if _differs(so_far, dossier, n)
        ]
        return f"{where}: its {', '.join(names)} differ from what its entries say"
    return None


def _differs(a: Dossier, b: Dossier, name: str) -> bool:
    return bool(getattr(a, name) != getattr(b, name))


def _check_seals(
    seals: Iterable[Seal], heads: Mapping[str, list[str]], found: Findings, sealed: str | None
) -> None:
    previous = ""
    known = sealed is None
    for seal in seals:
        found.seals += 1
        where = f"seal {found.seals}"
        if seal.number != found.seals or seal.previous != previous:
            found.faults.append(f"{where} is missing or does not follow the seal before it")
        elif seal_hash(seal) != seal.hash:
            found.faults.append(f"{where} was changed: its content does not match its hash")
        for reference, number, head in seal.heads:
            chain = heads.get(reference)
            if chain is None:
                found.faults.append(f"{where} covers dossier {reference}, which is missing")
            elif len(chain) < number:
                fault = f"entry {len(chain) + 1} was cut off: {where} covers {number} entries"
                found.faults.append(f"dossier {reference}, {fault}")
            elif chain[number - 1] != head:
                fault = f"entry {number} is not the one that {where} covers"
                found.faults.append(f"dossier {reference}, {fault}")
        previous = seal.hash
        known = known or seal.answers_to(sealed or "")
        found.last_seal = seal
    if not known:
        found.faults.append(
            f"no seal answers to {sealed}: what it sealed was cut off, or it is of another database"
        )
