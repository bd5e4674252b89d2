"""What has happened to a dossier: entries chained by hashes, and the fold that is its state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.content import digest
from engine.dossier import Dossier, Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier's audit trail.

    `number` counts from 1 and equals the dossier's version after it; `definition` and `law` are
    the content hashes of the workflow and of the parameters that judged the step; `request` is
    the key under which it was asked, if any; `previous` is the hash of the entry before it;
    `through` is who acted in the actor's place, if somebody did.
    """

    reference: str
    number: int
    at: str
    actor: str
    role: str
    trigger: str
    source: str
    target: str
    workflow: str
    definition: str
    law: str
    facts: Facts
    reason: str
    request: str | None
    previous: str
    hash: str = ""
    through: str | None = None

    def content(self) -> dict[str, Any]:
        """Everything the hash covers."""
        fields = {name: getattr(self, name) for name in _HASHED}
        fields["facts"] = dict(self.facts)
        if self.through is not None:  # only where it says something: older hashes stay as they are
            fields["through"] = self.through
        return fields

    def sealed(self) -> "Entry":
        """The same entry with its hash."""
        content = self.content()
        return Entry(**content, hash=digest(content))

    def record(self) -> dict[str, Any]:
        """The entry as plain data, hash included."""
        return {**self.content(), "hash": self.hash}


_HASHED = tuple(name for name in Entry.__dataclass_fields__ if name not in ("hash", "through"))


def entry_from(record: Mapping[str, Any]) -> Entry:
    """An entry from its plain data, as `Entry.record` wrote it."""
    through = record.get("through")
    return Entry(**{name: record[name] for name in (*_HASHED, "hash")}, through=through)


def after(dossier: Dossier, entry: Entry) -> Dossier:
    """The dossier once the entry has happened to it."""
    return Dossier(
        entry.reference,
        entry.workflow,
        entry.definition,
        entry.target,
        entry.number,
        entry.hash,
        {**dossier.facts, **entry.facts},
    )


def fold(reference: str, entries: Iterable[Entry]) -> Dossier:
    """The dossier that these entries make, from nothing."""
    dossier = Dossier(reference, "")
    for entry in entries:
        dossier = after(dossier, entry)
    return dossier


def misfit(dossier: Dossier, entry: Entry) -> str | None:
    """Why the entry cannot be the next one of this dossier, in a sentence; None when it can."""
    where = f"dossier {dossier.reference}, entry {dossier.version + 1}"
    if entry.number != dossier.version + 1:
        return f"{where} is missing or out of order: entry {entry.number} stands in its place"
    if digest(entry.content()) != entry.hash:
        return f"{where} was changed: its content does not match its hash"
    if entry.previous != dossier.head:
        return f"{where} does not follow the entry before it: the chain is broken there"
    if entry.source != dossier.state:
        return f"{where} leaves the state {entry.source}, but the dossier was {dossier.state}"
    return None


_REPEATED = ("workflow", "definition", "head", "facts")


def fault_of(dossier: Dossier, entries: Iterable[Entry]) -> str | None:
    """The first thing wrong with a dossier and its entries, in a sentence: a broken chain, or a
    dossier that is not the fold of its entries. None when all holds."""
    so_far = Dossier(dossier.reference, "")
    for entry in entries:
        if fault := misfit(so_far, entry):
            return fault
        so_far = after(so_far, entry)
    where = f"dossier {dossier.reference}"
    if so_far.version > dossier.version:
        return f"{where} has {so_far.version} entries, but stands at version {dossier.version}"
    if so_far.version != dossier.version:
        missing = f"entry {so_far.version + 1} is missing"
        return f"{where}, {missing}: the dossier is at version {dossier.version}"
    if so_far.state != dossier.state:
        told = f"its entries lead to {so_far.state}, but it stands as {dossier.state}"
        return f"{where}: its state was changed: {told}"
    differing = [name for name in _REPEATED if getattr(so_far, name) != getattr(dossier, name)]
    if differing:
        return f"{where} does not agree with its entries: {', '.join(differing)}"
    return None
