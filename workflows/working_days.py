"""The days of UNESCO Headquarters: which day it is there, and which are working days."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from engine.bilingual import both
from engine.dates import said, said_weekday
from engine.parameters import Parameters
from engine.words import Language, Words

PARIS: Final = ZoneInfo("Europe/Paris")


def day_in_paris(instant: datetime) -> date:
    """The day it is at Headquarters at that instant."""
    return instant.astimezone(PARIS).date()


def said_in_paris(instant: datetime, *, exactly: bool = False) -> Words:
    """An instant in words, on the clocks of Headquarters."""
    local = instant.astimezone(PARIS)
    return Words(said(local, exactly=exactly), said(local, "fr", exactly=exactly))


_SPOKEN: Final[Mapping[Language, str]] = {"en": "en_US", "fr": "fr"}
"""The languages as the list of holidays calls them."""


@cache
def _france(language: Language) -> HolidayBase:
    return country_holidays("FR", language=_SPOKEN[language])


def closed(law: Parameters, day: date) -> Words | None:
    """Why Headquarters is closed that day: a weekend, a French public holiday or a closure of the
    house's own; None if it is open."""
    if day.weekday() >= 5:
        return Words(f"a {said_weekday(day)}", f"un {said_weekday(day, 'fr')}")
    if day in _france("en"):
        en, fr = _france("en")[day], _france("fr")[day]
        return Words(f"a public holiday ({en})", f"un jour férié ({fr.replace('; ', ' ; ')})")
    for closure in law.values("house_closures"):
        if day in closure["days"]:
            en, fr = both(closure.says, "reason")
            return Words(
                f"a day on which the house is closed ({en})",
                f"un jour de fermeture du Siège ({fr})",
            )
    return None
