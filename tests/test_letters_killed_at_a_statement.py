"""A worker that is killed between any two statements: what it hands over is handed over whole or
not at all, and of what it sends no more is in doubt than was about to leave."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from engine.dossier import Actor
from engine.runtime import ledger
from engine.runtime.letter_tables import letter_copy
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.reminder_tables import reminder, reminder_letter
from engine.runtime.tables import letter
from notifications.binding import BINDING
from notifications.relay import MOST_IN_DOUBT
from portal.assemble import relay, reminding
from portal.settings import Settings
from tests.conftest import ToldClock
from tests.moves import made, posted
from tests.ten_thousand import AUTUMN, SPRING, STATES, SUMMER, nomination, report
from tests.workshop import Workshop, child

AFTER_THE_LEASE = timedelta(minutes=6)
PERSONS = 1000
NAMED = tuple(reminder.c[name] for name in ledger.Name._fields)


@pytest.fixture(scope="module")
def pipes() -> Iterator[tuple[Any, Any]]:
    """The process that forks the workers."""
    with child("tests.delivering_child") as both:
        yield both


@dataclass
class Case:
    """An office, a person with two files in it for every kill, and where letters arrive."""

    desk: Office
    clock: ToldClock
    workshop: Workshop
    place: Path

    def prepared(self, number: int) -> tuple[str, str]:
        """A nomination that waits for what is missing, and a report that was never announced, of
        one contact person: their references."""
        files = *nomination(number, PERSONS), report(number)
        for move in files:
            self.clock.at = SUMMER if move.trigger == "request_completion" else SPRING
            made(self.desk, move)
        posted(self.desk, files[0].reference)
        return files[0].reference, files[-1].reference

    def killed(self, what: str, fatal: int) -> bool:
        """Whether a worker was killed at that boundary of what it did; not, when it had fewer."""
        ended = self.workshop.once(
            what=what, at=moment(fatal).isoformat(), fatal=fatal,
            letters=str(self.place / "letters"), boundaries=str(self.place / "boundaries"),
        )  # fmt: skip
        assert ended in (0, -9)
        return ended == -9

    def hand_over(self, at: datetime) -> None:
        """Somebody else hands over what is due."""
        self.clock.at = at
        ledger.let_go(self.desk.database, at)
        reminding(Settings(), self.desk).hand_over()

    def send(self, at: datetime) -> None:
        """Somebody else sends what is due."""
        self.clock.at = at
        settings = Settings(transport="folder", outbox=str(self.place))
        replace(relay(settings, self.desk), transport=self._post).send_due()

    def _post(self, message: EmailMessage, key: str) -> None:
        with (self.place / "letters").open("a") as letters:
            letters.write(f"{key}\n")

    def boundaries(self) -> list[str]:
        """All that one worker passed which lived."""
        return list(json.loads((self.place / "boundaries").read_text()))

    def rows(self, query: Any) -> list[Any]:
        """What a query finds."""
        with looking(self.desk.database) as connection:
            return list(connection.execute(query))


@pytest.fixture
def case(
    office: Office, clock: ToldClock, database_url: str, pipes: tuple[Any, Any], tmp_path: Path
) -> Case:
    (tmp_path / "letters").touch()
    return Case(office, clock, Workshop(*pipes, {"url": database_url}), tmp_path)


def moment(number: int) -> datetime:
    """When the worker of that kill is at work."""
    return AUTUMN + timedelta(minutes=7 * number)


# --- handed over ---------------------------------------------------------------------------------


def standing(case: Case, references: Sequence[str]) -> tuple[Counter[Any], Counter[str]]:
    """Where the reminders of two files stand that are due, and how many each letter tells."""
    mine = reminder.c.reference.in_(references)
    due = select(*NAMED[1:], reminder.c.status).where(mine, reminder.c.due_at <= AUTUMN)
    told = (
        select(letter.c.template, func.count())
        .join(reminder_letter, reminder_letter.c.letter == letter.c.key)
        .where(reminder_letter.c.reference.in_(references))
        .group_by(letter.c.key, letter.c.template)
    )
    lines = Counter(tuple(row) for row in case.rows(due))
    return lines, Counter({f"{row[0]} {row[1]}": 1 for row in case.rows(told)})


def test_a_worker_killed_at_any_statement_has_handed_over_everything_or_nothing(case: Case):
    example = case.prepared(PERSONS - 1)
    before, _ = standing(case, example)
    claimed = Counter((*one[:3], one[3].replace("planned", "claimed")) for one in before)
    case.hand_over(AUTUMN)
    done = standing(case, example)
    assert done[1] == {"digest 2": 1, "notice_usl_report 1": 1}
    whole = []
    for fatal in count(1):
        files = case.prepared(fatal)
        if not case.killed("hand over", fatal):
            break
        there = standing(case, files)
        assert there in ((before, Counter()), (claimed, Counter()), done)
        whole.append(there == done)
        case.hand_over(moment(fatal) + AFTER_THE_LEASE)
        assert standing(case, files) == done
    # Every boundary had its kill; all is handed over from one moment on, and not before.
    assert len(whole) == len(case.boundaries())
    assert whole == sorted(whole)
    assert set(whole) == {True, False}


# --- sent ----------------------------------------------------------------------------------------


def letters_of(case: Case, references: Sequence[str]) -> dict[str, Any]:
    """The letters that were promised about two files, by key."""
    told = select(reminder_letter.c.letter).where(reminder_letter.c.reference.in_(references))
    mine = letter.c.reference.in_(references) | letter.c.key.in_(told)
    return {row.key: row for row in case.rows(select(letter).where(mine))}


def arrived(case: Case) -> Counter[str]:
    """How often each letter arrived."""
    return Counter((case.place / "letters").read_text().splitlines())


def copies(case: Case) -> Counter[str]:
    """How often each letter was about to leave."""
    return Counter(row.letter for row in case.rows(select(letter_copy.c.letter)))


def answered(case: Case, references: Sequence[str]) -> None:
    """What is asked of these files is done before their reminders leave."""
    for one in references:
        trigger = "resubmit" if one.startswith("RL") else "submit"
        state = STATES[int(one[-4:]) % len(STATES)]
        delegate = Actor(f"The delegate of {state}", "state_party", frozenset({state}))
        made(case.desk, Move(one, trigger, delegate))


@pytest.mark.parametrize(
    ("database_url", "done"),
    [("sqlite", 0), ("postgresql", 1), ("sqlite", 2)],
    ids=["SQLite, nothing done", "PostgreSQL, one file done", "SQLite, both done"],
    indirect=["database_url"],
)
def test_a_worker_killed_at_any_statement_leaves_in_doubt_only_what_was_about_to_leave(
    case: Case, done: int
):
    doubts = []
    for fatal in count(1):
        files = case.prepared(fatal)
        case.hand_over(moment(fatal))
        answered(case, files[:done])
        killed = case.killed("send", fatal)
        kept, there = copies(case), arrived(case)
        for key, one in letters_of(case, files).items():
            begun = one.status in ("sending", "sent")
            assert kept[key] == begun, key
            assert there[key] in {"sending": (0, 1), "sent": (1,)}.get(one.status, (0,))
        case.send(moment(fatal) + AFTER_THE_LEASE)
        found, kept, there = letters_of(case, files), copies(case), arrived(case)
        doubtful = [one for one in found.values() if one.status in ("uncertain", "dropped")]
        cancelled = sorted(one.template for one in found.values() if one.status == "cancelled")
        for key, one in found.items():
            assert kept[key] == (one.status != "cancelled"), key
            times = {"sent": (1,), "uncertain": (0, 1), "dropped": (0, 1), "cancelled": (0,)}
            assert there[key] in times[one.status], (key, one.problem)
        assert cancelled == [[], [], ["digest", "notice_usl_report"]][done]
        binding = [one for one in doubtful if one.template in BINDING]
        assert len(doubtful) <= (1 if binding else MOST_IN_DOUBT)
        doubts.append(len(doubtful))
        if not killed:
            break
    assert len(doubts) == len(case.boundaries()) + 1
    assert doubts[-1] == 0
    assert max(doubts) > 1
