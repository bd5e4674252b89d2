"""The selection of a cycle with a reason for every file, against sorting the keys of its files."""

import gc
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from random import Random
from time import perf_counter
from timeit import Timer
from typing import TYPE_CHECKING, Any

from bench.rounds import in_turns
from bench.rows import Row, Target, milliseconds
from engine.cycle_file import CycleFile
from workflows.law import law
from workflows.selection.cut import NO_DECISION
from workflows.selection.cycle import Counts, Cycle, past_of
from workflows.selection.policy import policy_for
from workflows.selection.selection import Selection, select
from workflows.selection.why import every_reason

if TYPE_CHECKING:  # the process whose memory is measured has no databases
    from bench.databases import Place

CYCLE = 2026
STATES = [f"State {number:03}" for number in range(196)]
MULTINATIONAL = 12
"""Of 100 files."""
MANY, FEW = 1_000_000, 200
TIMES = 20


def selecting_many(place: "Place") -> Iterator[Row]:
    """Seconds and memory of a process that does nothing else."""
    command = [sys.executable, "-m", "bench.selecting", str(MANY)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours, other, peak = told["ours"], told["other"], told["peak"]
    what = f"selection of {MANY:,} files with reasons"
    note = f"against sorting their prepared keys; {told['reasons']:,} sentences, not kept"
    yield Row(what, _seconds(ours), _seconds(other), ours / other, Target("<=", 20), note)
    note = f"{len(STATES)} States; {MULTINATIONAL} of 100 files are multinational"
    yield Row("its time", _seconds(ours), "", ours, Target("<=", 60, "s"), note)
    note = f"peak of its process; {told['files'] / 1e6:,.0f} MB before it begins"
    yield Row("its memory", f"{peak / 1e6:,.0f} MB", "", peak / 1e9, Target("<=", 2, "GB"), note)


def selecting_few(place: "Place") -> Iterator[Row]:
    """Time of the selection that a person waits for."""
    cycle = _cycle(FEW)
    keys = _keys(_selected(cycle)[0])
    ours, other = Timer(lambda: _selected(cycle)), Timer(lambda: sorted(keys))
    compared = in_turns(lambda: ours.timeit(TIMES) / TIMES, lambda: other.timeit(TIMES) / TIMES)
    what = f"selection among {FEW} files with reasons"
    yield compared.row(what, milliseconds, Target("<=", 200), "against sorting their prepared keys")
    shown = milliseconds(compared.ours)
    yield Row("its time", shown, "", compared.ours * 1e3, Target("<=", 50, "ms"), "")


def _selected(cycle: Cycle) -> tuple[Selection, int]:
    """The selection, and how many reasons there are."""
    selection = select(cycle, policy_for(law(), CYCLE), NO_DECISION)
    return selection, sum(map(len, every_reason(selection)))


def _keys(selection: Selection) -> list[tuple[Any, ...]]:
    """What the files are sorted by, prepared, in the order in which the files came."""
    ranked = sorted(selection.ranking.ranked, key=lambda one: one.file.file_no)
    return [(one.key, one.file.states[0], one.file.file_no) for one in ranked]


def _cycle(number: int) -> Cycle:
    """So many files; half of the States used their turn in the cycle before."""
    random = Random(CYCLE)
    submitted = dict.fromkeys(STATES, 0)
    files = tuple(_file(random, submitted, n) for n in range(number))
    inscribed = {state: random.randint(0, 40) for state in STATES}
    national = {state: random.randint(0, inscribed[state]) for state in STATES}
    before = [
        CycleFile(f"{n:07}", "Element", "RL", "new", (state,), treated=True)
        for n, state in enumerate(STATES[::2], number)
    ]
    counts = Counts(date(CYCLE - 1, 3, 31), inscribed, national)
    return Cycle(CYCLE, files, counts, past_of(CYCLE - 1, before))


def _file(random: Random, submitted: dict[str, int], number: int) -> CycleFile:
    several = random.randrange(100) < MULTINATIONAL
    states = tuple(random.sample(STATES, random.randint(2, 8) if several else 1))
    order = None
    if not several:
        order = submitted[states[0]] = submitted[states[0]] + 1
    (mechanism,) = random.choices(("RL", "USL", "GSP"), (8, 1, 1))
    (kind,) = random.choices(("new", "extension"), (19, 1))
    return CycleFile(f"{number:07}", f"Element {number}", mechanism, kind, states, None, order)


def _seconds(time: float) -> str:
    return f"{time:.1f} s"


def _peak() -> int:
    """Bytes that the process had at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _measured(number: int) -> dict[str, float]:
    """Both sides once: at this size a warm-up changes nothing."""
    cycle = _cycle(number)
    gc.collect()
    gc.freeze()  # as in bench.rounds
    files = _peak()
    began = perf_counter()
    selection, reasons = _selected(cycle)
    ours, peak = perf_counter() - began, _peak()
    keys = _keys(selection)
    began = perf_counter()
    sorted(keys)
    other = perf_counter() - began
    return {"ours": ours, "other": other, "peak": peak, "files": files, "reasons": reasons}


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
