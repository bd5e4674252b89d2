"""A program of this folder that serves pages, in a process of its own on the loopback address."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from tests.postgres_server import free_port


@contextmanager
def serving(program: str, url: str, *more: str) -> Iterator[int]:
    """The port on which `bench.<program>` serves the database at that URL; it ends with this."""
    port = free_port()
    command = (sys.executable, "-m", f"bench.{program}", url, str(port), *more)
    server = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        sleep(0.1)
    raise RuntimeError("the server does not listen")
