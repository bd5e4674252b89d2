"""An upload that ends before its end leaves nothing: its client goes, or the server is killed."""

import http.client
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine.runtime.filing_tables import attachment
from engine.runtime.invitations import invite
from engine.runtime.office import Office
from engine.runtime.store.in_folder import folder
from portal.assemble import lawbook, now
from portal.filing.attach import Archive
from portal.filing.tidy import SLOWEST, clear_away
from tests import attachments as made
from tests.filing import REFERENCE
from tests.moves import GHANA, opened

PATIENCE_SECONDS = 60
ATTACHMENTS = f"/dossiers/{REFERENCE}/attachments"
HERE = {"Sec-Fetch-Site": "same-origin"}
MILLION = bytes(1_000_000)
AFTER = b"\r\n--B--\r\n"


@dataclass(frozen=True)
class Place:
    """Where a server runs: its surroundings, and what it may leave behind."""

    database: Engine
    path: Path
    surroundings: dict[str, str]

    @property
    def passing(self) -> list[str]:
        """Named files that the server has in its folder for passing ones."""
        return [file.name for file in (self.path / "passing").iterdir()]

    @property
    def kept(self) -> list[Path]:
        """Files in the store, finished or not."""
        return [one for one in (self.path / "store").rglob("*") if one.is_file()]

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Every row of an attachment, with its status."""
        with self.database.connect() as connection:
            found = connection.execute(select(attachment.c.number, attachment.c.status))
            return [(number, status) for number, status in found]

    @property
    def log(self) -> str:
        """All that servers here have said."""
        return (self.path / "log").read_text("utf-8")

    def run(self, *command: str) -> str:
        """A command of the office, run here to its end."""
        done = subprocess.run(
            [program(), *command], env=self.surroundings, check=True, capture_output=True, text=True
        )
        return done.stdout

    def a_day_later(self) -> int:
        """Clear away what killed uploads left, when they belong to nobody; how many they were."""
        office = Office(self.database, lawbook(), lambda: now() + SLOWEST + timedelta(minutes=1))
        return clear_away(office.open_doors(), Archive(folder(self.path / "store")))


@dataclass(frozen=True)
class Server:
    """A server in a process of its own, and somebody of Ghana who is signed in to it."""

    process: "subprocess.Popen[bytes]"
    port: int
    cookie: str

    def holds(self, number: int) -> bool:
        """Whether it has so many unnamed files open in its folder for passing ones, where the
        system tells it."""
        files = Path(f"/proc/{self.process.pid}/fd")
        if not files.exists():
            return True
        there = [str(one.readlink()) for one in files.iterdir() if one.is_symlink()]
        return sum("/passing/" in one for one in there) == number

    def begin(self, size: int) -> socket.socket:
        """A line on which an upload of so many bytes is announced."""
        line = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
        head = {**self._told(), "Host": f"127.0.0.1:{self.port}", "Content-Length": str(size)}
        lines = [f"POST {ATTACHMENTS} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items()), "", ""]
        line.sendall("\r\n".join(lines).encode())
        return line

    def upload(self, document: str, name: str, content: bytes) -> int:
        """The status of the answer to a whole upload."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        line.request("POST", ATTACHMENTS, before(document, name) + content + AFTER, self._told())
        status = line.getresponse().status
        line.close()
        return status

    def _told(self) -> dict[str, str]:
        kind = "multipart/form-data; boundary=B"
        return {**HERE, "Cookie": self.cookie, "Content-Type": kind}


def program() -> Path:
    return Path(sys.executable).with_name("dossiers")


def before(document: str, name: str) -> bytes:
    """A form up to the content of its file."""
    said = 'Content-Disposition: form-data; name="{}"'
    field = f"--B\r\n{said.format('document')}\r\n\r\n{document}\r\n"
    return f'{field}--B\r\n{said.format("file")}; filename="{name}"\r\n\r\n'.encode()


def film(millions: int) -> bytes:
    """A video with so many megabytes of free room in it."""
    room = struct.pack("!I4s", 8 + millions * len(MILLION), b"free")
    return made.mp4(seconds=400) + room + MILLION * millions


