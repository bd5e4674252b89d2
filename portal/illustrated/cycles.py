"""Which cycles an office has before it on a day, and when each step of a file is usual in one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Final

from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from workflows.timetable import session, submission


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycle for which drafts are written, the one whose places are being given, and the last
    one whose session is over."""

    drafted: int
    placed: int
    over: int


def cycles_on(law: Parameters, today: datetime) -> Cycles:
    """The cycles of an office on that day; of those to come no more than the law knows."""
    drafted = next(
        year for year in count(today.year) if submission(law, _any_of(year)).closes > today
    )
    placed = next(year for year in range(drafted - 1, 0, -1) if _has_places(law, year))
    over = next(year for year in range(placed, 0, -1) if _closed(law, year, today.date()))
    return Cycles(drafted, placed, over)


def session_named(law: Parameters, cycle: int) -> str:
    """The short name of the session that examines the cycle, like "21.COM"."""
    return f"{cycle - 2005}.COM"


def _any_of(cycle: int) -> Dossier:
    return Dossier("", "rl", facts={"cycle": cycle})


def _has_places(law: Parameters, cycle: int) -> bool:
    try:
        law.for_cycle("ceiling", cycle)
    except UnknownParameter:
        return False
    return True


def _closed(law: Parameters, cycle: int, today: date) -> bool:
    try:
        closes: date = session(law, _any_of(cycle))["closes"]
    except UnknownParameter:
        return False
    return closes < today


_USUAL: Final = {
    "open": (-2, 10, 6),
    "submit": (-1, 2, 12),
    "register": (-1, 4, 3),
    "include": (-1, 5, 20),
    "start_check": (-1, 5, 26),
    "find_complete": (-1, 6, 16),
    "request_completion": (-1, 6, 10),
    "resubmit": (-1, 8, 24),
    "transmit": (-1, 10, 5),
    "publish": (0, 10, 28),
}
"""The first day on which a step is usual: years from the cycle's, month and day. Files are handed
to the Evaluation Body somewhat earlier than in life, so that some are with it all year round."""


def usual(cycle: int, trigger: str, today: datetime, place: int) -> datetime | None:
    """When a step is first usual for a file of that cycle, drawn apart by its place among the
    files; None where nobody minds, or where that is still to come: then it was done early."""
    if trigger not in _USUAL:
        return None
    years, month, day = _USUAL[trigger]
    at = datetime(cycle + years, month, day, 8, tzinfo=UTC)
    at += timedelta(days=place % 9, hours=place % 7, minutes=7 * (place % 5))
    return at if at < today - timedelta(days=2) else None
