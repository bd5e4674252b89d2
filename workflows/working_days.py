"""The working days of UNESCO Headquarters."""

from datetime import date
from functools import cache

from holidays import country_holidays
from holidays.holiday_base import HolidayBase


@cache
def _france() -> HolidayBase:
    return country_holidays("FR", language="en_US")


def closed(day: date) -> str | None:
    """Why Headquarters is closed that day: a weekend or a French public holiday; None if open."""
    if day.weekday() >= 5:
        return f"a {day:%A}"
    holiday = _france().get(day)
    return f"a public holiday ({holiday})" if holiday else None
