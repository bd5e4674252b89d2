"""The calendar of a cycle as an iCalendar file, for the calendars of delegations (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from engine.calendar import Deadline
from workflows.timetable import Entry


def calendar_file(entries: Iterable[Entry], cycle: int, now: datetime) -> bytes:
    """One event per entry: a deadline at its UTC instant, whole days from the first to the last.

    The UIDs never change, so that a file read again replaces what was read before; `now` is the
    instant at which it is written.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ich-dossiers//calendar of a cycle//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"2003 Convention, cycle of {cycle}")
    for entry in entries:
        calendar.add_component(_event(entry, cycle, now))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, cycle: int, now: datetime) -> Event:
    due = entry.due
    event = Event()
    event.add("uid", f"{due.key}-{cycle}@ich-dossiers")
    event.add("dtstamp", now)
    event.add("summary", f"{entry.label} (cycle {cycle})")
    reasons = [sentence.en for sentence in due.derivation]
    event.add("description", "\n".join([*reasons, f"[{due.citation}; {due.mark}]"]))
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    if entry.days is not None:
        first, last = entry.days
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))  # the end is the first day after it
    elif isinstance(due, Deadline):
        event.add("dtstart", due.instant)
    return event
