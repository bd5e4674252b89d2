"""Works the days out of the law's rows: when a term is due, and the sentences that lead there.

A row of a parameter describes a term. How its day is found, one of:

    years_before, month, day            a day, in the year of the cycle less years_before
    years_before, month, last_month     no day: the period from the first month to the last
    of, and a count                     counted from another term: days_before, days_after or
                                        months_after (full months)
    of_fact, and a count                counted from a fact of the dossier; for a whole cycle: of
    decided                             the `opens` of that parameter where it has the cycle, else
                                        one of the above
    none                                there is no such term, and why

Then, each where it is given: `or_later`, a table of one of the counts above, of which the later
day counts; `shift`, forward to a working day; `hour` and `zone`; `soft_days_before`,
`grace_minutes`, `late` and `remark`. What a count is for may be said by `to` ("28 days to answer").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendar import (
    Deadline,
    Period,
    at_local,
    first_open_day,
    months_after,
    said,
    said_day,
)
from engine.citation import MARKS, Citation, Mark
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, Value


@dataclass(frozen=True, slots=True)
class _Days:
    """The day of a term, or the first and the last between which it falls; how it was found."""

    first: date
    last: date
    steps: tuple[str, ...]
    cite: str
    mark: Mark

    @property
    def fixed(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Timetable:
    """The terms of a cycle, or of one dossier of it.

    `events` says what happens at a term or by a fact that others count from ("the session opens"),
    `closed` why a day is no working day. With a `dossier` the facts it holds are counted from; with
    none the terms are those of the whole cycle.
    """

    law: Parameters
    cycle: int
    events: Mapping[str, str]
    closed: Callable[[date], str | None]
    dossier: Dossier | None = None

    def due(self, name: str, key: str) -> Deadline | Period:
        """When the term of that name is due, under the key it is asked for.

        UnknownParameter where the law has no row for the cycle, where the row says that there is no
        such term, or while the dossier does not hold the fact that it counts from.
        """
        row = self.law.for_cycle(name, self.cycle)
        days = self._days(row)
        source, _, paragraph = days.cite.partition(" ")
        grounds = (Citation(source, paragraph), days.mark)
        grace = timedelta(minutes=row.says.get("grace_minutes", 0))
        late = row.says.get("late")
        if not days.fixed:
            span = (days.first, days.last, row["zone"])
            return Period(key, *span, days.steps, *grounds, grace, late)
        hour, zone = row["hour"], row["zone"]
        steps = [*days.steps, f"at {hour:%H:%M} ({zone})"]
        soft = None
        if "soft_days_before" in row.says:
            soft = at_local(days.first - timedelta(row["soft_days_before"]), hour, zone)
            steps.append(f"expected by {said(soft.astimezone(ZoneInfo(zone)))}")
        if grace:
            steps.append(f"{row['grace_minutes']} minutes of grace")
        if "remark" in row.says:
            steps.append(row["remark"])
        instant = at_local(days.first, hour, zone)
        return Deadline(key, instant, zone, tuple(steps), *grounds, soft, grace, late)

    def deadline(self, name: str, key: str) -> Deadline:
        """The same, where it is an instant. UnknownParameter also while the law fixes no day."""
        found = self.due(name, key)
        if isinstance(found, Period):
            raise UnknownParameter(f"{name}: the law fixes no day for cycle {self.cycle}")
        return found

    def _days(self, row: Value) -> _Days:
        if "none" in row.says:
            raise UnknownParameter(row["none"])
        found = self._decided(row) or self._counted(row) or self._named(row)
        return self._shifted(row, self._or_later(row, found))

    def _decided(self, row: Value) -> _Days | None:
        if "decided" not in row.says:
            return None
        try:
            decision = self.law.for_cycle(row["decided"], self.cycle)
        except UnknownParameter:
            return None
        opens, closes = decision["opens"], decision["closes"]
        step = f"{_placed(decision)} opens on {said_day(opens)} and closes on {said_day(closes)}"
        return _Days(opens, opens, (step,), decision.cite, decision.mark)

    def _counted(self, row: Value) -> _Days | None:
        if not {"of", "of_fact"} & set(row.says):
            return None
        event = self._event(row.says, row)
        if event is None:
            raise UnknownParameter(f"it is not recorded yet when {self._happens(row['of_fact'])}")
        fact = row.says.get("of_fact")
        steps = [*event.steps, f"{_amount(row.says)} {_purpose(row.says)}"]
        if fact and self.dossier is None:
            steps.append(f"each dossier counts from the day on which {self._happens(fact)}")
        return replace(_moved(event, row.says), steps=tuple(steps), cite=row.cite)

    def _event(self, count: Mapping[str, Any], row: Value) -> _Days | None:
        """The days of what a count begins with; None while it is not recorded."""
        fact = count.get("of_fact")
        if fact and self.dossier is not None:
            instant = self.dossier.instant(fact)
            if instant is None:
                return None
            day = instant.astimezone(ZoneInfo(row["zone"])).date()
            return _Days(day, day, (f"{self._happens(fact)} {_on(day, day)}",), row.cite, row.mark)
        if "of" not in count:
            return None
        days = self._days(self.law.for_cycle(count["of"], self.cycle))
        step = f"{self._happens(count['of'])} {_on(days.first, days.last)}"
        return replace(days, steps=(step,), mark=_less_sure(row.mark, days.mark))

    def _named(self, row: Value) -> _Days:
        year, month = self.cycle - row["years_before"], row["month"]
        if "day" in row.says:
            first = last = date(year, month, row["day"])
            step = f"{said_day(first)} for the cycle of {self.cycle}"
        else:
            first = date(year, month, 1)
            last = months_after(date(year, row.says.get("last_month", month), 1), 1) - timedelta(1)
            named = f"{first:%B}" if first.month == last.month else f"{first:%B} to {last:%B}"
            step = f"{named} {year} for the cycle of {self.cycle}; the law fixes no day"
        steps = (_placed(row), step) if "name" in row.says else (step,)
        return _Days(first, last, steps, row.cite, row.mark)

    def _or_later(self, row: Value, found: _Days) -> _Days:
        count = row.says.get("or_later")
        if count is None:
            return found
        event = self._event(count, row)
        if event is not None:
            other = _moved(event, count)
            step = (
                f"{event.steps[0]}, and {_amount(count)} end {_on(other.first, other.last)}; "
                "the later of the two counts"
            )
            first, last = max(found.first, other.first), max(found.last, other.last)
            mark = _less_sure(found.mark, other.mark)
            return _Days(first, last, (*found.steps, step), found.cite, mark)
        if self.dossier is not None:
            return found
        since = f"{_amount(count)} after the day on which {self._happens(count['of_fact'])}"
        return replace(found, steps=(*found.steps, f"or {since}, where that is later"))

    def _happens(self, name: str) -> str:
        """A row may count from what nobody has put into words: then it is said by its label."""
        return self.events.get(name) or f'"{self.law.labels.get(name, name)}" falls'

    def _shifted(self, row: Value, found: _Days) -> _Days:
        if not row.says.get("shift") or not found.fixed:
            return found
        day, skipped = first_open_day(found.first, self.closed)
        if not skipped:
            return found
        step = f"{'; '.join(skipped)}; the first working day is {said_day(day)}"
        return replace(found, first=day, last=day, steps=(*found.steps, step))


def _placed(row: Value) -> str:
    return f"{row['name']} ({row['place']})"


def _on(first: date, last: date) -> str:
    if first == last:
        return f"on {said_day(first)}"
    return f"between {said_day(first)} and {said_day(last)}"


def _moved(event: _Days, count: Mapping[str, Any]) -> _Days:
    first, last = (_counted_from(day, count) for day in (event.first, event.last))
    return replace(event, first=first, last=last)


def _counted_from(day: date, count: Mapping[str, Any]) -> date:
    if "months_after" in count:
        return months_after(day, count["months_after"])
    days = count["days_after"] if "days_after" in count else -count["days_before"]
    return day + timedelta(days)


def _amount(count: Mapping[str, Any]) -> str:
    if "months_after" in count:
        return f"{count['months_after']} full months"
    return f"{count['days_after'] if 'days_after' in count else count['days_before']} days"


def _purpose(count: Mapping[str, Any]) -> str:
    if "to" in count:
        return f"to {count['to']}"
    return "before it" if "days_before" in count else "after it"


def _less_sure(one: Mark, other: Mark) -> Mark:
    """Of two marks the one that promises less: a count is as sure as what it begins with."""
    return max(one, other, key=MARKS.index)
