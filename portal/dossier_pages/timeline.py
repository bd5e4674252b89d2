"""All that has happened to a dossier, the latest first: its entries with what they caused, and what
was written outside of any step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from engine.content import stamp
from engine.events import Entry
from engine.runtime.letters_about import About
from portal.told import Happened, Pinned, happened

KINDS: Final = ("steps", "letters", "revisions", "reminders")
"""What a timeline can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened at an instant: an entry, or a letter of no step. `revision` is the
    number of the filing that it was; `kinds` are those of KINDS that it is."""

    at: str
    kinds: frozenset[str]
    happened: Happened | None = None
    letters: tuple[About, ...] = ()
    revision: int = 0


def timeline(entries: Sequence[Entry], letters: Sequence[About], pinned: Pinned) -> list[Line]:
    """Everything, the latest first."""
    lines = [*_of_entries(entries, letters, pinned), *_of_letters(letters)]
    return sorted(lines, key=_when, reverse=True)


def _when(line: Line) -> tuple[str, bool, int]:
    """Of what happened at one instant, entries come in their order, and before what was written."""
    number = line.happened.entry.number if line.happened else 0
    return line.at, line.happened is None, number


def narrowed(lines: Iterable[Line], kind: str) -> list[Line]:
    """The lines of that kind; all of them where it is none of KINDS."""
    return [line for line in lines if kind not in KINDS or kind in line.kinds]


def counted(lines: Sequence[Line]) -> dict[str, int]:
    """How many lines there are of each kind."""
    return {kind: len(narrowed(lines, kind)) for kind in KINDS}


def _of_entries(
    entries: Sequence[Entry], letters: Sequence[About], pinned: Pinned
) -> Iterator[Line]:
    filings = [one.number for one in entries if "filing" in one.facts]
    for entry in entries:
        caused = tuple(one for one in letters if one.number == entry.number)
        revision = filings.index(entry.number) + 1 if entry.number in filings else 0
        kinds = {
            "steps": entry.source != entry.target,
            "letters": bool(caused),
            "revisions": revision > 0,
        }
        of_them = frozenset(kind for kind, is_one in kinds.items() if is_one)
        yield Line(entry.at, of_them, happened(entry, pinned), caused, revision)


def _of_letters(letters: Iterable[About]) -> Iterator[Line]:
    for one in letters:
        if one.number is None:
            yield Line(stamp(one.at), frozenset({"letters", "reminders"}), None, (one,))
