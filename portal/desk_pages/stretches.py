"""The groups of the desk: how far off, or how long past, the next date is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from portal.desk_pages.query import Line

CRITICAL: Final = 30
"""Days after a date: more than so many are critical."""

SOON: Final = 14
"""Days before a date in which it is due soon."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A group: its words and those that explain it, its place among those that are counted, and
    its bounds in a line."""

    name: str
    told: str
    place: int
    since: str = ""
    until: str = ""
    dated: bool | None = None

    def of(self, line: Line) -> Line:
        """The line narrowed to this group."""
        return replace(line, since=self.since, until=self.until, dated=self.dated)


STRETCHES: Final = (
    Stretch("desk_critical", "desk_critical_told", 0, until=f"-{CRITICAL}d"),
    Stretch("desk_overdue", "desk_overdue_told", 1, since=f"-{CRITICAL}d", until="0d"),
    Stretch("desk_soon", "desk_soon_told", 2, since="0d", until=f"{SOON}d"),
    Stretch("desk_later", "desk_later_told", 3, since=f"{SOON}d"),
    Stretch("desk_no_date", "desk_no_date_told", -1, dated=False),
)
"""In their order on the page; each dossier is in one of them."""


def edges(now: datetime) -> tuple[datetime, ...]:
    """The instants between the groups that have a date."""
    return tuple(now + timedelta(days=one) for one in (-CRITICAL, 0, SOON))


def days_from(now: datetime, due: datetime) -> int:
    """Whole days until a date, rounded to the side of zero: -1 is a day late, and more."""
    whole = abs(due - now) // timedelta(days=1)
    return whole if due >= now else -whole
