"""A dossier as it stood at an instant: the fold of what had been recorded by then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from engine.content import stamp
from engine.events import Entry, fold
from engine.runtime.queries import File


@dataclass(frozen=True, slots=True)
class AsOf:
    """An instant (UTC) that somebody asked for, and the file as it stood then; None where nothing
    had been recorded."""

    at: datetime
    file: File | None


def instant_of(text: str) -> datetime | None:
    """The UTC instant that a text means, on the clocks of Paris where it names no zone:
    "2027-07-01T18:00", "2027-07-01", "2027-07-01T16:00Z"; None where it means none."""
    try:
        moment = datetime.fromisoformat(text.strip())
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Paris"))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def as_of(file: File, at: datetime) -> AsOf:
    """The file as it stood at that UTC instant."""
    recorded = recorded_by(file.entries, at)
    if not recorded:
        return AsOf(at, None)
    dossier = fold(file.dossier.reference, recorded)
    return AsOf(at, replace(file, dossier=dossier, entries=tuple(recorded), successors=()))


def recorded_by(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """The entries that had been recorded by that UTC instant."""
    until = stamp(at)
    return [entry for entry in entries if entry.at <= until]
