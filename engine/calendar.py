"""Deadlines: an instant that says why it is that instant, and the algebra that makes one."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.citation import Citation, Mark


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant at which something is in time.

    `instant` is UTC, `zone` the IANA zone its date and hour are said in, `derivation` the
    sentences that lead to it: anchor, offsets, shifts. Four things are kept apart: `soft`, the UTC
    instant by which it is expected and with which nothing closes; `instant`, which closes; `grace`,
    the time after it in which what comes still counts as in time; `late`, the role that may accept
    what comes later still, None where nobody may.
    """

    key: str
    instant: datetime
    zone: str
    derivation: tuple[str, ...]
    citation: Citation
    mark: Mark
    soft: datetime | None = None
    grace: timedelta = timedelta(0)
    late: str | None = None

    @property
    def local(self) -> datetime:
        """The instant on the clocks of its zone."""
        return self.instant.astimezone(ZoneInfo(self.zone))

    @property
    def closes(self) -> datetime:
        """The last UTC instant that counts as in time: the cut-off and its grace."""
        return self.instant + self.grace

    def __str__(self) -> str:
        return said(self.local)


@dataclass(frozen=True, slots=True)
class Period:
    """The days, first and last, between which something falls while the law fixes no day for it.

    All else as in a Deadline: `grace` and `late` will hold for the day once it is fixed.
    """

    key: str
    first: date
    last: date
    zone: str
    derivation: tuple[str, ...]
    citation: Citation
    mark: Mark
    grace: timedelta = timedelta(0)
    late: str | None = None

    def __str__(self) -> str:
        return f"{said_day(self.first)} to {said_day(self.last)}"


def said(local: datetime, *, exactly: bool = False) -> str:
    """A local instant in words: "31 March 2027, 18:00 (Paris time)"; exactly, with seconds."""
    name = str(local.tzinfo)
    place = name if name == "UTC" else f"{name.rpartition('/')[2].replace('_', ' ')} time"
    return f"{said_day(local)}, {local:{'%H:%M:%S' if exactly else '%H:%M'}} ({place})"


def said_day(day: date) -> str:
    """A day in words: "31 March 2027"."""
    return f"{day.day} {day:%B} {day.year}"


def at_local(day: date, hour: time, zone: str) -> datetime:
    """The UTC instant of a day and hour on the clocks of a zone."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_open_day(day: date, closed: Callable[[date], str | None]) -> tuple[date, tuple[str, ...]]:
    """The first day from `day` on that is not closed, and the reason of every day skipped.

    `closed` answers with the reason why a day is no working day, or with None.
    """
    skipped: list[str] = []
    while reason := closed(day):
        skipped.append(f"{said_day(day)} is {reason}")
        day += timedelta(days=1)
    return day, tuple(skipped)
