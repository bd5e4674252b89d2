"""Days and instants in words, in the two working languages."""

from datetime import date, datetime
from typing import Final

from engine.calendar import said, said_day
from engine.words import Language

_MOIS: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()


def day_in_words(day: date, language: Language) -> str:
    """A day in words: 31 March 2027; 31 mars 2027, 1er avril 2027."""
    if language == "en":
        return said_day(day)
    return f"{'1er' if day.day == 1 else day.day} {_MOIS[day.month - 1]} {day.year}"


def moment_in_words(local: datetime, language: Language) -> str:
    """In words: 31 March 2027, 18:00 (Paris time); 31 mars 2027 à 18 h 00 (heure de Paris)."""
    if language == "en":
        return said(local)
    place = str(local.tzinfo).rpartition("/")[2].replace("_", " ")
    hour = f"{local.hour} h {local.minute:02}"
    zone = "UTC" if place == "UTC" else f"heure de {place}"
    return f"{day_in_words(local, language)} à {hour} ({zone})"
