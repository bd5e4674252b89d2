"""Which reminder of a deadline it is: the day of the deadline, and how long before or after."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from engine.calendar import months_after
from engine.words import Language

Unit = Literal["days", "months"]

_WRITTEN: Final = re.compile(r"(\d{4}-\d\d-\d\d)([+-]\d+)([dm])")
_UNITS: Final[dict[str, Unit]] = {"d": "days", "m": "months"}


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days or full months from a day on; before it where `count` is negative.

    Written "-14d", "+7d", "-12m".
    """

    count: int
    unit: Unit

    @property
    def before(self) -> bool:
        """Whether it lies before the day it is counted from."""
        return self.count < 0

    def counted_from(self, day: date) -> date:
        """The day so long before or after; a month keeps the day of the month, or takes the last
        day of a shorter month."""
        if self.unit == "months":
            return months_after(day, self.count)
        return day + timedelta(self.count)

    def spoken(self, language: Language) -> str:
        """In words: "14 days before", "1 mois après"."""
        count = abs(self.count)
        if language == "fr":
            unit = "mois" if self.unit == "months" else "jour" if count == 1 else "jours"
            return f"{count} {unit} {'avant' if self.before else 'après'}"
        unit = self.unit.removesuffix("s") if count == 1 else self.unit
        return f"{count} {unit} {'before' if self.before else 'after'}"

    def __str__(self) -> str:
        return f"{self.count:+}{self.unit[0]}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The local day of a deadline and an offset from it, written "2027-09-30-14d"."""

    day: date
    offset: Offset

    @classmethod
    def read(cls, text: str) -> "Occurrence":
        """The occurrence as it is written. ValueError where it is not written like that."""
        return _read(text)

    def __str__(self) -> str:
        return _said(self.day, self.offset.count, self.offset.unit)


# The same few are named again and again, by every move of a cycle.
@lru_cache(maxsize=4096)
def _said(day: date, count: int, unit: Unit) -> str:
    return f"{day.isoformat()}{Offset(count, unit)}"


@lru_cache(maxsize=4096)
def _read(text: str) -> Occurrence:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not written like 2027-09-30-14d")
    day, count, unit = found.groups()
    return Occurrence(date.fromisoformat(day), Offset(int(count), _UNITS[unit]))
