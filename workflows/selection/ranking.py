"""The files under the ceiling in their order of priority, with those that are equal."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.cycle_file import CycleFile
from workflows.selection.cycle import Cycle
from workflows.selection.keys import KEYS, Known, known
from workflows.selection.levels import levels
from workflows.selection.policy import RuleSet
from workflows.states_parties import as_indexed


@dataclass(frozen=True, slots=True)
class Ranked:
    """A file in its place. Files of the same `key` are of equal priority: the order among them,
    by the State's name and the file number, is for display alone."""

    file: CycleFile
    level: str
    key: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All files under the ceiling, the first first, and what their order was made from."""

    ranked: Sequence[Ranked]
    rules: RuleSet
    known: Known
    groups: Sequence[range]
    """For each place (counted from 0) the places of all files equal to the one there."""

    def equals(self, place: int) -> range:
        """The places of all files equal to the one at that place, its own included."""
        return self.groups[place]


def ranking(cycle: Cycle, rules: RuleSet, files: Sequence[CycleFile]) -> Ranking:
    """These files in their order of priority, whatever order they come in."""
    found = levels(cycle, rules, files)
    seen = known(cycle, found, files)
    above = {level.name: number for number, level in enumerate(rules.levels)}
    sorts = {level.name: [KEYS[key].sorts for key in level.keys] for level in rules.levels}
    ranked = [
        Ranked(file, level, (above[level], *[key(seen, file) for key in sorts[level]]))
        for file, level in zip(files, found.of, strict=True)
    ]
    names = {state: as_indexed(state) for state in {file.states[0] for file in files}}
    ranked.sort(key=lambda one: (one.key, names[one.file.states[0]], one.file.file_no))
    return Ranking(ranked, rules, seen, _groups(ranked))


def _groups(ranked: Sequence[Ranked]) -> list[range]:
    """For each place, the places of all files equal to the one there."""
    groups: list[range] = []
    start = 0
    for place in range(1, len(ranked) + 1):
        if place == len(ranked) or ranked[place].key != ranked[start].key:
            groups += [range(start, place)] * (place - start)
            start = place
    return groups
