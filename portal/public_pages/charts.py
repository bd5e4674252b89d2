"""The charts of the public pages: where their bars and points stand, in per cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from portal.projection_drawn import steps

LETTERS: Final = "ABCDEF"
"""Each series has a letter in the chart and in its table: its colour never says anything alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: its series, counted from 0, what it counts, where it starts, its length."""

    series: int
    number: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its name, its pieces and their sum."""

    name: str
    pieces: tuple[Piece, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars under each other; one series where nothing is stacked."""

    series: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through time: its points as an SVG has them, and what they count by name; `steps` are
    numbers at which a grid line is drawn, with how far from the top."""

    points: str
    counts: Mapping[str, int]
    steps: tuple[tuple[int, float], ...]


def bars(series: Sequence[str], counts: Mapping[str, Sequence[int]]) -> Bars:
    """Bars by name, each with a number for each series; the longest fills the width."""
    most = max((sum(numbers) for numbers in counts.values()), default=0) or 1
    rows = tuple(
        Row(name, _pieces(numbers, most), sum(numbers)) for name, numbers in counts.items()
    )
    return Bars(tuple(series), rows)


def line(counts: Mapping[str, int]) -> Line:
    """A line of numbers through time, from 0 at the bottom (100) to the most at the top (0)."""
    top = steps(max(counts.values(), default=0))
    width = max(len(counts) - 1, 1)
    points = " ".join(
        f"{100 * place / width:.2f},{_down(number, top[-1]):.2f}"
        for place, number in enumerate(counts.values())
    )
    return Line(points, counts, tuple((step, round(_down(step, top[-1]), 2)) for step in top))


def cumulated(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The sum of all numbers up to each name."""
    found: dict[str, int] = {}
    so_far = 0
    for name, number in numbers:
        so_far += number
        found[name] = so_far
    return found


def _pieces(numbers: Sequence[int], most: int) -> tuple[Piece, ...]:
    made, start = [], 0.0
    for series, number in enumerate(numbers):
        length = 100 * number / most
        if number:
            made.append(Piece(series, number, round(start, 2), round(length, 2)))
        start += length
    return tuple(made)


def _down(number: int, most: int) -> float:
    return 100 - 100 * number / most
