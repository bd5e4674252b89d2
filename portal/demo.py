"""`dossiers demo`: the real cycle 2021, replayed day by day, and beside it an office of today."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from engine.element import Element
from engine.runtime import reading
from engine.runtime.database import Database, writer
from engine.runtime.office import Clock, Office
from engine.runtime.register import add
from portal.assemble import NotReady, delivery, now, office, upgraded
from portal.days import SimulatedClock, live
from portal.illustrated.lived import lived_until
from portal.register import published
from portal.replay import CYCLE, plan
from portal.settings import DEFAULT_DATABASE, Settings
from portal.summary import summarise

DEMO_DATABASE = Path("var/demo.sqlite")

FIRST_DAY, LAST = date(2019, 10, 1), datetime(2021, 12, 20, 20, tzinfo=UTC)


def run(database: Database, settings: Settings, clock: Clock = now) -> tuple[Office, bool]:
    """Replay the cycle, then live through the invented files until now; the office as it is now, on
    that clock, and whether every promise of the replay held.

    NotReady when the database is not empty.
    """
    console = Console(stderr=True)
    replayed, held = replay(database, settings, console)
    told, until = SimulatedClock(LAST), clock()
    living = Office(replayed.database, replayed.book, told, replayed.planner)
    console.print(f"Living through invented files, to {until:%Y-%m-%d}.")
    with Progress(console=console, transient=True) as progress:
        days = progress.add_task("", total=None)
        for day in lived_until(living, told, delivery(settings, living), until):
            progress.update(days, description=f"{day}")
    return Office(replayed.database, replayed.book, clock, replayed.planner), held


def replay(database: Database, settings: Settings, console: Console) -> tuple[Office, bool]:
    """Replay the real cycle; the office on the evening of its last day, and whether every promise
    held. NotReady when the database is not empty."""
    clock = SimulatedClock(datetime(2019, 10, 1, 12, tzinfo=UTC))
    replayed = office(_empty(upgraded(database)), clock)
    elements = published()
    before = [one for one in elements if one.year < CYCLE]
    files = [one for one in elements if one.year == CYCLE]
    console.print(f"Importing {len(before)} elements of the register, to the end of {CYCLE - 1}.")
    _import(replayed, before)
    console.print(f"Replaying cycle {CYCLE}: {len(files)} files, {FIRST_DAY} to {LAST:%Y-%m-%d}.")
    deliver = delivery(settings, replayed)
    with Progress(console=console, transient=True) as progress:
        days = progress.add_task("", total=(LAST.date() - FIRST_DAY + timedelta(days=1)).days)
        for day in live(replayed, clock, plan(files), deliver, FIRST_DAY, LAST):
            progress.update(days, advance=1, description=f"{day}")
    return replayed, summarise(replayed, settings)


def _import(of: Office, elements: list[Element]) -> None:
    with writer(of.database).begin() as connection:
        add(connection, elements)


def chosen(settings: Settings) -> Settings:
    """The settings as they were given; or, where no database was, with the demonstration's own,
    made anew."""
    if settings.database_url != DEFAULT_DATABASE:
        return settings
    for ending in ("", "-wal", "-shm"):
        DEMO_DATABASE.with_name(f"{DEMO_DATABASE.name}{ending}").unlink(missing_ok=True)
    return settings.model_copy(update={"database_url": f"sqlite:///{DEMO_DATABASE}"})


def _empty(database: Database) -> Database:
    with database.connect() as connection:
        dossiers, elements = reading.how_many(connection)
    if dossiers or elements:
        raise NotReady(
            f"the database already holds {dossiers} dossiers and {elements} elements; the "
            "demonstration needs an empty one"
        )
    return database
