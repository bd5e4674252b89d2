"""Pages served over real HTTP on this machine, for browsers."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
SECONDS = 30


def listening() -> socket.socket:
    """A port of this machine that nobody else has, to be served on: for pages that must know their
    address before they are made."""
    return socket.create_server((HOST, 0))


def address_of(one: socket.socket, host: str = HOST) -> str:
    """Where it listens."""
    return f"http://{host}:{one.getsockname()[1]}"


@contextmanager
def served(app: ASGIApp, on: socket.socket | None = None) -> Iterator[str]:
    """The address at which the pages are served, until the block ends."""
    where = on or listening()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [where]})
    thread.start()
    try:
        end = time.monotonic() + SECONDS
        while not server.started and thread.is_alive() and time.monotonic() < end:
            time.sleep(0.01)
        assert server.started, "the pages were not served"
        yield address_of(where)
    finally:
        server.should_exit = True
        thread.join(SECONDS)
        where.close()
