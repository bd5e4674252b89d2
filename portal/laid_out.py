"""How the page of a cycle lays out its dossiers: groups by state, and bars."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.runtime.queries import Count, Line
from engine.workflow import State, Workflow

Definitions = Mapping[tuple[str, str], Workflow]
"""Workflows by their name and the hash of their definition."""


@dataclass(frozen=True, slots=True)
class Group:
    """The dossiers of a list that stand in one state; `share` is per cent of the largest group."""

    state: State
    lines: Sequence[Line]
    share: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: where it starts and how long it is, in per cent of the bar."""

    name: str
    dossiers: int
    start: float
    length: float


def order_of_travel(workflows: Iterable[Workflow]) -> list[str]:
    """The states of all these workflows, each in its place along the way they share."""
    order: list[str] = []
    for workflow in workflows:
        place = 0
        for state in workflow.states:
            if state.name in order:
                place = order.index(state.name) + 1
            else:
                order.insert(place, state.name)
                place += 1
    return order


def groups(lines: Sequence[Line], definitions: Definitions) -> list[Group]:
    """The lines by state, in the order of travel; states where no dossier stands are left out."""
    standing: dict[str, list[Line]] = {}
    for line in lines:
        standing.setdefault(line.state, []).append(line)
    most = max(map(len, standing.values()), default=1)
    return [
        Group(
            definitions[here[0].workflow, here[0].definition].state[name],
            here,
            100 * len(here) / most,
        )
        for name in order_of_travel(definitions.values())
        if (here := standing.get(name))
    ]


def by_workflow(counts: Iterable[Count]) -> dict[str, int]:
    """How many dossiers each workflow has, by its name."""
    found: Counter[str] = Counter()
    for count in counts:
        found[count.workflow] += count.dossiers
    return dict(sorted(found.items()))


def turns(found: Iterable[Group], order: Iterable[str]) -> list[Segment]:
    """A bar of whose turn it is, by the owners of the states, in that order of owners."""
    owned: Counter[str] = Counter()
    for group in found:
        owned[group.state.owner] += len(group.lines)
    owners = [*(name for name in order if name in owned), *sorted(set(owned) - set(order))]
    segments: list[Segment] = []
    start = 0.0
    for owner in owners:
        length = 100 * owned[owner] / owned.total()
        segments.append(Segment(owner, owned[owner], round(start, 3), round(length, 3)))
        start += length
    return segments
