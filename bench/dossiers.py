"""The dossiers that are moved, and the moves: a circle that never runs out of steps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from sqlalchemy import Engine

from engine.dossier import Actor
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.workflow import Releasing
from portal.assemble import foresight
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import SECRETARIAT, STATE_PARTY

WORKFLOW: Final = "rl"
NOW: Final = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""The office's fixed moment, in time for everything that the cycle of 2027 asks."""

OFFICER = Actor("Officer in charge", SECRETARIAT)
DELEGATE = Actor("Permanent Delegation", STATE_PARTY, frozenset({"Norway"}))

Step = tuple[str, Actor, Mapping[str, Any]]

CIRCLE: Final[tuple[Step, ...]] = (
    ("request_completion", OFFICER, {"missing": "Free consent of the community; ten photographs"}),
    ("post_letter", Releasing("Officer in charge", SECRETARIAT), {}),
    ("resubmit", DELEGATE, {}),
    ("check_again", OFFICER, {}),
)
MIX: Final = (
    "A move is request_completion, the release of its letter, resubmit or check_again of a "
    "nomination, in turn: guards, an audit entry with its hash, two letters in four moves. Ours "
    "also plans ten reminders at the release, and withdraws them when the State has answered; the "
    "other side writes the same rows but for these."
)


def office(database: Engine) -> Office:
    """An office that judges by the workflows and the law in force, from its fixed moment on: each
    time it looks at the clock, a microsecond has passed."""
    book = Lawbook(workflows(), rules(), law())
    passed = count()
    clock = lambda: NOW + timedelta(microseconds=next(passed))  # noqa: E731 - a clock, not a name
    return Office(database, book, clock, foresight(book)).open_doors()


def references(count: int = 800) -> list[str]:
    """The references of so many dossiers."""
    return [f"2027-RL-{number:05}" for number in range(count)]


def bring_to_the_check(desk: Office, named: Sequence[str]) -> None:
    """Open these dossiers and bring them to where the circle begins."""
    for first in range(0, len(named), 100):
        some = named[first : first + 100]
        for step in (_open, _submit, _register, include, _start_check):
            must(desk.execute_together([step(one) for one in some]))


def bring_to_the_selection(desk: Office, named: Sequence[str]) -> None:
    """Open these dossiers and register them: what is next is a place in the cycle."""
    for first in range(0, len(named), 100):
        some = named[first : first + 100]
        for step in (_open, _submit, _register):
            must(desk.execute_together([step(one) for one in some]))


def must(outcome: object) -> None:
    """A refused move is nothing to measure."""
    if not isinstance(outcome, Moved | list):
        raise RuntimeError(f"refused: {outcome}")


def round_and_round(named: Sequence[str]) -> Iterator[Move]:
    """All dossiers one step, then all of them the next one, for ever."""
    while True:
        for trigger, actor, answers in CIRCLE:
            for reference in named:
                yield Move(reference, trigger, actor, answers)


def _open(reference: str) -> Move:
    answers = {
        "title": f"Traditional craftsmanship of the northern coast, {reference}",
        "cycle": 2027,
        "states": ["Norway"],
        "contact": "heritage@example.org",
    }
    return Move(reference, "open", DELEGATE, answers, opens=WORKFLOW)


def _submit(reference: str) -> Move:
    return Move(reference, "submit", DELEGATE)


def _register(reference: str) -> Move:
    return Move(reference, "register", OFFICER, {"file_no": reference[-5:]})


def include(reference: str) -> Move:
    """A place in the cycle, as a selection gives it."""
    return Move(reference, "include", OFFICER, {"place": "inside"})


def _start_check(reference: str) -> Move:
    return Move(reference, "start_check", OFFICER)
