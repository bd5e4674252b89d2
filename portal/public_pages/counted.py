"""What the statistics count: elements by year, List and group, files by state and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from engine.element import Element
from engine.runtime import cycles_in_sight, decided, listed
from engine.runtime.cycles_in_sight import Placed
from engine.runtime.database import Link
from engine.runtime.queries import Count
from engine.runtime.register import imported
from portal.access.sight import PUBLIC
from workflows.register import LISTS, ON_THE_REGISTER
from workflows.selection.trial import NOT_KNOWN
from workflows.states_parties import states_parties

NOMINATIONS: Final = {"usl": "USL", "rl": "RL", "gsp": "GSP"}
"""The workflows that bring something new onto a List or into the Register."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Elements by year with a number for each of LISTS, elements by electoral group, public files
    by state, and the places of each cycle."""

    by_year: Mapping[int, tuple[int, ...]]
    by_group: Mapping[str, int]
    by_state: tuple[Count, ...]
    by_cycle: Mapping[int, Placed]

    @property
    def elements(self) -> int:
        """How many elements and practices there are."""
        return sum(sum(numbers) for numbers in self.by_year.values())


def counted(connection: Link) -> Counted:
    """All of it: the register as it was imported, and a grouped statement for each of the rest."""
    elements = imported(connection)
    new = decided.inscribed(connection, PUBLIC, NOMINATIONS, ON_THE_REGISTER)
    groups = decided.by_group(connection, PUBLIC, NOMINATIONS, ON_THE_REGISTER, members())
    return Counted(
        _by_year(elements, new),
        _by_group(elements, groups),
        tuple(listed.counts(connection, PUBLIC)),
        dict(sorted(cycles_in_sight.placed(connection, PUBLIC).items())),
    )


def members() -> dict[str, list[str]]:
    """The States of each electoral group; those whose group is not known have one of their own."""
    found: dict[str, list[str]] = defaultdict(list)
    for state in states_parties().values():
        found[state.group or NOT_KNOWN].append(state.name)
    return dict(sorted(found.items()))


def _by_year(
    elements: Iterable[Element], new: Iterable[tuple[str, int | None, int]]
) -> dict[int, tuple[int, ...]]:
    counts: Counter[tuple[int, str]] = Counter((one.year, one.list) for one in elements)
    for workflow, cycle, number in new:
        counts[cycle or 0, NOMINATIONS[workflow]] += number
    years = sorted({year for year, _ in counts})
    return {year: tuple(counts[year, name] for name in LISTS) for year in years}


def _by_group(elements: Iterable[Element], new: Mapping[str, int]) -> dict[str, int]:
    known = states_parties()
    counts = Counter(new)
    for element in elements:
        groups = {
            known[state].group or NOT_KNOWN if state in known else NOT_KNOWN
            for state in element.states
        }
        counts.update(groups)
    return {name: counts[name] for name in members() if counts[name]}
