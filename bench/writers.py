"""Eight clients of one SQLite file: no slower together than the bare driver with one, and fair."""

from collections.abc import Iterator
from contextlib import closing
from statistics import median

from bench.bare_sqlite3 import BareSqlite3
from bench.clients import Run, work
from bench.databases import Place
from bench.dossiers import must, office, references, round_and_round
from bench.rounds import ROUNDS, in_turns
from bench.rows import Row, Target, milliseconds, per_second

CLIENTS = 8


def writers(place: Place) -> Iterator[Row]:
    """Moves per second, the time one move in a hundred exceeds, the least served client."""
    named = references()
    runs: list[Run] = []
    with place.database("SQLite", named) as one, place.database("SQLite", named) as another:
        desk = office(one)
        queues = [round_and_round(named[first::CLIENTS]) for first in range(CLIENTS)]
        alone = [round_and_round(named)]
        slot = place.seconds / ROUNDS

        def ours() -> float:
            runs.append(work(lambda move: must(desk.execute(move)), queues, slot))
            return runs[-1].rate

        with closing(BareSqlite3(str(another.url.database))) as bare:
            compared = in_turns(ours, lambda: work(bare.execute, alone, slot).rate)
    del runs[0]  # to warm up
    p99, slowest = median(run.p99 for run in runs), max(run.slowest for run in runs)
    share = min(run.least_share for run in runs)
    what = f"moves, SQLite, {CLIENTS} clients"
    note = "against bare sqlite3, one client, a commit each"
    yield compared.row(what, per_second, Target(">=", 1.0), note)
    note = f"the slowest of all {milliseconds(slowest)}"
    yield Row("  p99 of a move", milliseconds(p99), "", p99 * 1e3, Target("<=", 10, "ms"), note)
    note = "part of its fair share, worst round"
    yield Row("  least served client", f"{share:.2f}", "", share, Target(">=", 0.5), note)
