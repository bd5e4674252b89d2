"""The days of UNESCO Headquarters: which day it is there, and which are working days."""

from datetime import date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from engine.parameters import Parameters

PARIS: Final = ZoneInfo("Europe/Paris")


def day_in_paris(instant: datetime) -> date:
    """The day it is at Headquarters at that instant."""
    return instant.astimezone(PARIS).date()


@cache
def _france() -> HolidayBase:
    return country_holidays("FR", language="en_US")


def closed(law: Parameters, day: date) -> str | None:
    """Why Headquarters is closed that day: a weekend, a French public holiday or a closure of the
    house's own; None if it is open."""
    if day.weekday() >= 5:
        return f"a {day:%A}"
    if holiday := _france().get(day):
        return f"a public holiday ({holiday})"
    for closure in law.values("house_closures"):
        if day in closure["days"]:
            return f"a day on which the house is closed ({closure['reason']})"
    return None
