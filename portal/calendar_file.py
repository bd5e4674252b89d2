"""The calendar of a cycle as an iCalendar file, for the calendars of delegations."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from engine.calendar import Deadline
from notifications.icalendar_file import Dated, icalendar_file
from workflows.timetable import Entry


def calendar_file(entries: Iterable[Entry], cycle: int, now: datetime) -> bytes:
    """One event per entry: a deadline at its UTC instant, whole days from the first to the last.

    The UIDs never change, so that a file read again replaces what was read before; `now` is the
    instant at which it is written.
    """
    dates = (dated for entry in entries for dated in _dated(entry, cycle))
    name = f"2003 Convention, cycle of {cycle}"
    return icalendar_file(dates, "calendar of a cycle", now, name=name)


def _dated(entry: Entry, cycle: int) -> Iterator[Dated]:
    """An entry as its date; none where the law has fixed neither an instant nor days."""
    due = entry.due
    uid = f"{due.key}-{cycle}@ich-dossiers"
    summary = f"{entry.label} (cycle {cycle})"
    reasons = [sentence.en for sentence in due.derivation]
    description = "\n".join([*reasons, f"[{due.citation}; {due.mark}]"])
    if entry.days is not None:
        first, last = entry.days
        yield Dated(uid, summary, description, first, last)
    elif isinstance(due, Deadline):
        yield Dated(uid, summary, description, due.instant)
