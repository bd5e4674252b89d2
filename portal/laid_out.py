"""How a list of dossiers is laid out: groups by where they stand, and bars."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.runtime.queries import Count
from engine.words import Words
from engine.workflow import State, Workflow

Definitions = Mapping[tuple[str, str], Workflow]
"""Workflows by their name and the hash of their definition."""


@dataclass(frozen=True, slots=True)
class Group:
    """The dossiers that stand where the same words say it: in these states, with these owners.
    `key` names the group in an address; `share` is per cent of the largest group."""

    key: str
    said: Words
    owners: tuple[str, ...]
    states: frozenset[str]
    dossiers: int
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


def groups(counts: Sequence[Count], definitions: Definitions, *, inside: bool) -> list[Group]:
    """The dossiers by where they stand, in the order of travel: as the Secretariat says it where
    somebody looks from `inside`, else as the public is told it; where no dossier stands is left
    out."""
    order = order_of_travel(definitions.values())
    standing: dict[str, list[tuple[State, int]]] = {}
    for one in sorted(counts, key=lambda one: order.index(one.state)):
        state = definitions[one.workflow, one.definition].state[one.state]
        key = state.name if inside else in_an_address(state.public)
        standing.setdefault(key, []).append((state, one.dossiers))
    sums = {key: sum(number for _, number in there) for key, there in standing.items()}
    most = max(sums.values(), default=1)
    return [
        Group(
            key,
            there[0][0].office if inside else there[0][0].public,
            tuple(dict.fromkeys(state.owner for state, _ in there)),
            frozenset(state.name for state, _ in there),
            sums[key],
            100 * sums[key] / most,
        )
        for key, there in standing.items()
    ]


def in_an_address(said: Words) -> str:
    """Words as a part of an address: "Under evaluation" becomes under-evaluation."""
    return re.sub(r"[^a-z0-9]+", "-", said.en.lower()).strip("-")


def by_workflow(counts: Iterable[Count]) -> dict[str, int]:
    """How many dossiers each workflow has, by its name."""
    found: Counter[str] = Counter()
    for count in counts:
        found[count.workflow] += count.dossiers
    return dict(sorted(found.items()))


def turns(counts: Iterable[Count], definitions: Definitions, order: Iterable[str]) -> list[Segment]:
    """A bar of whose turn it is, by the owners of the states, in that order of owners."""
    owned: Counter[str] = Counter()
    for one in counts:
        state = definitions[one.workflow, one.definition].state[one.state]
        owned[state.owner] += one.dossiers
    owners = [*(name for name in order if name in owned), *sorted(set(owned) - set(order))]
    segments: list[Segment] = []
    start = 0.0
    for owner in owners:
        length = 100 * owned[owner] / owned.total()
        segments.append(Segment(owner, owned[owner], round(start, 3), round(length, 3)))
        start += length
    return segments
