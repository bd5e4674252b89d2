"""Processes of the tests about letters: workers that are raised and killed, and who raises them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

WORKERS = 4
PATIENCE_SECONDS = 240


@contextmanager
def child(*command: str) -> Iterator[tuple[IO[str], IO[str]]]:
    """A process of these tests: where it reads, and what it says. It ends when it is left."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", *command],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()
        assert process.wait(PATIENCE_SECONDS) == 0


@dataclass
class Workshop:
    """Workers that are raised, killed and raised again; `asked` of each."""

    requests: IO[str]
    answers: IO[str]
    asked: dict[str, Any]
    pids: list[int] = field(default_factory=list)
    kills: int = 0

    def ask(self, **request: Any) -> int:
        """One request, and its answer."""
        self.requests.write(json.dumps(self.asked | request) + "\n")
        self.requests.flush()
        return int(json.loads(self.answers.readline()))

    def fill(self) -> None:
        """As many workers as there are to be."""
        while len(self.pids) < WORKERS:
            self.pids.append(self.ask(do="raise", ends=False))

    def kill(self, place: int) -> None:
        """End one of them, and nobody asks it first."""
        assert self.ask(do="kill", pid=self.pids.pop(place)) == -9
        self.kills += 1

    def once(self, **request: Any) -> int:
        """One that ends by itself; with what."""
        return self.ask(do="wait", pid=self.ask(do="raise", **request))

    def finish(self, ahead: float) -> None:
        """One worker, so many seconds later, until nothing is left to do."""
        assert self.once(ends=True, ahead=self.asked["ahead"] + ahead) == 0
