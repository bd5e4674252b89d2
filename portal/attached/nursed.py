"""The nursery of this process: begun when the first file comes, begun again when it has died."""

import atexit
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final

from portal.attached.ended import Ended, TooSlow
from portal.attached.nursery import READY

_PATIENCE: Final = 30.0
"""Seconds for the nursery itself to load, to take a request, to end."""
_SAID: Final = 1 << 16
"""Bytes that are kept of what a child says; its answer is at the end."""


class _Died(Exception):
    """The nursery is no more."""


@dataclass(frozen=True, slots=True)
class Nursery:
    """The process, and the line on which it is sent files."""

    process: subprocess.Popen[bytes]
    line: socket.socket


class _Here:
    """The one of this process; nothing is said on its line but under the lock."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.nursery: Nursery | None = None


_here = _Here()


def look(kind: str, told: str, file: int, seconds: float, surroundings: Mapping[str, str]) -> Ended:
    """Look into the file behind that descriptor, for so many seconds. Raises TooSlow. Any thread
    may ask; surroundings are the environment of a nursery that is begun."""
    request = json.dumps([kind, told]).encode()
    for _ in range(2):
        try:
            return _asked(request, file, seconds, surroundings)
        except _Died:
            continue
    return Ended(1, b"The process that reads files has died twice.")


def _asked(request: bytes, file: int, seconds: float, surroundings: Mapping[str, str]) -> Ended:
    answer, owed = os.pipe()
    try:
        try:
            nursery = _sent(request, [file, owed], surroundings)
        finally:
            os.close(owed)
        said = _said(answer, seconds)
    finally:
        os.close(answer)  # which has a child killed that has not ended
    before, _, status = said.rstrip(b"\n").rpartition(b"\n")
    try:
        return Ended(int(status), before)
    except ValueError as without:
        _leave(nursery)
        raise _Died from without


def _sent(request: bytes, descriptors: list[int], surroundings: Mapping[str, str]) -> Nursery:
    with _here.lock:
        nursery = _here.nursery = _here.nursery or _begun(surroundings)
        try:
            socket.send_fds(nursery.line, [request], descriptors)
        except OSError as fault:
            _end(nursery)
            raise _Died from fault
        return nursery


def _said(answer: int, seconds: float) -> bytes:
    """Everything, or its end if that is much; to the end of the pipe. Raises TooSlow."""
    over = monotonic() + seconds
    waiting = select.poll()
    waiting.register(answer, select.POLLIN)
    said = b""
    while (left := over - monotonic()) > 0 and waiting.poll(left * 1000):
        more = os.read(answer, _SAID)
        if not more:
            return said
        said = (said + more)[-_SAID:]
    raise TooSlow


def _begun(surroundings: Mapping[str, str]) -> Nursery:
    """A new one, in a session of its own: no key of a terminal reaches it."""
    line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        command = [sys.executable, "-P", "-m", "portal.attached.nursery"]
        process = subprocess.Popen(  # noqa: S603  (our own module, and no word of a stranger)
            command,
            stdin=its.fileno(),
            stdout=subprocess.DEVNULL,
            env=surroundings,
            start_new_session=True,
        )
    nursery = Nursery(process, line)
    line.settimeout(_PATIENCE)
    try:
        ready = line.recv(len(READY))
    except OSError:
        ready = b""
    if ready != READY:
        _end(nursery)
        raise _Died
    return nursery


def _end(nursery: Nursery) -> None:
    """End it, under the lock: without a line it has nothing to live for."""
    if _here.nursery is nursery:
        _here.nursery = None
    nursery.line.close()
    try:
        nursery.process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        nursery.process.kill()
        nursery.process.wait()


def _leave(nursery: Nursery) -> None:
    with _here.lock:
        _end(nursery)


def _ends() -> None:
    if _here.nursery is not None:
        _leave(_here.nursery)


def _forked() -> None:
    """What was inherited belongs to the other process, and ends when that one closes its line."""
    inherited, _here.nursery = _here.nursery, None
    _here.lock = Lock()  # another thread may have held it, and is not here to release it
    if inherited is not None:
        inherited.line.close()
        inherited.process.returncode = 0


atexit.register(_ends)
os.register_at_fork(after_in_child=_forked)
