"""Processes killed while they move dossiers: every move is whole or absent, and what was told is
true. Nothing but the operating system ends them, at moments that differ from kill to kill."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import IO, Any

import pytest
from sqlalchemy import Engine, func, select, text

from engine.dossier import Dossier
from engine.events import Entry, fold
from engine.runtime import reading
from engine.runtime.database import is_sqlite
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.tables import letter
from tests.killed_child import NAME, office, way
from tests.parcels import PATIENCE, faults, moved
from workflows.catalogue import workflows

KILLS = 110
"""For each database and each way of working: 220 on each database, besides those at a statement."""

SEED = 20270301
MOVES = 10.0
"""A child is killed within the time of so many moves."""


# --- children ------------------------------------------------------------------------------------


@dataclass
class Life:
    """What a child told before it died, and what it died of."""

    died_of: int | None
    acknowledged: list[tuple[str, int, str]] = field(default_factory=list)
    begun: list[list[str]] = field(default_factory=list)
    boundaries: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    units: int = 0

    @property
    def in_flight(self) -> list[str]:
        """The dossiers of the unit of work that was begun and not acknowledged."""
        return self.begun[-1] if len(self.begun) > self.units else []


@dataclass
class Nursery:
    """The process that forks the children."""

    requests: IO[str]
    answers: IO[str]

    def raise_one(self, **request: Any) -> Life:
        self.requests.write(json.dumps(request) + "\n")
        self.requests.flush()
        answer = json.loads(self.answers.readline())
        life = Life(answer["died_of"])
        for kind, what in answer["said"]:
            if kind == "moved":
                life.units += 1
                life.acknowledged += [tuple(one) for one in what]
            elif kind == "begins":
                life.begun.append(what)
            elif kind == "boundaries":
                life.boundaries = what
            elif kind == "fault":
                life.faults.append(what)
        assert life.faults == []
        return life


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.killed_child"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nursery(process.stdin, process.stdout)
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


@pytest.fixture
def desk(database: Engine) -> Office:
    return office(database).open_doors()


# --- what must be true after a kill --------------------------------------------------------------


def wait_until_it_is_over(database: Engine) -> None:
    """PostgreSQL may still carry out the last words of a child that is dead already."""
    if is_sqlite(database):
        return
    alive = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = :name"
                 " AND datname = current_database()")  # fmt: skip
    limit = time.monotonic() + PATIENCE
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while connection.scalar(alive, {"name": NAME}):
            assert time.monotonic() < limit
            time.sleep(0.001)


def all_is_whole(database: Engine) -> None:
    """Every dossier, and every letter: there is none without its dossier."""
    assert faults(database) == []
    with looking(database) as connection:
        references = [one.reference for one in reading.dossiers_where(connection)]
        letters = connection.scalars(select(func.count()).select_from(letter)).one()
    assert are_whole(database, references) == letters


def are_whole(database: Engine, references: Sequence[str]) -> int:
    """Each dossier is the sum of its entries; each letter is promised by its entry, with the facts
    of that moment; each promise has its letter. How many letters there are."""
    promised: dict[str, Any] = {}
    with looking(database) as connection:
        found = reading.dossiers(connection, references)
        for one in references:
            entries = reading.entries(connection, one)
            assert fold(one, entries) == found.get(one, Dossier(one, ""))
            promised |= promises(one, entries)
        columns = (letter.c.key, letter.c.number, letter.c.template, letter.c.facts)
        query = select(*columns).where(letter.c.reference.in_(references))
        assert {key: tuple(more) for key, *more in connection.execute(query)} == promised
    return len(promised)


def promises(reference: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """The letters that these entries promise, by key."""
    return {
        f"{reference}:{template}:{entry.number}": (
            entry.number, template, fold(reference, entries[: entry.number]).facts,
        )
        for entry in entries
        for template in workflows()[entry.workflow].step[entry.trigger, entry.source].notify
    }  # fmt: skip


def entries_of(database: Engine, references: list[str]) -> list[tuple[str, int, str]]:
    with looking(database) as connection:
        return [
            (entry.reference, entry.number, entry.hash)
            for one in references
            for entry in reading.entries(connection, one)
        ]


def none_or_all(life: Life, database: Engine) -> bool:
    """Whether the unit in flight is there. What was acknowledged is; nothing else is."""
    begun = sorted({reference for unit in life.begun for reference in unit})
    there = set(entries_of(database, begun))
    untold = there - set(life.acknowledged)
    assert set(life.acknowledged) <= there
    are_whole(database, begun)
    assert sorted(reference for reference, *_ in untold) in ([], sorted(life.in_flight))
    return bool(untold)


@contextmanager
def named(**what: object) -> Iterator[None]:
    """A failure inside says which kill it was."""
    try:
        yield
    except BaseException as fault:
        fault.add_note(f"seed {SEED}: {what}")
        raise


# --- kills ---------------------------------------------------------------------------------------


def pace(nursery: Nursery, **request: Any) -> float:
    """The seconds that one unit of work takes here and now."""
    life = nursery.raise_one(**request, seconds=0.3, name="pace", file_no=90000)
    assert life.units
    return 0.3 / life.units


@pytest.mark.parametrize("together", [False, True], ids=["alone", "together"])
def test_a_process_killed_at_any_moment_leaves_every_move_whole_or_absent(
    desk: Office, nursery: Nursery, database_url: str, together: bool
) -> None:
    request = {"kind": "toil", "url": database_url, "together": together}
    longest = MOVES * pace(nursery, **request)
    chance = Random(SEED)
    units: list[int] = []
    in_flight: list[bool] = []
    for number in range(KILLS):
        seconds = chance.uniform(0, longest)
        life = nursery.raise_one(
            **request, seconds=seconds, name=f"K{number}", file_no=number * 100
        )
        with named(kill=number, seconds=seconds, life=life):
            assert life.died_of == signal.SIGKILL
            wait_until_it_is_over(desk.database)
            there = none_or_all(life, desk.database)
        units.append(life.units)
        in_flight += [there] if life.in_flight else []
    all_is_whole(desk.database)
    # The kills were not all alike: some came early and some late, and most in the middle of work
    # that was then as if it had never begun.
    assert len(set(units)) >= 3
    assert len(in_flight) >= KILLS / 2
    assert False in in_flight


def made(desk: Office, moves: list[Move]) -> None:
    for move in moves:
        moved(desk.execute(move))


COMMITTED = {"sqlite": "after COMMIT", "postgresql": "after COMMIT"}
ONE_STATEMENT = {"sqlite": "after COMMIT", "postgresql": "after WITH given"}
SCENES: dict[str, dict[str, Any]] = {
    "an opening": {"steps": (0, 1), "dossiers": 1, "together": False, "done": ONE_STATEMENT},
    "a move with a letter": {
        "steps": (1, 2), "dossiers": 1, "together": False, "done": ONE_STATEMENT,
    },
    "three openings together": {
        "steps": (0, 1), "dossiers": 3, "together": True, "done": COMMITTED,
    },
    "three moves together": {"steps": (1, 2), "dossiers": 3, "together": True, "done": COMMITTED},
    "six steps of two dossiers together": {
        "steps": (0, 6), "dossiers": 2, "together": True, "done": COMMITTED,
    },
}  # fmt: skip


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_process_killed_before_or_after_any_statement_leaves_its_moves_whole_or_absent(
    desk: Office, nursery: Nursery, database_url: str, scene: dict[str, Any]
) -> None:
    first, last = scene["steps"]
    there: list[bool] = []
    boundaries: list[str] = []
    for fatal in count(1):
        references = [f"{fatal}-{part}" for part in "abc"[: scene["dossiers"]]]
        ways = [list(way(one, fatal * 10 + place)) for place, one in enumerate(references)]
        made(desk, [move for moves in ways for move in moves[:first]])
        life = nursery.raise_one(
            kind="make", url=database_url, fatal=fatal, references=references,
            file_no=fatal * 10, steps=(first, last), together=scene["together"],
        )  # fmt: skip
        with named(fatal=fatal, life=life):
            wait_until_it_is_over(desk.database)
            versions = [number for _, number, _ in entries_of(desk.database, references)]
            whole = list(range(1, last + 1)) * len(references)
            absent = list(range(1, first + 1)) * len(references)
            assert versions in (whole, absent)
            are_whole(desk.database, references)
        # Nothing is left that would stop the next officer.
        done = last if versions == whole else first
        made(desk, [move for moves in ways for move in moves[done : last + 1]])
        if boundaries := life.boundaries:
            break
        assert life.died_of == signal.SIGKILL
        there.append(versions == whole)
    all_is_whole(desk.database)
    # Every boundary had its kill; the moves are there from one moment on, and not before.
    committed = scene["done"][desk.database.dialect.name]
    moment = [name.startswith(committed) for name in boundaries].index(True)
    assert there == [place >= moment for place in range(len(boundaries))]
