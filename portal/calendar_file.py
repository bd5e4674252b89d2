"""The calendar of a cycle as an iCalendar file, for the calendars of delegations."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from engine.calendar import Deadline
from engine.words import Language, Words
from notifications.icalendar_file import Dated, icalendar_file
from portal.words import named
from workflows.timetable import Entry

_NAME: Final = Words("2003 Convention, cycle of {}", "Convention de 2003, cycle {}")
_SOURCE: Final = Words("[{}; {}]", "[{} ; {}]")


def calendar_file(
    entries: Iterable[Entry], cycle: int, now: datetime, language: Language = "en"
) -> bytes:
    """One event per entry: a deadline at its UTC instant, whole days from the first to the last.

    The UIDs never change, in whichever language, so that a file read again replaces what was read
    before; `now` is the instant at which it is written.
    """
    dates = (dated for entry in entries for dated in _dated(entry, cycle, language))
    name = _NAME.spoken(language).format(cycle)
    return icalendar_file(dates, "calendar of a cycle", now, name=name)


def _dated(entry: Entry, cycle: int, language: Language) -> Iterator[Dated]:
    """An entry as its date; none where the law has fixed neither an instant nor days."""
    due = entry.due
    uid = f"{due.key}-{cycle}@ich-dossiers"
    summary = f"{named(language, 'parameter', due.key)} (cycle {cycle})"
    reasons = [sentence.spoken(language) for sentence in due.derivation]
    mark = named(language, "mark", due.mark)
    source = _SOURCE.spoken(language).format(due.cited(language), mark)
    description = "\n".join([*reasons, source])
    if entry.days is not None:
        first, last = entry.days
        yield Dated(uid, summary, description, first, last)
    elif isinstance(due, Deadline):
        yield Dated(uid, summary, description, due.instant)
