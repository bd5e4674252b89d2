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

The French of `name`, `place`, `remark`, `to` and `cite` stands beside them, in `name_fr` and so on,
where it is not the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine import derivation
from engine.bilingual import both
from engine.calendar import Deadline, Period, at_local, first_open_day, months_after
from engine.citation import MARKS, Citation, Mark
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, Value
from engine.words import Words


@dataclass(frozen=True, slots=True)
class _Days:
    """The day of a term, or the first and the last between which it falls; how it was found."""

    first: date
    last: date
    steps: tuple[Words, ...]
    cite: Words
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
    events: Mapping[str, Words]
    closed: Callable[[date], Words | None]
    dossier: Dossier | None = None

    def due(self, name: str, key: str) -> Deadline | Period:
        """When the term of that name is due, under the key it is asked for.

        UnknownParameter where the law has no row for the cycle, where the row says that there is no
        such term, or while the dossier does not hold the fact that it counts from.
        """
        row = self.law.for_cycle(name, self.cycle)
        days = self._days(row)
        source, _, paragraph = days.cite.en.partition(" ")
        grounds = (Citation(source, paragraph), days.mark)
        grace = timedelta(minutes=row.says.get("grace_minutes", 0))
        late = row.says.get("late")
        if not days.fixed:
            span = (days.first, days.last, row["zone"])
            return Period(key, *span, days.steps, *grounds, grace, late, days.cite.fr)
        hour, zone = row["hour"], row["zone"]
        steps = [*days.steps, derivation.at(hour, zone)]
        soft = None
        if "soft_days_before" in row.says:
            soft = at_local(days.first - timedelta(row["soft_days_before"]), hour, zone)
            steps.append(derivation.expected(soft.astimezone(ZoneInfo(zone))))
        if grace:
            steps.append(derivation.graced(grace))
        if "remark" in row.says:
            steps.append(both(row.says, "remark"))
        instant = at_local(days.first, hour, zone)
        return Deadline(key, instant, zone, tuple(steps), *grounds, soft, grace, late, days.cite.fr)

    def deadline(self, name: str, key: str) -> Deadline:
        """The same, where it is an instant. UnknownParameter also while the law fixes no day."""
        found = self.due(name, key)
        if isinstance(found, Period):
            raise UnknownParameter(
                f"{name}: the law fixes no day for cycle {self.cycle}",
                f"les textes ne fixent pas de jour pour le cycle {self.cycle} ({name})",
            )
        return found

    def _days(self, row: Value) -> _Days:
        if "none" in row.says:
            raise UnknownParameter(*both(row.says, "none"))
        found = self._decided(row) or self._counted(row) or self._named(row)
        return self._shifted(row, self._or_later(row, found))

    def _decided(self, row: Value) -> _Days | None:
        if "decided" not in row.says:
            return None
        try:
            decision = self.law.for_cycle(row["decided"], self.cycle)
        except UnknownParameter:
            return None
        opens, step = decision["opens"], derivation.decided(decision.says)
        return _Days(opens, opens, (step,), derivation.grounds(decision), decision.mark)

    def _counted(self, row: Value) -> _Days | None:
        if not {"of", "of_fact"} & set(row.says):
            return None
        event = self._event(row.says, row)
        if event is None:
            happens = self._happens(row["of_fact"])
            raise UnknownParameter(
                f"it is not recorded yet when {happens.en}",
                f"cette date n'est pas encore enregistrée : {happens.fr}",
            )
        fact = row.says.get("of_fact")
        steps = [*event.steps, derivation.counted(row.says)]
        if fact and self.dossier is None:
            steps.append(derivation.from_its_own(self._happens(fact)))
        cite = derivation.grounds(row)
        return replace(_moved(event, row.says), steps=tuple(steps), cite=cite)

    def _event(self, count: Mapping[str, Any], row: Value) -> _Days | None:
        """The days of what a count begins with; None while it is not recorded."""
        fact = count.get("of_fact")
        if fact and self.dossier is not None:
            instant = self.dossier.instant(fact)
            if instant is None:
                return None
            day = instant.astimezone(ZoneInfo(row["zone"])).date()
            step = derivation.happened(self._happens(fact), day, day)
            return _Days(day, day, (step,), derivation.grounds(row), row.mark)
        if "of" not in count:
            return None
        days = self._days(self.law.for_cycle(count["of"], self.cycle))
        step = derivation.happened(self._happens(count["of"]), days.first, days.last)
        return replace(days, steps=(step,), mark=_less_sure(row.mark, days.mark))

    def _named(self, row: Value) -> _Days:
        year, month = self.cycle - row["years_before"], row["month"]
        if "day" in row.says:
            first = last = date(year, month, row["day"])
            step = derivation.a_day(first, self.cycle)
        else:
            first = date(year, month, 1)
            last = months_after(date(year, row.says.get("last_month", month), 1), 1) - timedelta(1)
            step = derivation.months(first, last, self.cycle)
        steps = (derivation.placed(row.says), step) if "name" in row.says else (step,)
        return _Days(first, last, steps, derivation.grounds(row), row.mark)

    def _or_later(self, row: Value, found: _Days) -> _Days:
        count = row.says.get("or_later")
        if count is None:
            return found
        event = self._event(count, row)
        if event is not None:
            other = _moved(event, count)
            step = derivation.the_later(event.steps[0], count, other.first, other.last)
            first, last = max(found.first, other.first), max(found.last, other.last)
            mark = _less_sure(found.mark, other.mark)
            return _Days(first, last, (*found.steps, step), found.cite, mark)
        if self.dossier is not None:
            return found
        since = derivation.or_later(self._happens(count["of_fact"]), count)
        return replace(found, steps=(*found.steps, since))

    def _happens(self, name: str) -> Words:
        """A row may count from what nobody has put into words: then it is said by its label."""
        return self.events.get(name) or derivation.falls(self.law.labels.get(name, name))

    def _shifted(self, row: Value, found: _Days) -> _Days:
        if not row.says.get("shift") or not found.fixed:
            return found
        day, skipped = first_open_day(found.first, self.closed)
        if not skipped:
            return found
        step = derivation.shifted(skipped, day)
        return replace(found, first=day, last=day, steps=(*found.steps, step))


def _moved(event: _Days, count: Mapping[str, Any]) -> _Days:
    first, last = (_counted_from(day, count) for day in (event.first, event.last))
    return replace(event, first=first, last=last)


def _counted_from(day: date, count: Mapping[str, Any]) -> date:
    if "months_after" in count:
        return months_after(day, count["months_after"])
    days = count["days_after"] if "days_after" in count else -count["days_before"]
    return day + timedelta(days)


def _less_sure(one: Mark, other: Mark) -> Mark:
    """Of two marks the one that promises less: a count is as sure as what it begins with."""
    return max(one, other, key=MARKS.index)
