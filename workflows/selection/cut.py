"""Where the places end: who is selected, who waits, and a tie that a person must decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workflows.selection.cycle import Status
from workflows.selection.ranking import Ranked

Ties = Literal["include", "leave"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, with the reason: another number than the ceiling's; a tie at the cut
    taken or left as a whole; or which of its files are taken."""

    ceiling: int | None = None
    ties: Ties | None = None
    picks: tuple[str, ...] = ()
    reason: str = ""

    @property
    def decides(self) -> bool:
        """Whether anything is decided."""
        return self.ceiling is not None or self.ties is not None or bool(self.picks)


NO_DECISION = Decision()


@dataclass(frozen=True, slots=True)
class Cut:
    """The status of each file in order of priority. `tie` are the places of the tie at the cut,
    decided or not, and `free` how many places were left for it."""

    statuses: Sequence[Status]
    tie: Sequence[int] = field(default_factory=tuple)
    free: int = 0


def cut(
    ranked: Sequence[Ranked], number: int, decision: Decision, placed: Mapping[str, Status]
) -> Cut:
    """Take files from the top until the number is reached.

    A tie group is taken whole, left whole, or decided by a person, never split silently; once the
    places end, nothing below is taken. Files placed before keep their status.
    """
    statuses: list[Status] = [placed.get(one.file.file_no, "backlog") for one in ranked]
    free = number - statuses.count("selected")
    for group in _groups(ranked, placed):
        if free <= 0:
            break
        if len(group) > free:
            for place in group:
                statuses[place] = _decided(ranked[place].file.file_no, decision)
            return Cut(statuses, group, free)
        for place in group:
            statuses[place] = "selected"
        free -= len(group)
    return Cut(statuses)


def _groups(ranked: Sequence[Ranked], placed: Mapping[str, Status]) -> Iterator[list[int]]:
    """The places of the files that still ask for one, those that are equal together."""
    group: list[int] = []
    for place, one in enumerate(ranked):
        if one.file.file_no in placed:
            continue
        if group and ranked[group[0]].key != one.key:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _decided(file_no: str, decision: Decision) -> Status:
    if decision.picks:
        return "selected" if file_no in decision.picks else "backlog"
    if decision.ties is None:
        return "undecided"
    return "selected" if decision.ties == "include" else "backlog"