def comes_true(what: Callable[[], Any], every: float = 0.02) -> bool:
    """Whether it does, in reasonable time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not what() and time.monotonic() < until:
        time.sleep(every)
    return bool(what())


@pytest.fixture
def place(database: Engine, database_url: str, tmp_path: Path) -> Place:
    (tmp_path / "passing").mkdir()
    opened(Office(database, lawbook(), now).open_doors())
    surroundings = {
        **os.environ,
        "DOSSIERS_DATABASE_URL": database_url,
        "DOSSIERS_STORE__FOLDER": str(tmp_path / "store"),
        "TMPDIR": str(tmp_path / "passing"),
    }
    return Place(database, tmp_path, surroundings)


@contextmanager
def served(place: Place, **more: str) -> Iterator[Server]:
    """A server that listens, and is ended by SIGTERM if it was not before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(program()), "serve", "--port", str(port)]
    with (place.path / "log").open("ab") as log:
        process = subprocess.Popen(command, env=place.surroundings | more, stderr=log)
    try:
        assert comes_true(lambda: listens(port) or process.poll() is not None)
        yield Server(process, port, entered(place, port))
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE_SECONDS)


def listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def entered(place: Place, port: int) -> str:
    """The cookie of a session."""
    token = invite(place.database, GHANA, "the office", now())
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    line.request("POST", f"/enter/{token}", headers=HERE)
    answer = line.getresponse()
    line.close()
    return str(answer.getheader("Set-Cookie")).partition(";")[0]


def only_listened(log: str) -> bool:
    served = r"Serving on http://127\.0\.0\.1:\d+ until Ctrl-C\.\n"
    answered = r"\S+Z \[info +\] answered .*\n"
    return re.fullmatch(f"({served}|{answered})+", log) is not None


def half_an_upload(place: Place, server: Server) -> socket.socket:
    """Fifty megabytes are announced, twenty have come and lie in a file that has no name."""
    line = server.begin(50_000_000)
    line.sendall(before("video", "film.mp4") + MILLION * 20)
    assert comes_true(lambda: server.holds(1))
    assert place.passing == []
    return line


def test_a_client_that_goes_in_the_middle_leaves_nothing_and_the_next_upload_works(place: Place):
    with served(place) as server:
        half_an_upload(place, server).close()
        assert comes_true(lambda: server.holds(0))
        assert (place.rows, place.kept, place.passing) == ([], [], [])
        assert server.upload("photographs", "a.jpg", made.image()) == 303
        assert (place.rows, len(place.kept), place.passing) == ([(1, "unscanned")], 1, [])
    assert only_listened(place.log), place.log


def test_a_server_that_is_killed_while_a_file_comes_leaves_nothing(place: Place):
    with served(place) as server, half_an_upload(place, server):
        server.process.kill()
        assert server.process.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert (place.rows, place.kept, place.passing) == ([], [], [])
    with served(place) as server:
        assert server.upload("photographs", "a.jpg", made.image()) == 303
    assert place.run("attachments", "tidy").endswith(" 0 unfinished uploads cleared away\n")
    assert (place.rows, len(place.kept), place.passing) == ([(1, "unscanned")], 1, [])


@contextmanager
def a_scanner_that_never_answers() -> Iterator[str]:
    """Where it listens; whoever asks it waits."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"127.0.0.1:{silent.getsockname()[1]}"


@pytest.mark.parametrize("moment", ["while it is kept", "while it is scanned"])
def test_what_a_server_leaves_that_is_killed_with_a_whole_file_is_cleared_after_a_day(
    place: Place, moment: str
):
    content = film(150)
    unfinished = place.path / "store" / "unfinished"

    def reached() -> bool:
        finished = [one for one in place.kept if one.parent != unfinished]
        return bool(place.kept if moment == "while it is kept" else finished)

    with a_scanner_that_never_answers() as scanner, served(place, DOSSIERS_CLAMD=scanner) as server:
        body = before("video", "film.mp4") + content + AFTER
        with server.begin(len(body)) as line:
            line.sendall(body)
            assert comes_true(reached, every=0.001)
            server.process.kill()
            assert server.process.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert (place.rows, len(place.kept), place.passing) == ([(1, "arriving")], 1, [])
    half = [one for one in place.kept if one.parent == unfinished]
    with served(place) as server:
        assert server.upload("photographs", "a.jpg", made.image()) == 303
    # For a day it may still be on its way: at another server, for all that this one knows.
    assert place.run("attachments", "tidy").endswith(" 0 unfinished uploads cleared away\n")
    assert len(place.kept) == 2
    assert place.a_day_later() == 1 + len(half)
    assert (place.rows, len(place.kept), place.passing) == ([(2, "unscanned")], 1, [])
    assert only_listened(place.log), place.log
