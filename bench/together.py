"""A hundred moves in one unit of work, against single moves in bare Core."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bench.bare_core import BareCore
from bench.clients import work
from bench.databases import Kind, Place
from bench.dossiers import must, office, references, round_and_round
from bench.rounds import ROUNDS, in_turns
from bench.rows import Row, Target, per_second
from engine.runtime.moves import Move

TOGETHER = 100


def together(place: Place, kind: Kind, bound: float) -> Iterator[Row]:
    """Moves per second."""
    named = references()
    with place.database(kind, named) as one, place.database(kind, named) as another:
        desk, core = office(one), BareCore(another)
        units, single = [_units(named)], [round_and_round(named)]
        slot = place.seconds / ROUNDS
        compared = in_turns(
            lambda: (
                TOGETHER * work(lambda unit: must(desk.execute_together(unit)), units, slot).rate
            ),
            lambda: work(core.execute, single, slot).rate,
        )
    what = f"{TOGETHER} moves in one unit, {kind}"
    note = "against single moves in bare Core"
    yield compared.row(what, per_second, Target(">=", bound), note)


def _units(named: Sequence[str]) -> Iterator[list[Move]]:
    moves = round_and_round(named)
    while True:
        yield list(islice(moves, TOGETHER))
