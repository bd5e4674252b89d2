"""How long the command line takes to say what it can do."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from bench.databases import Place
from bench.rounds import in_turns
from bench.rows import NotMeasured, Row, Target, milliseconds


def start(place: Place) -> Iterator[Row]:
    """Wall time of `dossiers --help`."""
    script = Path(sys.executable).with_name("dossiers")
    if not script.exists() or find_spec("portal.cli") is None:
        raise NotMeasured("there is no command line here")
    compared = in_turns(
        lambda: _wall([str(script), "--help"]), lambda: _wall([sys.executable, "-c", "pass"])
    )
    yield compared.row("dossiers --help", milliseconds, Target("<=", 15), "against python -c pass")


def _wall(command: Sequence[str]) -> float:
    began = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - began
