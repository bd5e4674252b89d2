"""How long until an instant, in words, and the same instant on the clocks of another zone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.calendar import Deadline
from engine.dates import said
from engine.words import Words

PARIS: Final = "Europe/Paris"
_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class NextDate:
    """A deadline as a page tells it: how long until then, on the clocks of whoever looks (None
    where these are the clocks of Paris), and whether it is near or over."""

    due: Deadline
    lasts: Words
    here: Words | None
    over: bool
    near: bool


def next_date_told(due: Deadline, now: datetime, zone: str) -> NextDate:
    """A deadline as it is told now to somebody who lives by that zone."""
    seconds = (due.instant - now).total_seconds()
    near = 0 <= seconds < 30 * _DAY
    return NextDate(due, lasts(now, due.instant), _here(due.instant, zone), seconds < 0, near)


def lasts(now: datetime, instant: datetime) -> Words:
    """How long from now until the instant: "in 12 days", "3 hours ago"."""
    seconds = int((instant - now).total_seconds())
    en, fr = _amount(abs(seconds))
    return Words(f"{en} ago", f"il y a {fr}") if seconds < 0 else Words(f"in {en}", f"dans {fr}")


def _amount(seconds: int) -> Words:
    if seconds < _HOUR:
        return Words("less than an hour", "moins d'une heure")
    if seconds < 2 * _DAY:
        return _several(seconds // _HOUR, "hour", "heure")
    if seconds < 90 * _DAY:
        return _several(seconds // _DAY, "day", "jour")
    months = round(seconds / (_DAY * 365.25 / 12))
    return Words(f"about {months} months", f"environ {months} mois")


def _several(number: int, en: str, fr: str) -> Words:
    s = "" if number == 1 else "s"
    return Words(f"{number} {en}{s}", f"{number} {fr}{s}")


def _here(instant: datetime, zone: str) -> Words | None:
    if zone == PARIS:
        return None
    local = instant.astimezone(ZoneInfo(zone))
    return Words(said(local), said(local, "fr"))
