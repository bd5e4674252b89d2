"""What happened since somebody looked: told to whom a dossier has moved on under their eyes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from engine.bilingual import quoted
from engine.citation import house
from engine.dates import said
from engine.dossier import Dossier
from engine.events import Entry
from engine.rules import Finding
from engine.words import Words
from engine.workflow import Workflow

_NO_STEPS: Final = {
    "migrate": Words("Brought under the definition in force", "Soumis à la définition en vigueur")
}
"""What happens to a dossier without a step of its table."""


def looked_away(seen: int | None, before: Dossier, gone: bool) -> bool:
    """Whether the actor is to be told: they named another version, or the state they came for
    has gone."""
    return gone and before.version > 0 if seen is None else seen != before.version


def told(
    seen: int | None,
    before: Dossier,
    entries: Sequence[Entry],
    workflow: Workflow,
) -> Finding:
    """What happened since that version, or last where none was named; `entries` are the
    dossier's latest, in order, `workflow` the definition that puts their steps into words."""
    version = before.version
    if seen is not None and not 0 <= seen <= version:  # there never was such a version
        named = Words(
            f"version {seen} was named, but the dossier is at version {version}",
            f"la version {seen} a été indiquée, mais le dossier en est à la version {version}",
        )
        return Finding("version", named, house("2"))
    since = [entry for entry in entries if seen is not None and entry.number > seen]
    happened = [_one(entry, workflow) for entry in since or entries[-1:]]
    when = Words("last", "en dernier lieu")
    if seen is not None:
        when = Words(f"since version {seen}", f"depuis la version {seen}")
    moved = Words(
        f"what happened {when.en}: {'; '.join(one.en for one in happened)}; the dossier is now at "
        f"version {version}",
        f"ce qui s'est passé {when.fr} : {' ; '.join(one.fr for one in happened)} ; le dossier en "
        f"est maintenant à la version {version}",
    )
    return Finding("version", moved, house("2"))


def _one(entry: Entry, workflow: Workflow) -> Words:
    step = workflow.step.get((entry.trigger, entry.source))
    named = step.event if step else _NO_STEPS.get(entry.trigger)
    event = quoted(named or Words(entry.trigger, entry.trigger))
    role, at = workflow.role(entry.role), datetime.fromisoformat(entry.at)
    return Words(
        f"{event.en} by {entry.actor} ({role.en}) on {said(at)}",
        f"{event.fr} par {entry.actor} ({role.fr}) le {said(at, 'fr')}",
    )
