"""Keeping a large file in a folder, against hashing and writing the same bytes."""

import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bench.rows import Row, Target
from engine.runtime.store.in_folder import folder
from engine.runtime.store.kept import Store

if TYPE_CHECKING:  # the process whose memory is measured has no databases
    from bench.databases import Place

PIECE = b"a mask of wood, " * 65_536
"""1 MiB."""
PIECES = 2_000


def uploading(place: "Place") -> Iterator[Row]:
    """Seconds and memory of a process that does nothing else."""
    command = [sys.executable, "-m", "bench.uploading", str(place.folder)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours, other = told["ours"], told["other"]
    what = f"keeping {PIECES * len(PIECE) / 1e9:.1f} GB in a folder"
    note = "against hashing, writing and flushing the same bytes"
    yield Row(what, f"{ours:.1f} s", f"{other:.1f} s", ours / other, Target("<=", 2), note)
    shown = f"{told['peak'] / 1e6:,.0f} MB"
    note = "peak of its process"
    yield Row("its memory", shown, "", told["peak"] / 1e6, Target("<=", 300, "MB"), note)


def peak() -> int:
    """Bytes that this process had at most."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere on Linux a child is told what its parent had before it began
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told if sys.platform == "darwin" else told * 1024


def _bare(path: Path) -> None:
    hashed = sha256()
    with path.open("wb") as file:
        for _ in range(PIECES):
            hashed.update(PIECE)
            file.write(PIECE)
        file.flush()
        os.fsync(file.fileno())


def _keep(store: Store) -> str:
    return store.keep((PIECE for _ in range(PIECES)), PIECES * len(PIECE)).sha256


def _timed(work: Callable[[], None]) -> float:
    """Seconds, beginning with a disk that has nothing left to write."""
    os.sync()
    began = perf_counter()
    work()
    return perf_counter() - began


def _measured(within: Path) -> dict[str, float]:
    """The better of two turns of each side: a disk is at times busy with something else."""
    store = folder(within / "kept")
    bare = within / "bare"
    gc.collect()
    ours: list[float] = []
    other: list[float] = []
    kept: list[str] = []
    for _ in range(2):
        other.append(_timed(lambda: _bare(bare)))
        bare.unlink()
        ours.append(_timed(lambda: kept.append(_keep(store))))
        store.remove(kept.pop())
    return {"ours": min(ours), "other": min(other), "peak": peak()}


if __name__ == "__main__":
    with TemporaryDirectory(dir=sys.argv[1]) as measured_in:
        print(json.dumps(_measured(Path(measured_in))))
