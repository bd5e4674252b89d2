"""`dossiers demo`: the real cycle 2021, replayed day by day on a simulated clock."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from engine.decide import Refused
from engine.dossier import Actor
from engine.element import Element
from engine.runtime import queries, reading
from engine.runtime.database import Database, writer
from engine.runtime.held_letters import held_letters
from engine.runtime.office import Office
from engine.runtime.register import add
from engine.runtime.release import release
from engine.runtime.seals import make_seal
from engine.runtime.sweep import sweep
from portal.assemble import THE_SYSTEM, NotReady, delivery, office, upgraded
from portal.register import published
from portal.replay import ASKS_FOR_MORE, CHIEF, CYCLE, OFFICER, Planned, plan
from portal.settings import DEFAULT_DATABASE, Settings
from portal.summary import summarise

DEMO_DATABASE = Path("var/demo.sqlite")

FIRST_DAY, LAST_DAY = date(2019, 10, 1), date(2021, 12, 20)


class SimulatedClock:
    """A clock that is told what time it is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """What it was told."""
        return self.at


def run(database: Database, settings: Settings) -> tuple[Office, bool]:
    """Replay the cycle; the office as it then is, and whether every promise held.

    NotReady when the database is not empty.
    """
    console = Console(stderr=True)
    clock = SimulatedClock(_noon(FIRST_DAY))
    replayed = office(_empty(upgraded(database)), clock)
    elements = published()
    before = [one for one in elements if one.year < CYCLE]
    files = [one for one in elements if one.year == CYCLE]
    console.print(f"Importing {len(before)} elements of the register, to the end of {CYCLE - 1}.")
    _import(replayed, before)
    console.print(f"Replaying cycle {CYCLE}: {len(files)} files, {FIRST_DAY} to {LAST_DAY}.")
    deliver = delivery(settings, replayed)
    with Progress(console=console, transient=True) as progress:
        days = progress.add_task("", total=(LAST_DAY - FIRST_DAY).days + 1)
        for day in replay(replayed, clock, plan(files), deliver):
            progress.update(days, advance=1, description=f"{day}")
    return replayed, summarise(replayed, settings)


def replay(
    of: Office, clock: SimulatedClock, planned: list[Planned], deliver: Callable[[], object]
) -> Iterator[date]:
    """Live through every day: the moves planned for it, with each completeness letter released as
    it is written; then the sweep, the other letters released the evening they were written, the
    reminders and letters of the day, and a seal at the end of each month."""
    waiting = iter([*planned, None])
    coming = next(waiting)
    day = FIRST_DAY
    while day <= LAST_DAY:
        while coming is not None and coming.at.date() <= day:
            clock.at = coming.at
            _make(of, coming)
            coming = next(waiting)
        clock.at = _noon(day) + timedelta(hours=8)
        sweep(of, THE_SYSTEM)
        with queries.looking(of.database) as connection:
            keys = [one.key for one in held_letters(connection)]
        _released(of, keys, CHIEF)
        following = day + timedelta(days=1)
        if following.month != day.month or day == LAST_DAY:
            make_seal(of)
        deliver()
        yield day
        day = following


def _make(of: Office, planned: Planned) -> None:
    outcome = of.execute_together(planned.moves)
    if isinstance(outcome, Refused):
        raise RuntimeError(f"the replay was refused at {planned.at}:\n{outcome}")
    entries = [one.entry for one in outcome if one.entry.trigger == ASKS_FOR_MORE]
    _released(of, [f"{one.reference}:completeness:{one.number}" for one in entries], OFFICER)


def _released(of: Office, keys: Sequence[str], who: Actor) -> None:
    for key, outcome in release(of, keys, who).items():
        if isinstance(outcome, Refused):
            raise RuntimeError(f"the replay could not release {key}:\n{outcome}")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


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
