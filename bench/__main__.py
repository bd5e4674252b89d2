"""`python -m bench`: measure every ratio and print the table."""

import json
import sys
import tempfile
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.checking import checking
from bench.claiming import claiming
from bench.databases import Place
from bench.deciding import deciding
from bench.dossiers import MIX
from bench.looking import grown, listing, steady
from bench.memory import memory
from bench.moves import moves
from bench.moving_by_http import moving
from bench.relaying import relaying
from bench.rows import NotMeasured, Row
from bench.selecting import selecting_few, selecting_many
from bench.start import start
from bench.together import together
from bench.uploading import uploading
from bench.uploading_by_http import uploading_by_http
from bench.writers import writers

Measurement = Callable[[Place], Iterator[Row]]

MEASUREMENTS: Mapping[str, Measurement] = {
    "move-sqlite": partial(moves, kind="SQLite", clients=1, bound=0.60),
    "move-postgresql": partial(moves, kind="PostgreSQL", clients=1, bound=0.80),
    "move-postgresql-8": partial(moves, kind="PostgreSQL", clients=8, bound=0.80),
    "writers-sqlite-8": writers,
    "together-sqlite": partial(together, kind="SQLite", bound=4),
    "together-postgresql": partial(together, kind="PostgreSQL", bound=6),
    "decide": deciding,
    "select-200": selecting_few,
    "select-million": selecting_many,
    "memory": memory,
    "relay-sqlite": partial(relaying, kind="SQLite"),
    "relay-postgresql": partial(relaying, kind="PostgreSQL"),
    "claim-sqlite": partial(claiming, kind="SQLite"),
    "claim-postgresql": partial(claiming, kind="PostgreSQL"),
    "check-60": checking,
    "upload-2-gb": uploading,
    "upload-2-gb-http": uploading_by_http,
    "desk-postgresql": listing,
    "desk-grown": partial(grown, what="desk"),
    "dossier-grown": partial(grown, what="dossier"),
    "state-grown": partial(grown, what="state"),
    "pages-p99": steady,
    "move-http-sqlite": partial(moving, kind="SQLite"),
    "move-http-postgresql": partial(moving, kind="PostgreSQL"),
    "start": start,
}


def main() -> int:
    """1 when a measurement could not run through; a target that is missed is only shown."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--seconds", type=float, default=7, help="time for each side (7)")
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help="may be repeated")
    given = parser.parse_args()
    progress = Console(stderr=True, quiet=not sys.stderr.isatty())
    rows: list[Row] = []
    missing: dict[str, str] = {}
    failed = False
    with tempfile.TemporaryDirectory(prefix="dossiers-bench-") as folder:
        place = Place(Path(folder), given.seconds)
        flush = place.flush()
        try:
            for name in given.only or MEASUREMENTS:
                progress.print(f"{name} ...")
                try:
                    rows += MEASUREMENTS[name](place)
                except NotMeasured as reason:
                    missing[name] = f"not measured: {reason}"
                except Exception as fault:
                    traceback.print_exc()
                    missing[name], failed = f"failed: {fault}", True
            flush = (flush + place.flush()) / 2
        finally:
            place.leave()
    if given.json:
        print(_json(rows, missing, flush))
    else:
        _print(rows, missing, flush)
    return int(failed)


def _json(rows: list[Row], missing: Mapping[str, str], flush: float) -> str:
    plain = [{**asdict(row), "held": row.held} for row in rows]
    return json.dumps({"fsync_ms": flush * 1e3, "rows": plain, "missing": missing}, indent=2)


def _print(rows: list[Row], missing: Mapping[str, str], flush: float) -> None:
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("what", "ours", "other", "ratio", "target", "held", "note"):
        table.add_column(heading, justify="right" if heading in "ours other ratio" else "left")
    for row in rows:
        held = "yes" if row.held else "NO"
        ratio = f"{row.ratio:.2f}" if row.other else ""
        table.add_row(row.what, row.ours, row.other, ratio, str(row.target), held, row.note)
    for name, reason in missing.items():
        table.add_row(name, "", "", "", "", "", reason)
    console = Console(width=None if sys.stdout.isatty() else 130)
    console.print(table)
    console.print(MIX)
    console.print(
        "Both sides take turns in rounds: figures are the medians of the rounds, a ratio is the "
        f"median of each round's own. One small flush of this disk takes {flush * 1e3:.2f} ms: "
        "where that is slow, every layer above it looks free."
    )


if __name__ == "__main__":
    sys.exit(main())
