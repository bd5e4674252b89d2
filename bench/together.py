"""A hundred moves in one unit of work, as a cycle's selection makes them, against single moves in
bare Core."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from time import perf_counter

from bench.bare_core import BareCore
from bench.databases import Kind, Place
from bench.dossiers import bring_to_the_selection, include, must, office, references
from bench.rounds import ROUNDS, in_turns
from bench.rows import Row, Target, per_second
from engine.runtime.moves import Move

TOGETHER = 100
UNITS = 8
SINGLE = 400
"""Units, and single moves, in a round: a file gets its place once, so each round has new files."""


def together(place: Place, kind: Kind, bound: float) -> Iterator[Row]:
    """Moves per second."""
    mine, theirs = (references(count * (ROUNDS + 1)) for count in (UNITS * TOGETHER, SINGLE))
    brought = bring_to_the_selection
    with place.database(kind, mine, brought) as one, place.database(kind, theirs, brought) as other:
        desk, core = office(one), BareCore(other)
        units, single = _units(mine), map(include, theirs)
        compared = in_turns(
            lambda: TOGETHER * _rate(lambda: must(desk.execute_together(next(units))), UNITS),
            lambda: _rate(lambda: core.execute(next(single)), SINGLE),
        )
    what = f"{TOGETHER} moves in one unit, {kind}"
    note = "places of a selection; against single moves in bare Core"
    yield compared.row(what, per_second, Target(">=", bound), note)


def _units(named: Sequence[str]) -> Iterator[list[Move]]:
    moves = map(include, named)
    while unit := list(islice(moves, TOGETHER)):
        yield unit


def _rate(work: Callable[[], object], times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        work()
    return times / (perf_counter() - began)
