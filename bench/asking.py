"""A light client of HTTP/1.1: it keeps its connections, sends what was prepared, and reads the
answer by its length; so that what is measured is the server."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import repeat

from bench.clients import Run, work

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)

Answer = tuple[int, bytes]
"""The status, and the whole answer."""


class Line:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> Answer:
        """The answer to a request."""
        self._socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head = got.index(b"\r\n\r\n") + 4
        said = _LENGTH.search(got, 0, head)
        pieces, left = [got], head + int(said[1] if said else 0) - len(got)
        while left > 0:
            pieces.append(self._more())
            left -= len(pieces[-1])
        return int(got[9:12]), b"".join(pieces)

    def close(self) -> None:
        """End it."""
        self._socket.close()

    def _more(self) -> bytes:
        got = self._socket.recv(1 << 18)
        if not got:
            raise RuntimeError("the server ended the connection")
        return got


def get(path: str, cookie: str = "") -> bytes:
    """A request for a page, by whoever has that cookie."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()


def post(path: str, body: str, kind: str, cookie: str = "") -> bytes:
    """A request that changes something, as a page of the same site sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body.encode())}\r\n\r\n"
    )
    return head.encode() + body.encode()


@contextmanager
def lines(port: int, clients: int) -> Iterator[list[Line]]:
    """So many connections."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Line(port))) for _ in range(clients)]


def asked(on: list[Line], request: bytes, seconds: float) -> Run:
    """The same page asked for on each of these connections, again and again."""

    def ask(line: Line) -> None:
        must(line.ask(request), 200)

    return work(ask, [repeat(line) for line in on], seconds)


def must(answer: Answer, status: int) -> Answer:
    """The answer, which has that status: another one is nothing to measure."""
    if answer[0] != status:
        raise RuntimeError(answer[1][:2000].decode(errors="replace"))
    return answer
