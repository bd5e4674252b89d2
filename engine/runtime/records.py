"""A move as rows: the dossier after it, its audit entry, its letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.dossier import Actor, Dossier, Facts
from engine.events import Entry, after
from engine.workflow import Step

PROMOTED = ("received_at", "decision", "file_no", "predecessor", "cycle")
"""Facts that have a column of their own, so that the database can hold a state to them."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one accepted move writes: before, after, the entry between them, the letters, the
    reminders that change with it, and the rules whose open reminders it withdraws all at once."""

    before: Dossier
    after: Dossier
    entry: Entry
    letters: Sequence[Mapping[str, Any]]
    reminders: Sequence[Mapping[str, Any]] = ()
    withdrawn: Sequence[Mapping[str, Any]] = ()

    def rows(self) -> dict[str, Any]:
        """The columns of the dossier and of its entry, as one flat mapping."""
        return {
            **{name: self.after.facts.get(name) for name in PROMOTED},
            **self.entry.record(),
            "through": self.entry.through,
            "before": self.before.version,
            "added": dict(self.entry.facts),
            "parties": sorted(set(self.after.states)),
            "facts": dict(self.after.facts),
        }


def record(before: Dossier, entry: Entry, step: Step | None) -> Record:
    """The rows of a move; `step` names the letters it causes, if it is a step of a workflow."""
    moved = after(before, entry)
    told = {**moved.facts, "reason": entry.reason} if entry.reason else dict(moved.facts)
    letters = [
        {
            "key": f"{entry.reference}:{template}:{entry.number}",
            "reference": entry.reference,
            "number": entry.number,
            "template": template,
            "facts": told,
            "status": "held" if step is not None and step.held else "waiting",
            "due_at": entry.at,
        }
        for template in (step.notify if step is not None else ())
    ]
    return Record(before, moved, entry, letters)


def entry_of(
    before: Dossier,
    step: Step,
    facts: Facts,
    at: str,
    who: Actor,
    law: str,
    reason: str,
    request: str | None,
) -> Entry:
    """The entry that a step makes on a dossier."""
    return Entry(
        reference=before.reference,
        number=before.version + 1,
        at=at,
        actor=who.name,
        role=who.role,
        trigger=step.trigger,
        source=before.state,
        target=step.target,
        workflow=before.workflow,
        definition=before.definition,
        law=law,
        facts=facts,
        reason=reason,
        request=request,
        previous=before.head,
        through=who.through or None,
    ).sealed()
