"""What somebody asks of the letters that are kept: words, a dossier, an address, days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.calendar import at_local
from portal.words import PARIS

STATUSES = (
    "held", "waiting", "claimed", "sending", "sent", "uncertain", "failed", "dropped", "cancelled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """A search as it was typed; what is empty is not asked. `first` and `last` are days in Paris,
    both included; `after` is the key of the letter that the page before ended with."""

    text: str = ""
    dossier: str = ""
    address: str = ""
    template: str = ""
    status: str = ""
    first: str = ""
    last: str = ""
    after: str = ""

    @property
    def since(self) -> datetime | None:
        """When the first day begins."""
        day = _day(self.first)
        return None if day is None else at_local(day, time(0), PARIS.key)

    @property
    def until(self) -> datetime | None:
        """The last instant of the last day."""
        day = _day(self.last)
        if day is None or day == date.max:
            return None
        return at_local(day + timedelta(1), time(0), PARIS.key) - timedelta(microseconds=1)

    @property
    def no_days(self) -> tuple[str, ...]:
        """The names of the days that are none."""
        given = {"first": self.first, "last": self.last}
        return tuple(name for name, text in given.items() if text and _day(text) is None)

    @property
    def fields(self) -> Mapping[str, str]:
        """What was typed, by the name of its field; the page is not among them."""
        named = ("text", "dossier", "address", "template", "status", "first", "last")
        return {name: getattr(self, name) for name in named}


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 9000 else None
