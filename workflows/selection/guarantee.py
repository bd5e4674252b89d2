"""One file of each State in two years: who submitted and had none treated in two cycles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.cycle_file import CycleFile


@dataclass(frozen=True, slots=True)
class Untreated:
    """A State none of whose files was treated: those it takes part in, by cycle."""

    state: str
    files: Mapping[int, tuple[str, ...]]

    @property
    def twice(self) -> bool:
        """Whether it submitted in both cycles, so that the two years are over for it."""
        return len(self.files) > 1


def untreated_in(cycles: Mapping[int, Iterable[CycleFile]]) -> list[Untreated]:
    """The States that submitted in one of these two cycles and had nothing treated in either
    (13.COM 15, 15.COM 9), by name."""
    served: set[str] = set()
    waiting: dict[str, dict[int, list[str]]] = {}
    for cycle, files in sorted(cycles.items()):
        for file in sorted(files, key=lambda one: one.file_no):
            if file.treated:
                served.update(file.states)
            for state in file.states:
                waiting.setdefault(state, {}).setdefault(cycle, []).append(file.file_no)
    return [
        Untreated(state, {cycle: tuple(numbers) for cycle, numbers in waiting[state].items()})
        for state in sorted(waiting)
        if state not in served
    ]
