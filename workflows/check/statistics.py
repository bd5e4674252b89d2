"""Which items fail most: counted over the sheets of many checks, by form and by electoral group."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from workflows.check.items import ITEMS
from workflows.states_parties import states_parties

UNKNOWN_GROUP: Final = "not known"
"""The group of a State whose electoral group is not known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A check that was concluded: of which file, on which form and edition, for which cycle (None:
    of no cycle), by which States; the codes of the items that applied and of those under which
    something was found, and whether a letter asked the State to complete the file."""

    reference: str
    form: str
    edition: str
    cycle: int | None
    states: tuple[str, ...]
    applying: frozenset[str]
    missing: frozenset[str]
    letter: bool


File = tuple[Sheet, ...]
"""The checks of one file, the first one first."""


@dataclass(frozen=True, slots=True)
class Count:
    """An item by its code: in how many files it was checked, since it applied to them, and in how
    many something was found under it at the first check."""

    code: str
    files: int
    missing: int

    @property
    def share(self) -> float | None:
        """The part of the files in which something was found; None where there was no file."""
        return self.missing / self.files if self.files else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in some files: every item in its order, how many files there are, how many
    items were missing in all at their first checks, how many needed a second letter."""

    items: tuple[Count, ...]
    files: int
    missing: int
    second_letters: int

    @property
    def missing_per_file(self) -> float | None:
        """How many items were missing at the first check, on average; None without a file."""
        return self.missing / self.files if self.files else None

    @property
    def worst_first(self) -> tuple[Count, ...]:
        """The items by the share of files in which they fail, then by how many files that is, then
        in their own order; those that were never checked last."""
        return tuple(sorted(self.items, key=_badness, reverse=True))


@dataclass(frozen=True, slots=True)
class Statistics:
    """The tally of all files, by the code of their form, and by electoral group. A file of several
    States counts once in each of its groups, so that the groups may sum to more than all files."""

    all: Tally
    by_form: Mapping[str, Tally]
    by_group: Mapping[str, Tally]


def statistics(sheets: Iterable[Sheet]) -> Statistics:
    """Count what was found in these checks, those of one file together and the first one first. A
    file stands under the form and the States of its first check. Pure."""
    files = [tuple(checks) for _, checks in groupby(sheets, attrgetter("reference"))]
    return Statistics(
        _tally(files),
        _parted(files, lambda first: {first.form}),
        _parted(files, lambda first: groups_of(first.states)),
    )


def groups_of(states: Iterable[str]) -> set[str]:
    """The electoral groups of States, each once."""
    known = states_parties()
    return {
        (known[state].group if state in known else "") or UNKNOWN_GROUP for state in states
    } or {UNKNOWN_GROUP}


def _badness(count: Count) -> tuple[float, int]:
    return (-1 if count.share is None else count.share, count.missing)


def _parted(
    files: Collection[File], under: Callable[[Sheet], Collection[str]]
) -> Mapping[str, Tally]:
    parts: dict[str, list[File]] = {}
    for file in files:
        for name in under(file[0]):
            parts.setdefault(name, []).append(file)
    return {name: _tally(parts[name]) for name in sorted(parts)}


def _tally(files: Collection[File]) -> Tally:
    firsts = [file[0] for file in files]
    counts = tuple(
        Count(
            item.code,
            sum(item.code in first.applying for first in firsts),
            sum(item.code in first.missing for first in firsts),
        )
        for item in ITEMS
    )
    return Tally(
        counts,
        len(firsts),
        sum(count.missing for count in counts),
        sum(sum(one.letter for one in file) > 1 for file in files),
    )
