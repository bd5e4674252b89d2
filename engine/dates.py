"""Days, hours and instants in words, in the two working languages."""

from datetime import date, datetime, time
from typing import Final

from engine.words import Language

_MONTHS: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_WEEKDAYS: Final = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def said(local: datetime, language: Language = "en", *, exactly: bool = False) -> str:
    """A local instant: "31 March 2027, 18:00 (Paris time)", "31 mars 2027 à 18 h 00 (heure de
    Paris)"; exactly, with seconds."""
    hour, zone = said_hour(local, language, exactly=exactly), said_zone(str(local.tzinfo), language)
    return f"{said_day(local, language)}{' à' if language == 'fr' else ','} {hour} ({zone})"


def said_day(day: date, language: Language = "en") -> str:
    """A day: "31 March 2027", "31 mars 2027"; the first of a month is "1er" in French."""
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return f"{number} {said_month(day, language)} {day.year}"


def said_hour(hour: datetime | time, language: Language = "en", *, exactly: bool = False) -> str:
    """An hour: "18:00", "18 h 00"; exactly, with seconds."""
    if language == "fr":
        seconds = f" min {hour.second:02} s" if exactly else ""
        return f"{hour.hour} h {hour.minute:02}{seconds}"
    return f"{hour:%H:%M:%S}" if exactly else f"{hour:%H:%M}"


def said_month(day: date, language: Language = "en") -> str:
    """The name of a day's month: "March", "mars"."""
    return _MONTHS[day.month - 1] if language == "fr" else f"{day:%B}"


def said_weekday(day: date, language: Language = "en") -> str:
    """The name of a day of the week: "Sunday", "dimanche"."""
    return _WEEKDAYS[day.weekday()] if language == "fr" else f"{day:%A}"


def said_zone(zone: str, language: Language = "en") -> str:
    """Whose clocks an IANA zone means: "Paris time", "heure de Paris"; UTC is UTC."""
    place = zone.rpartition("/")[2].replace("_", " ")
    if place == "UTC":
        return place
    return f"heure de {place}" if language == "fr" else f"{place} time"
