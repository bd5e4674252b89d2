"""Ten thousand letters, four workers that are killed at random, and a mail server that drops lines:
none is lost, and none arrives twice; of a few nobody knows, and each of these says so."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from threading import Thread
from typing import IO

import pytest
from sqlalchemy import Engine, and_, func, select

from engine.runtime.ledger import Name
from engine.runtime.letter_tables import letter_copy
from engine.runtime.reminder_tables import reminder, reminder_letter
from engine.runtime.tables import letter
from notifications.message import identifier
from notifications.relay import MOST_IN_DOUBT
from portal.assemble import now
from tests.delivering_child import DOMAIN
from tests.ten_thousand import AUTUMN, NOMINATIONS, REPORTS, ten_thousand
from tests.workshop import PATIENCE_SECONDS, WORKERS, Workshop, child

SEED = 20270916
KILLS = 40
"""At least so many: one for every so many letters that arrived, and a few before any did."""
LETTERS_A_KILL = (60, 200)
EARLY_KILLS = 8
LATER_SECONDS = (360, 720, 1080, 86_400, 86_760, 87_120, 87_480, 87_840, 88_200)
"""When those who work later come back: after the leases; and on the next day, for whom the day's
message had left already when more was handed over."""


@dataclass
class Sink:
    """What the mail server told: how often each letter arrived, and what it did to the others."""

    port: int
    accepted: Counter[str] = field(default_factory=Counter)
    mischief: Counter[str] = field(default_factory=Counter)

    def hear(self, said: IO[str]) -> None:
        """Keep all that it tells until it ends."""
        for line in said:
            what, which = line.split()
            if what == "accepted":
                self.accepted[which] += 1
            else:
                self.mischief[f"{what} {which}"] += 1

    @property
    def arrived(self) -> int:
        """How many texts it has taken."""
        return self.accepted.total()


@contextmanager
def listening() -> Iterator[Sink]:
    """The mail server. What it told is complete when it has ended."""
    with child("tests.dropping_sink", str(SEED)) as (_, said):
        sink = Sink(int(said.readline().split()[1]))
        hearing = Thread(target=sink.hear, args=(said,))
        hearing.start()
        yield sink
    hearing.join()


# --- the day -------------------------------------------------------------------------------------


def killing(workshop: Workshop, sink: Sink, busy: Callable[[], bool]) -> None:
    """Kill workers at random until all that can leave has left."""
    chance = Random(SEED)
    for _ in range(EARLY_KILLS):
        workshop.fill()
        time.sleep(chance.uniform(0, 0.6))
        workshop.kill(chance.randrange(WORKERS))
    limit = time.monotonic() + PATIENCE_SECONDS
    workshop.fill()
    following = sink.arrived + chance.randint(*LETTERS_A_KILL)
    while busy():
        assert time.monotonic() < limit
        time.sleep(0.002)
        if sink.arrived >= following:
            time.sleep(chance.uniform(0, 0.02))
            workshop.kill(chance.randrange(WORKERS))
            workshop.fill()
            following = sink.arrived + chance.randint(*LETTERS_A_KILL)
    while workshop.pids:
        workshop.kill(0)


def busy(database: Engine, ahead: float) -> bool:
    """Whether anything is due that nobody has begun."""
    at = now() + timedelta(seconds=ahead)
    waits = select(letter.c.key).where(letter.c.status == "waiting", letter.c.due_at <= at)
    planned = select(reminder.c.rule).where(reminder.c.status == "planned", reminder.c.due_at <= at)
    with database.connect() as connection:
        return any(connection.execute(query.limit(1)).first() for query in (planned, waits))


def open_letters(database: Engine) -> int:
    """How many letters wait for a worker, or for the end of another's lease."""
    query = select(func.count()).where(letter.c.status.in_(["waiting", "claimed", "sending"]))
    with database.connect() as connection:
        return connection.scalars(query).one()


def finished(workshop: Workshop, database: Engine) -> None:
    """Those who work later find what was left, as often as the server puts letters off."""
    for later in LATER_SECONDS:
        workshop.finish(later)
        if not open_letters(database):
            return


@pytest.mark.parametrize(
    ("database_url", "share"),
    [("postgresql", 1), ("sqlite", 4)],
    ids=["all of them, PostgreSQL", "every fourth, SQLite"],
    indirect=["database_url"],
)
def test_ten_thousand_letters_arrive_once_though_workers_are_killed_and_lines_are_dropped(
    database: Engine, database_url: str, share: int
):
    ten_thousand(database, NOMINATIONS // share, REPORTS // share)
    ahead = (AUTUMN - now()).total_seconds()
    with listening() as sink, child("tests.delivering_child") as pipes:
        asked = {"url": database_url, "port": sink.port, "ahead": ahead}
        workshop = Workshop(*pipes, asked)
        killing(workshop, sink, lambda: busy(database, ahead))
        finished(workshop, database)
    assert workshop.kills >= KILLS // share
    assert each_letter_arrived_once(database, sink, workshop.kills) >= 10_000 // share
    each_reminder_was_told_once(database)


# --- what must be true in the evening ------------------------------------------------------------


def each_letter_arrived_once(database: Engine, sink: Sink, kills: int) -> int:
    """But for those that say that nobody knows: these not twice either. How many there are."""
    with database.connect() as connection:
        found = connection.execute(select(letter.c.key, letter.c.status)).all()
    arrived: dict[str, Counter[int]] = defaultdict(Counter)
    for key, status in found:
        arrived[status][sink.accepted[identifier(key, DOMAIN)]] += 1
    told = (
        f"{len(found)} letters, {kills} kills, the server {dict(sink.mischief)}; by what became "
        f"of them, how many arrived how often: {dict(arrived)}"
    )
    sent, doubtful = arrived.pop("sent"), Counter[int]()
    for status in ("uncertain", "dropped"):
        doubtful += arrived.pop(status, Counter())
    broken = sink.mischief["dropped text"] + sink.mischief["dropped dot"]
    assert arrived == {}, told
    assert set(sent) == {1}, told
    assert set(doubtful) <= {0, 1}, told
    assert doubtful.total() <= kills * MOST_IN_DOUBT + broken, told
    assert sink.arrived == sent[1] + doubtful[1], told
    return len(found)


def each_reminder_was_told_once(database: Engine) -> None:
    """In one letter, which says so; or a newer one of its series was."""
    same = (reminder_letter.c[name] == reminder.c[name] for name in Name._fields)
    letters = reminder.outerjoin(reminder_letter, and_(*same))
    told = letters.outerjoin(letter_copy, letter_copy.c.letter == reminder_letter.c.letter)
    with database.connect() as connection:
        due = reminder.c.due_at <= AUTUMN
        query = select(reminder, reminder_letter.c.letter, letter_copy.c.text)
        rows = connection.execute(query.select_from(told).where(due)).all()
    by_name: dict[Name, dict[str, str]] = defaultdict(dict)
    status = {}
    for row in rows:
        name = Name(*row[:4])
        status[name] = row.status
        if row.letter:
            by_name[name][row.letter] = row.text
    assert Counter(status.values()).keys() == {"cancelled", "skipped", "handed"}
    handed = {name for name, one in status.items() if one == "handed"}
    assert set(by_name) == handed
    assert [name for name in handed if len(by_name[name]) != 1] == []
    assert [name for name in handed for text in by_name[name].values()
            if name.reference not in text] == []  # fmt: skip
