"""A page that was overtaken: the dossier as it showed it and as it is now, and what happened in
between."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.dossier import NEW, Dossier
from engine.events import Entry, fold
from engine.words import Words
from engine.workflow import State, Step, Workflow
from portal.told import Told, facts_told


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in both versions; None where it was not recorded, or is not any more."""

    label: Words
    name: str
    then: Told | None
    now: Told | None

    @property
    def changed(self) -> bool:
        """Whether it is another one now."""
        before = None if self.then is None else self.then.value
        return before != (None if self.now is None else self.now.value)


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Both versions: their numbers, their states (None for one that the workflow no longer has),
    their facts, and the entries since."""

    seen: int
    version: int
    then: State | None
    now: State | None
    rows: tuple[Row, ...]
    since: tuple[Entry, ...]


def last_stood(steps: Sequence[Step], entries: Sequence[Entry]) -> int:
    """The last version at which the dossier stood where one of these steps starts; the present one
    where it has never stood there."""
    states = [NEW, *(entry.target for entry in entries)]
    sources = {one.source for one in steps}
    there = [version for version, state in enumerate(states) if state in sources]
    return there[-1] if there else len(entries)


def overtaken(
    workflow: Workflow, dossier: Dossier, entries: Sequence[Entry], seen: int
) -> Overtaken:
    """What changed since the version that a page showed."""
    before = fold(dossier.reference, entries[:seen])
    told_then = {one.name: one for one in facts_told(workflow, before.facts)}
    told_now = {one.name: one for one in facts_told(workflow, dossier.facts)}
    rows = tuple(
        Row(one.label, name, told_then.get(name), told_now.get(name))
        for name, one in {**told_then, **told_now}.items()
    )
    state = workflow.state
    return Overtaken(
        seen, dossier.version, state.get(before.state), state.get(dossier.state), rows,
        tuple(entries[seen:]),
    )  # fmt: skip
