"""A process that forks a child for every kill: imports are paid once, connections by each child.

It reads one request a line and answers each with one line, in JSON. It has one thread and no
connection of its own, so that nothing is shared with a child but the imported code.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from engine.decide import Asked, Refused, decide
from engine.dossier import Actor, Dossier
from engine.runtime.database import connect
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import SECRETARIAT, STATE_PARTY

TODAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
DELEGATE = Actor("N. Osei", STATE_PARTY, frozenset({"Ghana"}))
OFFICER = Actor("A. Lind", SECRETARIAT)
NAME = "child"
"""What a child calls itself at PostgreSQL."""

_OPENING = {"cycle": 2028, "states": ["Ghana"], "contact": "osei@example.org"}
_CIRCLE: tuple[tuple[str, Actor, Mapping[str, Any]], ...] = (
    ("request_completion", OFFICER, {"missing": "ten photographs"}),
    ("resubmit", DELEGATE, {}),
    ("check_again", OFFICER, {}),
)


def way(reference: str, file_no: int) -> Iterator[Move]:
    """A nomination from its opening to the check, and then round and round."""
    title = f"Weaving of {reference}"
    yield Move(reference, "open", DELEGATE, {**_OPENING, "title": title}, opens="rl")
    yield Move(reference, "submit", DELEGATE)
    yield Move(reference, "register", OFFICER, {"file_no": f"{file_no:05}"})
    yield Move(reference, "include", OFFICER, {"place": "inside"})
    yield Move(reference, "start_check", OFFICER)
    for _ in range(2):
        for trigger, actor, answers in _CIRCLE:
            yield Move(reference, trigger, actor, answers)


def office(engine: Engine) -> Office:
    """An office on its fixed day."""
    return Office(engine, Lawbook(workflows(), rules(), law()), lambda: TODAY)


# --- what a child does ---------------------------------------------------------------------------

Tell = Callable[..., None]


def toil(desk: Office, tell: Tell, request: Mapping[str, Any]) -> None:
    """Move dossiers until killed: one by one, or three together, two moves of each at a time."""
    name, file_no = request["name"], count(request["file_no"])
    for number in count():
        if request["together"]:
            ways = [way(f"{name}-{number}-{part}", next(file_no)) for part in "abc"]
            while unit := [move for one in ways for move in islice(one, 2)]:
                tell("begins", [move.reference for move in unit])
                _acknowledge(tell, desk.execute_together(unit))
        else:
            for move in way(f"{name}-{number}", next(file_no)):
                tell("begins", [move.reference])
                _acknowledge(tell, [desk.execute(move)])


def make(desk: Office, tell: Tell, request: Mapping[str, Any]) -> None:
    """Make the moves from one step of the way to another, as one move or as one unit of work."""
    first, last = request["steps"]
    unit = [
        move
        for number, reference in enumerate(request["references"])
        for move in list(way(reference, request["file_no"] + number))[first:last]
    ]
    if request["together"]:
        _acknowledge(tell, desk.execute_together(unit))
    else:
        _acknowledge(tell, [desk.execute(move) for move in unit])


def _acknowledge(tell: Tell, outcomes: Sequence[object] | object) -> None:
    """Tell what the office said is done. Anything else ends the child with its reason."""
    if not isinstance(outcomes, list) or not all(isinstance(one, Moved) for one in outcomes):
        raise RuntimeError(str(outcomes))
    tell("moved", [[one.entry.reference, one.entry.number, one.entry.hash] for one in outcomes])


# --- how it dies ---------------------------------------------------------------------------------


class Boundaries:
    """Counts the moments between the statements of a child, and kills it at one of them."""

    def __init__(self, fatal: int) -> None:
        self.passed: list[str] = []
        self.fatal = fatal

    def watch(self, engine: Engine) -> None:
        """From now on, every statement has a boundary before it and one behind it."""
        event.listen(engine, "before_cursor_execute", self._statement("before"))
        event.listen(engine, "after_cursor_execute", self._statement("after"))
        event.listen(engine, "commit", lambda connection: self.pass_one("before COMMIT"))
        event.listen(engine, "checkin", lambda *_: self.pass_one("after COMMIT"))

    def _statement(self, when: str) -> Callable[..., None]:
        def passed(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
            self.pass_one(f"{when} {' '.join(statement.split())[:30]}")

        return passed

    def pass_one(self, name: str) -> None:
        """One boundary, which may be the last."""
        self.passed.append(name)
        if len(self.passed) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def child(request: Mapping[str, Any], pipe: int) -> None:
    """The life of a child: it tells what it does in lines on the pipe."""

    def tell(kind: str, what: Any = None) -> None:
        os.write(pipe, (json.dumps([kind, what]) + "\n").encode())

    try:
        url = make_url(request["url"])
        if url.get_backend_name() == "postgresql":
            url = url.update_query_dict({"application_name": NAME})
        engine = connect(url.render_as_string(hide_password=False), clients=1)
        desk = office(engine)
        engine.connect().close()
        tell("ready")
        if request["kind"] == "toil":
            toil(desk, tell, request)
        else:
            boundaries = Boundaries(request["fatal"])
            boundaries.watch(engine)
            make(desk, tell, request)
            boundaries.pass_one("after the acknowledgement")
            tell("boundaries", boundaries.passed)
    except BaseException as fault:
        tell("fault", repr(fault))
    finally:
        os._exit(1)


# --- the server ----------------------------------------------------------------------------------


def raise_and_bury(request: Mapping[str, Any]) -> dict[str, Any]:
    """Fork a child, kill it after its time if it has one, and tell what it said and died of."""
    mine, its = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(mine)
        child(request, its)
    os.close(its)
    said = os.read(mine, 8)  # it is ready, or has failed
    if request["kind"] == "toil":
        time.sleep(request["seconds"])
        os.kill(pid, signal.SIGKILL)
    while more := os.read(mine, 65536):
        said += more
    os.close(mine)
    _, status = os.waitpid(pid, 0)
    died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    return {"said": [json.loads(line) for line in said.splitlines()], "died_of": died_of}


def warm_up() -> None:
    """Pay for what is made at first use, so that children need not."""
    connect("postgresql://nobody@localhost/none", clients=1).dispose()
    dossier = Dossier("warm", "rl")
    for move in way("warm", 1):
        asked = Asked(move.trigger, move.actor, move.answers)
        verdict = decide(workflows()["rl"], dossier, asked, TODAY, law())
        if isinstance(verdict, Refused):
            raise RuntimeError(str(verdict))
        facts = {**dossier.facts, **verdict.facts}
        dossier = replace(dossier, state=verdict.step.target, facts=facts)


def main() -> None:
    """Answer requests until there are no more."""
    warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(raise_and_bury(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
