"""What happened since somebody looked: told to whom a dossier has moved on under their eyes."""

from collections.abc import Sequence

from engine.citation import house
from engine.dossier import Dossier
from engine.events import Entry
from engine.rules import Finding


def looked_away(seen: int | None, before: Dossier, gone: bool) -> bool:
    """Whether the actor is to be told: they named another version, or the state they came for
    has gone."""
    return gone and before.version > 0 if seen is None else seen != before.version


def told(seen: int | None, before: Dossier, entries: Sequence[Entry]) -> Finding:
    """What happened since that version, or last where none was named; `entries` are the
    dossier's latest, in order."""
    now_at = f"the dossier is now at version {before.version}"
    if seen is not None and seen > before.version:
        sentence = f"version {seen} was named, but the dossier is at version {before.version}"
        return Finding("version", sentence, house("2"))
    since = [entry for entry in entries if seen is not None and entry.number > seen]
    happened = "; ".join(_one(entry) for entry in since or entries[-1:])
    words = "last" if seen is None else f"since version {seen}"
    return Finding("version", f"what happened {words}: {happened}; {now_at}", house("2"))


def _one(entry: Entry) -> str:
    at = entry.at[:16].replace("T", " ")
    return f"{entry.trigger} by {entry.actor} ({entry.role}) at {at} UTC"
