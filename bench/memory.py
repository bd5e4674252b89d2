"""What the engine still holds of a dossier after it has moved."""

import gc
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import islice

from bench.databases import Place
from bench.dossiers import must, office, references, round_and_round
from bench.rows import Row, Target
from engine.runtime.office import Office

WARM_UP = 1_000
MEASURED = 3_000
OBJECT = 16
"""Bytes of the smallest object: what comes to less for each dossier is not kept for each."""


def memory(place: Place) -> Iterator[Row]:
    """Bytes per dossier, over dossiers of which each moves once."""
    named = references(WARM_UP + MEASURED)
    with place.database("SQLite", named) as database:
        desk = office(database)
        tracemalloc.start()
        _move(desk, named[:WARM_UP])
        before = _held()
        _move(desk, named[WARM_UP:])
        grown = _held() - before
        tracemalloc.stop()
    each = grown / MEASURED
    note = f"{grown:+,} B over {MEASURED:,} dossiers; an object has {OBJECT}"
    target = Target("<=", OBJECT - 1, "B")
    yield Row("memory kept per dossier", f"{each:.1f} B", "", each, target, note)


def _move(desk: Office, named: Sequence[str]) -> None:
    for move in islice(round_and_round(named), len(named)):
        must(desk.execute(move))


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
