"""Whether clamd finds a virus in a file, and what becomes of the file then."""

import socket
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal, assert_never

CHUNK: Final = 1 << 18
"""Bytes of a piece that is sent."""

_MOST_ANSWER: Final = 4096
"""Bytes that an answer may have."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Nothing was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """A virus of that name was found."""

    name: str


@dataclass(frozen=True, slots=True)
class NotScanned:
    """The scanner cannot be reached or gives no verdict; the reason is for the office."""

    reason: str


Verdict = Clean | Found | NotScanned
Scan = Callable[[Iterable[bytes]], Verdict]
"""Asks about a content that comes in pieces; never raises over the scanner."""

State = Literal["quarantined", "clean", "refused"]
"""A file begins in quarantine and leaves it clean or refused."""


def after(state: State, verdict: Verdict) -> State:
    """Where a file stands after a verdict. No verdict changes nothing; a later scan, with newer
    signatures, may still refuse a clean file; a refused one never comes back."""
    match verdict:
        case NotScanned():
            return state
        case Found():
            return "refused"
        case Clean():
            return "refused" if state == "refused" else "clean"
        case _:
            assert_never(verdict)


def scanner(address: str, seconds: float = 60) -> Scan | None:
    """The clamd at `unix:/path/of/socket` or `host:port`, which has so long for a file. None where
    no address is given: then nothing is scanned, and nobody says that it was."""
    if not address:
        return None
    connect = _way(address)

    def scan(chunks: Iterable[bytes]) -> Verdict:
        deadline = monotonic() + seconds
        try:
            with closing(connect(seconds)) as line:
                return _asked(line, chunks, deadline)
        except OSError as fault:
            return NotScanned(str(fault) or type(fault).__name__)

    return scan


def _way(address: str) -> Callable[[float], socket.socket]:
    if address.startswith("unix:"):
        path = address.removeprefix("unix:")

        def local(seconds: float) -> socket.socket:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.settimeout(seconds)
                line.connect(path)
            except BaseException:
                line.close()
                raise
            return line

        return local
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError(f"{address!r} is neither unix:/path nor host:port")
    where = (host.strip("[]"), int(port))
    return lambda seconds: socket.create_connection(where, timeout=seconds)


def _asked(line: socket.socket, chunks: Iterable[bytes], deadline: float) -> Verdict:
    try:
        _send(line, b"zINSTREAM\0", deadline)
        for piece in _pieces(chunks):
            _send(line, struct.pack("!I", len(piece)) + piece, deadline)
        _send(line, struct.pack("!I", 0), deadline)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it may have answered before the end, and says why
    return _verdict(_answer(line, deadline))


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """No piece is empty: that would say that the file ends."""
    for chunk in chunks:
        for start in range(0, len(chunk), CHUNK):
            yield chunk[start : start + CHUNK]


def _send(line: socket.socket, content: bytes, deadline: float) -> None:
    line.settimeout(_left(deadline))
    line.sendall(content)


def _answer(line: socket.socket, deadline: float) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _MOST_ANSWER:
        line.settimeout(_left(deadline))
        if not (more := line.recv(_MOST_ANSWER)):
            break
        answer += more
    return answer.decode("utf-8", "replace").rstrip("\0\n")


def _left(deadline: float) -> float:
    """Seconds that are left; a scanner that drips has no longer than one that is silent."""
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError("the scanner takes too long")
    return left


def _verdict(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Clean()
    if said.endswith(" FOUND"):
        return Found(said.removesuffix(" FOUND"))
    return NotScanned(said or "the scanner hung up without an answer")
