"""Where the boxes of a layered drawing stand, and how its lines run: none through a box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from portal.dossier_pages.layers import Edge, Layered

WIDTH: Final = 140
"""How wide a box is, in pixels like all that follows."""

LANE: Final = 10
BESIDE: Final = 12
BETWEEN: Final = 40
MARGIN: Final = 8
LINE: Final = 16
SETTLING: Final = 24
"""How often every layer is drawn towards its neighbours."""


@dataclass(frozen=True, slots=True)
class Box:
    """A state in its place: left and top corner, width and height."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Laid:
    """The drawing: its boxes by state, and the points of each line from its upper end to its lower
    one, two for each layer that it touches (where it enters and leaves)."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    lines: Mapping[Edge, tuple[tuple[float, float], ...]]


def laid(of: Layered, lines_of: Mapping[str, int]) -> Laid:
    """The drawing of these layers; `lines_of` says how many lines of text each state has."""
    middle = _middles(of, lines_of)
    left = min(middle[name] - _width(name, lines_of) / 2 for name in middle) - MARGIN
    tops, boxes, top = [], {}, float(MARGIN)
    for layer in of.layers:
        height = LINE * max((lines_of.get(name, 1) for name in layer), default=1) + 14
        tops.append((top, top + height))
        for name in layer:
            if name in lines_of:
                x = middle[name] - WIDTH / 2 - left
                boxes[name] = Box(name, round(x, 1), top, WIDTH, height)
        top += height + BETWEEN
    right = max(middle[name] + _width(name, lines_of) / 2 for name in middle) - left + MARGIN
    at = {name: row for row, layer in enumerate(of.layers) for name in layer}
    lines = _lines(of, {name: x - left for name, x in middle.items()}, at, tops)
    return Laid(round(right, 1), top - BETWEEN + MARGIN, boxes, lines)


def _lines(
    of: Layered,
    middle: Mapping[str, float],
    at: Mapping[str, int],
    tops: Sequence[tuple[float, float]],
) -> dict[Edge, tuple[tuple[float, float], ...]]:
    """The points of each line; those that meet at a box share its width."""
    leaving: dict[str, list[tuple[float, Edge]]] = {}
    entering: dict[str, list[tuple[float, Edge]]] = {}
    for edge, lane in of.lanes.items():
        leaving.setdefault(lane[0], []).append((middle[lane[1]], edge))
        entering.setdefault(lane[-1], []).append((middle[lane[-2]], edge))
    lines = {}
    for edge, lane in of.lanes.items():
        first = _port(middle[lane[0]], leaving[lane[0]], edge), tops[at[lane[0]]][1]
        last = _port(middle[lane[-1]], entering[lane[-1]], edge), tops[at[lane[-1]]][0]
        through = [(middle[name], y) for name in lane[1:-1] for y in tops[at[name]]]
        lines[edge] = tuple((round(x, 1), y) for x, y in (first, *through, last))
    return lines


def _port(middle: float, meeting: list[tuple[float, Edge]], edge: Edge) -> float:
    place = sorted(meeting).index(next(one for one in meeting if one[1] == edge))
    return middle - WIDTH / 2 + WIDTH * (place + 1) / (len(meeting) + 1)


def _width(name: str, lines_of: Mapping[str, int]) -> float:
    return WIDTH if name in lines_of else LANE


def _middles(of: Layered, lines_of: Mapping[str, int]) -> dict[str, float]:
    """The middle of every node: near to those it is joined with, and never too near to the next."""
    joined: dict[str, list[str]] = {name: [] for layer in of.layers for name in layer}
    for lane in of.lanes.values():
        for upper, lower in pairwise(lane):
            joined[upper].append(lower)
            joined[lower].append(upper)
    middle: dict[str, float] = {}
    for layer in of.layers:
        middle |= dict(zip(layer, _apart(layer, [0.0] * len(layer), lines_of), strict=True))
    for turn in range(SETTLING):
        for layer in of.layers if turn % 2 == 0 else reversed(of.layers):
            wished = [_mean([middle[one] for one in joined[name]], middle[name]) for name in layer]
            middle |= dict(zip(layer, _apart(layer, wished, lines_of), strict=True))
    return middle


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _apart(
    layer: Sequence[str], wished: Sequence[float], lines_of: Mapping[str, int]
) -> list[float]:
    """The places nearest to those wished for that keep the order and the distances: neighbours who
    wish to pass each other stand together around the mean of their wishes."""
    offsets = [0.0]
    for one, other in pairwise(layer):
        half = (_width(one, lines_of) + _width(other, lines_of)) / 2
        offsets.append(offsets[-1] + half + BESIDE)
    groups: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=False):
        groups.append((wish - offset, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (a, m), (b, n) = groups[-2:]
            groups[-2:] = [((a * m + b * n) / (m + n), m + n)]
    flat = [value for value, count in groups for _ in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=False)]
