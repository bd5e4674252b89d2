"""The worker is a real process: it sends what waits, sweeps, seals, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from engine.runtime.office import Office
from engine.runtime.tables import letter, seal
from portal.assemble import lawbook, now
from tests.moves import GHANA, opened, taken

PATIENCE_SECONDS = 60


@pytest.fixture
def worker(database_url: str, tmp_path: Path):
    surroundings = {
        **os.environ,
        "DOSSIERS_DATABASE_URL": database_url,
        "DOSSIERS_OUTBOX": str(tmp_path / "outbox"),
    }
    program = Path(sys.executable).with_name("dossiers")
    with subprocess.Popen(
        [program, "worker"], env=surroundings, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def comes_true(what: Callable[[], bool]) -> bool:
    """Whether it does, in reasonable time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not what() and time.monotonic() < until:
        time.sleep(0.1)
    return what()


def statuses(database: Engine) -> list[str]:
    with database.connect() as connection:
        return list(connection.scalars(select(letter.c.status)))


def test_a_worker_sends_what_waits_and_ends_when_told(
    database: Engine, worker: subprocess.Popen[str], tmp_path: Path
):
    office = Office(database, lawbook(), now).open_doors()
    opened(office)
    taken(office, "submit", GHANA)
    assert statuses(office.database) == ["waiting"]
    assert worker.stderr is not None
    assert worker.stderr.readline() == "The worker is awake.\n"
    assert comes_true(lambda: statuses(office.database) == ["sent"])
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == [
        "RL-2028-0001.submission_received.2.eml"
    ]
    with office.database.connect() as connection:
        assert connection.scalars(select(seal.c.number)).all() == []  # not a minute old
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert worker.stderr.read() == ""
