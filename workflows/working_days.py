"""The days of UNESCO Headquarters: which day it is there, and which are working days."""

from datetime import date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

PARIS: Final = ZoneInfo("Europe/Paris")


def day_in_paris(instant: datetime) -> date:
    """The day it is at Headquarters at that instant."""
    return instant.astimezone(PARIS).date()


@cache
def _france() -> HolidayBase:
    return country_holidays("FR", language="en_US")


def closed(day: date) -> str | None:
    """Why Headquarters is closed that day: a weekend or a French public holiday; None if open."""
    if day.weekday() >= 5:
        return f"a {day:%A}"
    holiday = _france().get(day)
    return f"a public holiday ({holiday})" if holiday else None
