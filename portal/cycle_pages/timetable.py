"""/cycles/{cycle}/calendar: every date of a cycle with its derivation, also as a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fastapi import FastAPI, Request, Response

from engine.calendar import Deadline, at_local
from engine.citation import Mark
from engine.parameters import Parameters, UnknownParameter
from engine.words import Words
from portal.access.rooms import reads_in
from portal.calendar_file import calendar_file
from portal.cycle_pages.addressed import year_of
from portal.here import Here
from portal.rendered import Unknown
from portal.words import language_of
from workflows.timetable import Entry, calendar, edition


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a cycle as a page tells it: an instant, or the first and the last of whole days;
    `ends` is the instant at which it is over."""

    name: str
    instant: datetime | None
    days: tuple[date, date] | None
    zone: str
    derivation: tuple[Words, ...]
    cite: Words
    mark: Mark
    ends: datetime


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Timetable(here)
    app.get("/cycles/{address}/calendar")(shown.look)
    app.get("/cycles/{address}/calendar.ics")(shown.file)


def dates(law: Parameters, cycle: int) -> list[Date]:
    """The dates of a cycle, in the order of time. UnknownParameter where they are not known."""
    return [_date(entry) for entry in calendar(law, cycle)]


def to_come(law: Parameters, cycles: range, now: datetime) -> Iterator[tuple[int, Date]]:
    """The dates of these cycles that are not over yet, the one that ends first first."""
    known = [(cycle, one) for cycle in cycles for one in _known(law, cycle) if one.ends > now]
    yield from sorted(known, key=lambda found: (found[1].ends, found[0]))


@dataclass(frozen=True)
class _Timetable:
    here: Here

    def look(self, request: Request, address: str) -> Response:
        """Each date: what is due, when, why, under which paragraph, and how sure that is."""
        office, year = self.here.office, year_of(address)
        self._entries(address)
        return self.here.render(
            request,
            "cycle_calendar.html",
            address=address,
            cycle=year,
            edition=edition(office.book.law, year),
            dates=dates(office.book.law, year),
            now=office.clock(),
            may_try=reads_in(self.here.somebody(request), "selection") is None,
        )

    def file(self, request: Request, address: str) -> Response:
        """The same for the calendars of delegations."""
        year = year_of(address)
        now, language = self.here.office.clock(), language_of(request)
        content = calendar_file(self._entries(address), year, now, language)
        named = f'attachment; filename="cycle-{year}.ics"'
        kind = "text/calendar; charset=utf-8"
        return Response(content, media_type=kind, headers={"Content-Disposition": named})

    def _entries(self, address: str) -> list[Entry]:
        try:
            return calendar(self.here.office.book.law, year_of(address))
        except UnknownParameter as unknown:
            raise Unknown("cycle_no_calendar", address) from unknown


def _known(law: Parameters, cycle: int) -> list[Date]:
    try:
        return dates(law, cycle)
    except UnknownParameter:
        return []


def _date(entry: Entry) -> Date:
    due = entry.due
    cite = Words(due.cited("en"), due.cited("fr"))
    if isinstance(due, Deadline):
        if entry.days is None:
            told = (due.zone, due.derivation, cite, due.mark, due.instant)
            return Date(due.key, due.instant, None, *told)
        days = entry.days
    else:
        days = (due.first, due.last)
    ends = at_local(days[1] + timedelta(days=1), time(0), due.zone)
    return Date(due.key, None, days, due.zone, due.derivation, cite, due.mark, ends)
