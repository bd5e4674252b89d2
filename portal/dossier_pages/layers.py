"""A workflow in layers: each state below those it is reached from, with lanes for what passes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Edge = tuple[str, str]

SWEEPS: Final = 12
"""How often each layer is sorted by its neighbours; more changes nothing in our workflows."""


@dataclass(frozen=True, slots=True)
class Layered:
    """The nodes of each layer from the top down, in order; and for each edge the nodes that it goes
    through, from its upper end to its lower one. Names that are no state are lanes. `upwards` are
    the edges that lead from below to above."""

    layers: tuple[tuple[str, ...], ...]
    lanes: Mapping[Edge, tuple[str, ...]]
    upwards: frozenset[Edge]


def layered(states: Sequence[str], edges: Iterable[Edge]) -> Layered:
    """The layers of these states, joined by these edges; every edge joins two of them."""
    joined = list(dict.fromkeys(edges))
    upwards = _upwards(states, joined)
    downward = {edge: edge[::-1] if edge in upwards else edge for edge in joined}
    depth = _depth(states, set(downward.values()))
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for state in states:
        layers[depth[state]].append(state)
    lanes: dict[Edge, tuple[str, ...]] = {}
    for edge, (upper, lower) in downward.items():
        between = range(depth[upper] + 1, depth[lower])
        passed = [f"{edge[0]}>{edge[1]}:{at}" for at in between]
        for at, name in zip(between, passed, strict=True):
            layers[at].append(name)
        lanes[edge] = (upper, *passed, lower)
    return Layered(_untangled(layers, lanes.values()), lanes, upwards)


def _upwards(states: Sequence[str], edges: Sequence[Edge]) -> frozenset[Edge]:
    """The edges that would close a circle, found by walking from the first state on."""
    following = {state: [b for a, b in edges if a == state] for state in states}
    closing: set[Edge] = set()
    walked: set[str] = set()

    def walk(state: str, way: tuple[str, ...]) -> None:
        walked.add(state)
        for after in following[state]:
            if after in (*way, state):
                closing.add((state, after))
            elif after not in walked:
                walk(after, (*way, state))

    for state in states:
        if state not in walked:
            walk(state, ())
    return frozenset(closing)


def _depth(states: Sequence[str], edges: set[Edge]) -> dict[str, int]:
    """How far below the first layer each state stands: as far as the longest way to it."""
    depth = dict.fromkeys(states, 0)
    for _ in states:
        for upper, lower in sorted(edges):
            depth[lower] = max(depth[lower], depth[upper] + 1)
    alone = set(states) - {end for edge in edges for end in edge}
    return depth | dict.fromkeys(alone, max(depth.values(), default=0))


def _untangled(
    layers: list[list[str]], lanes: Iterable[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """The layers sorted so that few lines cross."""
    pairs = [pair for lane in lanes for pair in pairwise(lane)]
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for upper, lower in pairs:
        below.setdefault(upper, []).append(lower)
        above.setdefault(lower, []).append(upper)
    best = [list(layer) for layer in layers]
    fewest = crossings(best, pairs)
    now = [list(layer) for layer in layers]
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for at in range(1, len(now)) if down else range(len(now) - 2, -1, -1):
            beside = now[at - 1] if down else now[at + 1]
            now[at] = _sorted(now[at], beside, above if down else below)
        if (found := crossings(now, pairs)) < fewest:
            best, fewest = [list(layer) for layer in now], found
    return tuple(tuple(layer) for layer in best)


def _sorted(layer: list[str], beside: list[str], joined: Mapping[str, list[str]]) -> list[str]:
    place = {name: at for at, name in enumerate(beside)}

    def middle(item: tuple[int, str]) -> float:
        at, name = item
        near = [place[one] for one in joined.get(name, ()) if one in place]
        return sum(near) / len(near) if near else at

    return [name for _, name in sorted(enumerate(layer), key=middle)]


def crossings(layers: Sequence[Sequence[str]], pairs: Iterable[Edge]) -> int:
    """How many times lines cross between one layer and the next."""
    place = {name: (row, at) for row, layer in enumerate(layers) for at, name in enumerate(layer)}
    by_row: dict[int, list[tuple[int, int]]] = {}
    for upper, lower in pairs:
        by_row.setdefault(place[upper][0], []).append((place[upper][1], place[lower][1]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for lines in by_row.values()
        for at, a in enumerate(lines)
        for b in lines[at + 1 :]
    )
