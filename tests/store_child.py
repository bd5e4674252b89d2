"""A process that forks a child for every kill: each keeps one content in a store and dies of it.

It reads one request a line and answers each with one line. It has one thread and no connection of
its own, so that nothing is shared with a child but the imported code.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.runtime.store.in_folder import folder
from engine.runtime.store.in_s3 import Credentials, s3

ROOT = Path(__file__).parent.parent
OURS = Credentials("test", "test")
PIECE = b"a mask of wood, " * 65_536
"""1 MiB."""


class Boundaries:
    """Counts the moments between the steps of an upload, and kills its process at one of them."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.passed = 0

    def one(self, *_: object, **__: object) -> None:
        self.passed += 1
        if self.passed == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*given: Any, **named: Any) -> Any:
            self.one()
            done = step(*given, **named)
            self.one()
            return done

        return stepping


def pieces(boundaries: Boundaries, number: int, times: int) -> Iterator[bytes]:
    for _ in range(number):
        boundaries.one()
        yield PIECE * times
    boundaries.one()


def _store(request: Mapping[str, Any], boundaries: Boundaries) -> Any:
    if request["kind"] == "folder":
        store = folder(Path(request["path"]))
        for step in ("fdopen", "fsync", "open"):
            setattr(os, step, boundaries.around(getattr(os, step)))
        setattr(Path, "replace", boundaries.around(Path.replace))  # noqa: B010
        return store
    bucket: Any = s3(request["bucket"], "kept/", request["url"], "us-east-1", OURS)
    for moment in ("before-call", "after-call"):
        bucket._client.meta.events.register(f"{moment}.s3", boundaries.one)
    return bucket


def _child(request: Mapping[str, Any], pipe: int) -> None:
    boundaries = Boundaries(request["fatal"])
    try:
        store = _store(request, boundaries)
        kept = store.keep(pieces(boundaries, request["pieces"], request["times"]), 1 << 40)
        os.write(pipe, json.dumps([kept.sha256, boundaries.passed]).encode())
    except BaseException as fault:
        os.write(pipe, json.dumps([repr(fault), 0]).encode())
    finally:
        os._exit(0)


def _raise_and_bury(request: Mapping[str, Any]) -> dict[str, Any]:
    mine, its = os.pipe()
    pid = os.fork()
    if not pid:
        _child(request, its)
    os.close(its)
    said = b""
    while more := os.read(mine, 4096):
        said += more
    os.close(mine)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"killed": killed, "said": json.loads(said or "[]")}


Raise = Callable[..., dict[str, Any]]
"""A child's life by its request: whether it was killed, and what it said."""


@contextmanager
def nursery() -> Iterator[Raise]:
    """The process that forks the children."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.store_child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        requests, answers = process.stdin, process.stdout

        def raise_one(**request: Any) -> dict[str, Any]:
            requests.write(json.dumps(request) + "\n")
            requests.flush()
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

        yield raise_one
        requests.close()
        assert process.wait(30) == 0


def main() -> None:
    """Answer requests until there are no more."""
    import boto3.s3.transfer  # noqa: F401  (paid for once, not by each child)

    for line in sys.stdin:
        sys.stdout.write(json.dumps(_raise_and_bury(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
