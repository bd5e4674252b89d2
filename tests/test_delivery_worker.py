"""A worker that is told to stop says goodbye to the mail server."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

from engine.runtime.office import Office
from portal.assemble import lawbook, now
from tests.mail_sink import LOOPBACK, Sink, listening
from tests.moves import GHANA, opened, taken
from tests.test_worker import PATIENCE_SECONDS, comes_true, statuses


def test_a_worker_keeps_its_line_and_closes_it_when_told_to_stop(
    database: Engine, database_url: str, tmp_path: Path
):
    office = Office(database, lawbook(), now).open_doors()
    for reference in ("RL-2028-0001", "RL-2028-0002"):
        opened(office, reference)
        taken(office, "submit", GHANA, reference)
    sink = Sink()
    with listening(sink) as port:
        surroundings = {
            **os.environ,
            "DOSSIERS_DATABASE_URL": database_url,
            "DOSSIERS_SMTP__HOST": LOOPBACK,
            "DOSSIERS_SMTP__PORT": str(port),
        }
        program = Path(sys.executable).with_name("dossiers")
        with subprocess.Popen([program, "worker"], env=surroundings, cwd=tmp_path) as process:
            assert comes_true(lambda: statuses(database) == ["sent"] * 2)
            assert (len(sink.letters), sink.lines, sink.said) == (2, 1, [])
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_SECONDS) == 0
        assert sink.said == ["QUIT"]
