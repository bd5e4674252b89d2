"""The workflow of a dossier as a drawing: where it stands, which ways it went, where it can go."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap
from typing import Final, Literal

from engine.dossier import NEW
from engine.events import Entry
from engine.words import Language, Words
from engine.workflow import State, Workflow
from portal.dossier_pages.laid import LINE, Box, Laid, laid
from portal.dossier_pages.layers import Edge, layered

Known = Literal["here", "been", "next", ""]
"""How a dossier knows a state or a way: it stands there, was there, may go there, none of these."""

MOST_LETTERS: Final = 16
"""Letters in a line of a box."""

CROWD: Final = 5
"""A state that so many others lead to (a withdrawal) is joined to those alone that matter now."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A state in its box, with the lines of its text: each with how far down it stands."""

    state: State
    known: Known
    box: Box
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A line from state to state: its path, the tip of its arrow, and the steps that go there."""

    edge: Edge
    known: Known
    path: str
    tip: str
    steps: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing; the ways that matter most come last, to be drawn above the others."""

    width: float
    height: float
    states: tuple[Placed, ...]
    ways: tuple[Way, ...]


def drawing(workflow: Workflow, here: str, entries: Sequence[Entry], language: Language) -> Drawing:
    """The drawing of a workflow for a dossier that stands `here` and has these entries."""
    went = frozenset((one.source, one.target) for one in entries)
    edges = tuple(_edges(workflow, here, went))
    texts = {
        one.name: tuple(wrap(one.office.spoken(language), MOST_LETTERS)) for one in workflow.states
    }
    place = _laid(tuple(texts), edges, tuple(len(text) for text in texts.values()))
    been = {name for edge in went for name in edge}
    after = {b for a, b in edges if a == here}
    states = tuple(
        Placed(
            one, _known(one.name == here, one.name in been, one.name in after),
            place.boxes[one.name], tuple(_lines(place.boxes[one.name], texts[one.name])),
        )
        for one in workflow.states
    )  # fmt: skip
    upwards = _upwards(place)
    ways = [
        Way(
            edge, _known(False, edge in went, edge[0] == here), _path(place.lines[edge]),
            _tip(place.lines[edge], edge in upwards), _steps(workflow, edge),
        )
        for edge in edges
    ]  # fmt: skip
    order: dict[Known, int] = {"": 0, "next": 1, "been": 2, "here": 2}
    ways.sort(key=lambda way: order[way.known])
    return Drawing(place.width, place.height, states, tuple(ways))


@lru_cache(maxsize=256)
def _laid(states: tuple[str, ...], edges: tuple[Edge, ...], lines: tuple[int, ...]) -> Laid:
    return laid(layered(states, edges), dict(zip(states, lines, strict=True)))


def _edges(workflow: Workflow, here: str, went: Collection[Edge]) -> Iterator[Edge]:
    joined = dict.fromkeys(
        (step.source, step.target)
        for step in workflow.steps
        if step.source != NEW and step.source != step.target
    )
    for edge in joined:
        led_to = sum(target == edge[1] for _, target in joined)
        if led_to <= CROWD or edge in went or edge[0] == here:
            yield edge


def _known(here: bool, been: bool, following: bool) -> Known:
    return "here" if here else "been" if been else "next" if following else ""


def _text(state: State, language: Language) -> tuple[str, ...]:
    return tuple(wrap(state.office.spoken(language), MOST_LETTERS))


def _steps(workflow: Workflow, edge: Edge) -> tuple[Words, ...]:
    return tuple(one.event for one in workflow.steps if (one.source, one.target) == edge)


def _lines(box: Box, text: Sequence[str]) -> Iterator[tuple[float, str]]:
    first = box.y + box.height / 2 - LINE * (len(text) - 1) / 2 + 4.5
    for number, line in enumerate(text):
        yield first + LINE * number, line


def _upwards(place: Laid) -> frozenset[Edge]:
    return frozenset(
        edge for edge in place.lines if place.boxes[edge[0]].y > place.boxes[edge[1]].y
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Down through the lanes in straight lines, from layer to layer in curves."""
    (x, y), *others = points
    said = [f"M{x:g} {y:g}"]
    for number, (then_x, then_y) in enumerate(others):
        if number % 2:
            said.append(f"V{then_y:g}")
        else:
            half = (y + then_y) / 2
            said.append(f"C{x:g} {half:g} {then_x:g} {half:g} {then_x:g} {then_y:g}")
        x, y = then_x, then_y
    return "".join(said)


def _tip(points: Sequence[tuple[float, float]], upwards: bool) -> str:
    (x, y), away = (points[0], 7) if upwards else (points[-1], -7)
    return f"{x:g},{y:g} {x - 4:g},{y + away:g} {x + 4:g},{y + away:g}"
