"""A file leaves its quarantine only by the verdict of a scanner, spoken to over a real socket."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.attached.scan import (
    CHUNK,
    Clean,
    Found,
    NotScanned,
    Scan,
    State,
    Verdict,
    after,
    scanner,
)

VIRUS = b"a made-up signature"
MOST = 3 * CHUNK
"""Bytes that the scanner of the tests takes."""


class Clamd:
    """A small server that speaks INSTREAM as clamd does: one file for each connection."""

    def __init__(self, listening: socket.socket, talk: Callable[[socket.socket], None]) -> None:
        self.received = b""
        self.pieces: list[int] = []
        self._listening = listening
        self._talk = talk
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        try:
            line, _ = self._listening.accept()
        except OSError:
            return
        with line:
            line.settimeout(10)
            try:
                self._talk(line)
            except OSError:
                return

    def stop(self) -> None:
        with socket.socket(self._listening.family) as nobody:
            nobody.settimeout(1)
            nobody.connect_ex(self._listening.getsockname())
        self._thread.join(15)
        self._listening.close()
        assert not self._thread.is_alive()


def exactly(line: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        more = line.recv(size - len(content))
        if not more:
            raise ConnectionError("the client hung up")
        content += more
    return content


Serve = Callable[..., tuple[str, Clamd]]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """A scanner that talks like this; its address, and what it received."""
    servers: list[Clamd] = []

    def serving(talk: str = "honest", unix: bool = False) -> tuple[str, Clamd]:
        listening = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
        listening.bind(str(tmp_path / "clamd.ctl") if unix else ("127.0.0.1", 0))
        listening.listen()
        server = Clamd(listening, lambda line: TALKS[talk](line, server))
        servers.append(server)
        name = listening.getsockname()
        return f"unix:{name}" if unix else f"127.0.0.1:{name[1]}", server

    yield serving
    for server in servers:
        server.stop()


def honest(line: socket.socket, server: Clamd) -> None:
    assert exactly(line, 10) == b"zINSTREAM\0"
    while (size := struct.unpack("!I", exactly(line, 4))[0]) > 0:
        server.pieces.append(size)
        server.received += exactly(line, size)
        if len(server.received) > MOST:
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    found = b"Test.Mask-1 FOUND" if VIRUS in server.received else b"OK"
    line.sendall(b"stream: " + found + b"\0")


def silent(line: socket.socket, server: Clamd) -> None:
    while line.recv(1 << 16):
        pass


def dropping(line: socket.socket, server: Clamd) -> None:
    exactly(line, 10)


def dripping(line: socket.socket, server: Clamd) -> None:
    exactly(line, 10)
    while True:
        line.sendall(b".")
        threading.Event().wait(0.02)


def unsure(line: socket.socket, server: Clamd) -> None:
    exactly(line, 14)
    line.sendall(b"stream: OK, I think\0")


TALKS: dict[str, Callable[[socket.socket, Clamd], None]] = {
    "honest": honest, "silent": silent, "dropping": dropping, "dripping": dripping,
    "unsure": unsure,
}  # fmt: skip


def asked(address: str, content: list[bytes], seconds: float = 10) -> Verdict:
    scan = scanner(address, seconds)
    assert scan is not None
    return scan(content)


@pytest.mark.parametrize("unix", [False, True], ids=["tcp", "unix"])
@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        ([b"a mask"], Clean()),
        ([], Clean()),
        ([b"", b"a mask", b""], Clean()),
        ([b"a mask with ", VIRUS[:5], VIRUS[5:]], Found("Test.Mask-1")),
    ],
    ids=["clean", "nothing", "with empty pieces", "a virus in two pieces"],
)
def test_a_verdict_is_what_the_scanner_says(
    serve: Serve, unix: bool, content: list[bytes], verdict: Verdict
):
    address, server = serve(unix=unix)
    assert asked(address, content) == verdict
    assert server.received == b"".join(content)


def test_a_large_file_is_sent_in_pieces(serve: Serve):
    address, server = serve()
    assert asked(address, [b"x" * (2 * CHUNK + 1)]) == Clean()
    assert server.pieces == [CHUNK, CHUNK, 1]


@pytest.mark.parametrize("size", [MOST, MOST + 1, 50 * MOST])
def test_a_file_above_the_scanners_own_limit_has_no_verdict(serve: Serve, size: int):
    address, _ = serve()
    verdict = asked(address, [b"x" * size])
    if size == MOST:
        assert verdict == Clean()
    else:
        assert isinstance(verdict, NotScanned)


@pytest.mark.parametrize("talk", ["silent", "dripping"])
def test_a_scanner_that_hangs_is_not_waited_for(serve: Serve, talk: str):
    address, _ = serve(talk)
    verdict = asked(address, [b"a mask"], seconds=0.3)
    assert verdict in (NotScanned("the scanner takes too long"), NotScanned("timed out"))


def test_a_scanner_that_hangs_up_gives_no_verdict(serve: Serve):
    address, _ = serve("dropping")
    assert isinstance(asked(address, [b"a mask"] * 100), NotScanned)


def test_an_answer_that_is_neither_is_no_verdict(serve: Serve):
    address, _ = serve("unsure")
    assert asked(address, []) == NotScanned("OK, I think")


def test_a_scanner_that_is_not_there_gives_no_verdict(tmp_path: Path):
    with socket.socket() as closed:  # bound and never listening: whoever calls is refused
        closed.bind(("127.0.0.1", 0))
        verdict = asked(f"127.0.0.1:{closed.getsockname()[1]}", [b"a mask"])
    assert isinstance(verdict, NotScanned)
    assert isinstance(asked(f"unix:{tmp_path}/nobody", [b"a mask"]), NotScanned)


@pytest.mark.parametrize("address", ["clamd", "host:", ":3310", "host:port", "unix"])
def test_an_address_that_is_none_is_told_at_once(address: str):
    with pytest.raises(ValueError, match="is neither unix:/path nor host:port"):
        scanner(address)


def test_without_an_address_there_is_no_scanner():
    nobody: Scan | None = scanner("")
    assert nobody is None


AFTER: list[tuple[State, Verdict, State]] = [
    ("quarantined", Clean(), "clean"),
    ("quarantined", Found("x"), "refused"),
    ("quarantined", NotScanned("x"), "quarantined"),
    ("clean", Clean(), "clean"),
    ("clean", Found("x"), "refused"),
    ("clean", NotScanned("x"), "clean"),
    ("refused", Clean(), "refused"),
    ("refused", Found("x"), "refused"),
    ("refused", NotScanned("x"), "refused"),
]


@pytest.mark.parametrize(("state", "verdict", "then"), AFTER)
def test_only_a_clean_verdict_ends_the_quarantine_and_nothing_ends_a_refusal(
    state: State, verdict: Verdict, then: State
):
    assert after(state, verdict) == then
