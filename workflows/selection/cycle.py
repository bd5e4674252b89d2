"""A cycle before its places are given: its files, what the States have, and what came before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from engine.cycle_file import CycleFile
from engine.element import Element

Status = Literal["selected", "undecided", "backlog"]

NOTHING_PLACED: Final[Mapping[str, Status]] = {}


@dataclass(frozen=True, slots=True)
class Counts:
    """What each State has on a day: the elements and practices it takes part in, those it has
    alone, and its approved requests that may count like elements. A State not named has none."""

    as_of: date
    inscribed: Mapping[str, int]
    national: Mapping[str, int]
    assistance: Mapping[str, int] = field(default_factory=dict)

    def with_assistance(self) -> "Counts":
        """The same, its approved requests counted like elements."""
        inscribed, national = (
            Counter(have) + Counter(self.assistance) for have in (self.inscribed, self.national)
        )
        return Counts(self.as_of, inscribed, national)


@dataclass(frozen=True, slots=True)
class Past:
    """The cycle before: by which files each State used its turn there, and the files of the present
    cycle that were submitted for it and not treated. `files` is how many are recorded of it."""

    cycle: int
    turns: Mapping[str, Sequence[CycleFile]]
    untreated: frozenset[str]
    files: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """Everything that the order of priority depends on. `placed` are the files that a person has
    already decided on, by file number, and `outside` those to which one gave a place outside the
    ceiling."""

    number: int
    files: tuple[CycleFile, ...]
    counts: Counts
    past: Past
    placed: Mapping[str, Status] = field(default_factory=lambda: NOTHING_PLACED)
    outside: frozenset[str] = frozenset()


def counted(register: Iterable[Element], as_of: date, approved: Iterable[str] = ()) -> Counts:
    """What the register says of each State that day; `approved` names a State once for every
    request of its that may count like an element."""
    inscribed: Counter[str] = Counter()
    national: Counter[str] = Counter()
    for element in register:
        inscribed.update(element.states)
        if element.national:
            national.update(element.states)
    return Counts(as_of, inscribed, national, Counter(approved))


def past_of(cycle: int, files: Iterable[CycleFile]) -> Past:
    """What these files of a past cycle mean for the next one.

    A national file that was treated uses up the turn of its State, whatever became of it later;
    taking part in a multinational file never does, unless the State named it as its priority file.
    """
    turns: dict[str, list[CycleFile]] = {}
    untreated = set()
    known = 0
    for file in sorted(files, key=lambda one: one.file_no):
        known += 1
        if not file.treated:
            untreated.add(file.file_no)
        elif file.national:
            turns.setdefault(file.states[0], []).append(file)
        elif file.named_by:
            turns.setdefault(file.named_by, []).append(file)
    return Past(cycle, turns, frozenset(untreated), known)
