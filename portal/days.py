"""Living through days on a simulated clock: what was planned, the sweep, the letters of a day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.held_letters import held_letters
from engine.runtime.office import Office
from engine.runtime.release import release
from engine.runtime.seals import make_seal
from engine.runtime.sweep import sweep
from portal.assemble import THE_SYSTEM
from portal.replay import ASKS_FOR_MORE, CHIEF, OFFICER, Planned


class SimulatedClock:
    """A clock that is told what time it is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """What it was told."""
        return self.at


def live(
    of: Office,
    clock: SimulatedClock,
    planned: Sequence[Planned],
    deliver: Callable[[], object],
    first: date,
    until: datetime,
    *,
    hold: bool = False,
) -> Iterator[date]:
    """Live through every day from the first until that instant: the moves planned for it, with each
    completeness letter released as it is written; then the sweep, the other letters released the
    evening they were written, the reminders and letters of the day, and a seal at the end of each
    month. With `hold`, what is written on the last day is not released."""
    waiting = iter([*planned, None])
    coming = next(waiting)
    day = first
    while day <= until.date():
        held = hold and day == until.date()
        while coming is not None and coming.at.date() <= day:
            clock.at = coming.at
            _make(of, coming, held=held)
            coming = next(waiting)
        clock.at = min(until, _evening(day))
        sweep(of, THE_SYSTEM)
        if not held:
            with queries.looking(of.database) as connection:
                keys = [one.key for one in held_letters(connection)]
            _released(of, keys, CHIEF)
        following = day + timedelta(days=1)
        if following.month != day.month or day == until.date():
            make_seal(of)
        deliver()
        yield day
        day = following


def _make(of: Office, planned: Planned, *, held: bool) -> None:
    outcome = of.execute_together(planned.moves)
    if isinstance(outcome, Refused):
        raise RuntimeError(f"a planned move was refused at {planned.at}:\n{outcome}")
    asking = {one.entry.reference for one in outcome if one.entry.trigger == ASKS_FOR_MORE}
    if asking and not held:
        with queries.looking(of.database) as connection:
            keys = [one.key for one in held_letters(connection) if one.reference in asking]
        _released(of, keys, OFFICER)


def _released(of: Office, keys: Sequence[str], who: Actor) -> None:
    for key, outcome in release(of, keys, who).items():
        if isinstance(outcome, Refused):
            raise RuntimeError(f"a planned letter could not be released, {key}:\n{outcome}")


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
