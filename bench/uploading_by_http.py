"""A video of two gigabytes sent to the served pages: the memory of the server while it comes."""

import http.client
import json
import os
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.rows import NotMeasured, Row, Target
from bench.uploading import PIECE
from tests.attachments import mp4

if TYPE_CHECKING:
    from bench.databases import Place

DOSSIERS = (sys.executable, "-c", "from portal.cli import main; main()")

ROOM = 1_900
"""Pieces of the video: with what is around them still less than is taken."""


def uploading_by_http(place: "Place") -> Iterator[Row]:
    """Seconds of the upload, and the server's peak of memory."""
    if not Path("/proc/self/status").exists():
        raise NotMeasured("the peak of another process is read from /proc")
    with TemporaryDirectory(dir=place.folder) as folder, _served(Path(folder)) as (port, server):
        seconds = _sent(port, Path(folder))
        status = Path(f"/proc/{server.pid}/status").read_text()
    peak = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024
    size = f"{ROOM * len(PIECE) / 1e9:.1f} GB"
    note = f"a video of {size} by multipart, recognised, hashed and kept in {seconds:.1f} s"
    yield Row(
        "uploading 2 GB by HTTP: the server's memory", f"{peak / 1e6:,.0f} MB", "", peak / 1e6,
        Target("<=", 300, "MB"), note,
    )  # fmt: skip


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _dossiers(folder, "upgrade")
    _dossiers(
        folder, "open", "rl", "--name", "N. Osei", "--for", "Ghana", "--answer", "title=Kente",
        "--answer", "cycle=2028", "--answer", "states=Ghana", "--answer", "contact=o@example.org",
    )  # fmt: skip
    command = [*DOSSIERS, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=_surroundings(folder), stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, server
    finally:
        server.terminate()
        server.wait(20)


def _sent(port: int, folder: Path) -> float:
    """Seconds from the first byte to the answer that it is attached."""
    invited = json.loads(
        _dossiers(
            folder, "invite", "--as", "state_party", "--for", "Ghana", "--name", "N. Osei", "--json"
        )
    )
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    same = {"Sec-Fetch-Site": "same-origin"}
    line.request("POST", urlsplit(invited["address"]).path, headers=same)
    entered = line.getresponse()
    entered.read()
    cookie = str(entered.getheader("Set-Cookie")).partition(";")[0]
    # The movie box comes first, then free room: a player reads it, and nothing is in it.
    movie = mp4(seconds=400)
    room = struct.pack("!I4sQ", 1, b"free", ROOM * len(PIECE) + 16)
    before = (
        b'--B\r\nContent-Disposition: form-data; name="document"\r\n\r\nvideo\r\n--B\r\n'
        b'Content-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n' + movie + room
    )
    after = b"\r\n--B--\r\n"

    def body() -> Iterator[bytes]:
        yield before
        for _ in range(ROOM):
            yield PIECE
        yield after

    told = same | {
        "Cookie": cookie,
        "Content-Type": "multipart/form-data; boundary=B",
        "Content-Length": str(len(before) + ROOM * len(PIECE) + len(after)),
    }
    began = perf_counter()
    line.request("POST", "/dossiers/RL-2028-0001/attachments", body(), told)
    answer = line.getresponse()
    page = answer.read().decode()
    if answer.status != 303:
        raise RuntimeError(f"{answer.status}: {re.sub('<[^>]+>', ' ', page)[:2000]}")
    return perf_counter() - began


def _surroundings(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DOSSIERS_DATABASE_URL": f"sqlite:///{folder}/office.db",
        "DOSSIERS_STORE__FOLDER": str(folder / "store"),
        "TMPDIR": str(folder),
    }


def _dossiers(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [*DOSSIERS, *command], env=_surroundings(folder), check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise RuntimeError("the server does not listen")
