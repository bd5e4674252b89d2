"""A process that forks workers and kills them: imports are paid once, connections by each worker.

It reads one request a line and answers each with one line, in JSON: `raise` a worker, `kill` one,
or `wait` for one that ends by itself or kills itself. It has one thread and no connection of its
own.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.runtime import ledger
from engine.runtime.database import connect
from migrations import schema
from portal.assemble import delivery, now, relay, reminding
from portal.settings import MailServer, Settings
from tests.killed_child import Boundaries
from tests.ten_thousand import AUTUMN, office, ten_thousand

DOMAIN = "ich.example"
PAUSE_SECONDS = 0.02


def worker(request: Mapping[str, Any]) -> None:
    """What `dossiers worker` does, without its pauses: reminders become letters, letters leave,
    what others claimed and never handed over is planned again; until nothing is left to do, where
    that is asked. Its clock is the real one, put back or forward."""
    ahead = timedelta(seconds=request["ahead"])

    def clock() -> datetime:
        return now() + ahead

    settings = Settings(
        mail_domain=DOMAIN,
        transport="smtp",
        smtp=MailServer(host="127.0.0.1", port=request["port"]),
    )
    database = connect(request["url"], clients=2)
    deliver = delivery(settings, office(database, clock))
    while True:
        ledger.let_go(database, clock())
        if deliver() == (0, 0):
            if request["ends"]:
                return
            time.sleep(PAUSE_SECONDS)


def once(request: Mapping[str, Any]) -> None:
    """Hand over what is due, or send it, once, at an instant that is told; killed at a boundary.
    What is sent is a line with its key in a file; all boundaries are another file, if it lives."""
    database, at = connect(request["url"], clients=2), datetime.fromisoformat(request["at"])
    desk = office(database, lambda: at)
    boundaries = Boundaries(request["fatal"])

    def post(message: EmailMessage, key: str) -> None:
        boundaries.pass_one(f"before sending {message['Subject']}")
        with Path(request["letters"]).open("a") as letters:
            letters.write(f"{key}\n")
        boundaries.pass_one(f"after sending {message['Subject']}")

    settings = Settings(mail_domain=DOMAIN)
    working: dict[str, Callable[[], object]] = {
        "hand over": reminding(settings, desk).hand_over,
        "send": replace(relay(settings, desk), transport=post).send_due,
    }
    boundaries.watch(database)
    working[request["what"]]()
    Path(request["boundaries"]).write_text(json.dumps(boundaries.passed))


def raised(request: Mapping[str, Any]) -> int:
    """A worker in a process of its own; its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        (once if "what" in request else worker)(request)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def answer(request: Mapping[str, Any]) -> int:
    """The number of the worker that was raised, or what the other one ended with: the number of
    the signal as a negative one."""
    if request["do"] == "raise":
        return raised(request)
    if request["do"] == "kill":
        os.kill(request["pid"], signal.SIGKILL)
    _, status = os.waitpid(request["pid"], 0)
    return os.waitstatus_to_exitcode(status)


def warm_up() -> None:
    """Pay for what is made at first use, so that workers need not: a few letters of each kind."""
    with TemporaryDirectory() as place:
        url = f"sqlite:///{place}/few.sqlite"
        database = connect(url, clients=1)
        schema.upgrade(database)
        ten_thousand(database, nominations=2, reports=1)
        settings = Settings(transport="folder", outbox=place)
        delivery(settings, office(database, lambda: AUTUMN))()
        database.dispose()
    connect("postgresql://nobody@localhost/none", clients=1).dispose()


def main() -> None:
    """Answer requests until there are no more."""
    warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
