"""Dates as an iCalendar file, for the calendars of those who must not miss them (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Dated:
    """What a calendar shows on a day: an instant in UTC, or whole days up to the last.

    A file with the same `uid` and a higher `sequence` moves it; `status` says
    how sure it is. `organizer` is an address of mail,
    `page` that of a page, `before` how long before it one is reminded.
    """

    uid: str
    summary: str
    description: str
    starts: date | datetime
    last: date | None = None
    sequence: int | None = None
    status: str = ""
    organizer: str = ""
    page: str = ""
    before: timedelta | None = None


def icalendar_file(
    dates: Iterable[Dated], made_by: str, now: datetime, *, name: str = "", method: str = ""
) -> bytes:
    """One event per date; `now` is the instant at which the file is written. `made_by` says what
    wrote it, `name` what programs call the calendar, `method` what they are to do with it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//ich-dossiers//{made_by}//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    if method:
        calendar.add("method", method)
    for one in dates:
        calendar.add_component(_event(one, now))
    content: bytes = calendar.to_ical()
    return content


def _event(one: Dated, now: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", now)
    event.add("summary", one.summary)
    event.add("description", one.description)
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    event.add("dtstart", one.starts)
    if one.sequence is not None:
        event.add("sequence", one.sequence)
    if one.status:
        event.add("status", one.status)
    if one.last is not None:
        event.add("dtend", one.last + timedelta(days=1))  # the end is the first day after it
    if one.organizer:
        event.add("organizer", f"mailto:{one.organizer}")
    if one.page:
        event.add("url", one.page)
    if one.before is not None:
        event.add_component(_alarm(one.summary, one.before))
    return event


def _alarm(words: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm
