"""The planner of the office: what the ledger keeps, compared with what the plans foresee."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import cast

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.runtime.ledger import Comparison, Line, Name, Withdrawal
from engine.words import Words
from notifications.reminders.difference import OPEN, WITHDRAWN, difference
from notifications.reminders.guard import asked_again, not_due, unasked
from notifications.reminders.occurrence import Occurrence
from notifications.reminders.planner import planned
from notifications.reminders.reading import Plans
from notifications.reminders.reminder import Reminder, Row, Status
from notifications.reminders.rule import Recipient

Closed = Callable[[str], Collection[str]]
"""The states in which a dossier of that workflow has come to its end."""

Deadlines = Callable[[Dossier, Collection[str]], Mapping[str, Deadline]]
"""Those of a dossier that have one of these keys."""


@dataclass(frozen=True)
class Foresight:
    """The plans, the deadlines of a dossier by key, and the final states of its workflow."""

    plans: Plans
    deadlines: Deadlines
    closed: Closed

    @cached_property
    def _asked_in(self) -> Mapping[str, frozenset[str]]:
        """The keys of the deadlines that are reminded of in each state."""
        found = defaultdict(set)
        for rule in self.plans.values():
            for state in rule.states:
                found[state].add(rule.deadline)
        return {state: frozenset(keys) for state, keys in found.items()}

    @property
    def states(self) -> Set[str]:
        """The states in which a dossier may have reminders."""
        return self._asked_in.keys()

    def reminders(self, dossier: Dossier) -> Mapping[Name, Reminder]:
        """Every reminder that is foreseen for the dossier as it stands, by its name."""
        return {name_of(one): one for one in self._planned(dossier, self._due(dossier))}

    def plan(self, dossier: Dossier, left: Set[str]) -> Sequence[Withdrawal] | Comparison:
        """What is withdrawn from a dossier that left those states and is asked for nothing now;
        where something may be asked, how what stands is compared."""
        if due := self._due(dossier):
            return Comparison(partial(self._changes, dossier, due))
        closed = self.closed(dossier.workflow)
        return [
            Withdrawal(rule.name, unasked(rule, dossier, closed) or not_due(dossier.reference))
            for rule in self.plans.values()
            if not left.isdisjoint(rule.states)
        ]

    def changes(self, dossier: Dossier, stored: Sequence[Line], now: datetime) -> list[Line]:
        """The lines that are to stand otherwise than they are stored."""
        return self._changes(dossier, self._due(dossier), stored, now)

    def _changes(
        self,
        dossier: Dossier,
        due: Mapping[str, Deadline],
        stored: Sequence[Line],
        now: datetime,
    ) -> list[Line]:
        wanted = {name_of(one): one for one in self._planned(dossier, due)}
        standing = {line.name: line for line in stored}
        plain = {
            name: line
            for name, one in wanted.items()
            if (line := _plainly(name, one.due_at, standing.get(name), now))
        }
        may_change = (one for one in stored if one.status in OPEN or one.name in wanted)
        rows = [row_of(one, wanted.get(one.name)) for one in may_change if one.name not in plain]
        asked = [one for name, one in wanted.items() if name not in plain]
        ladders = {one.ladder for one in wanted.values()}
        insert, cancel = difference(rows, asked, now, partial(self._why, dossier, due), ladders)
        changed = [line for name, line in plain.items() if line is not standing.get(name)]
        return changed + [line_of(row) for row in (*insert, *cancel)]

    def asked_again(self, dossier: Dossier, rows: Iterable[Row]) -> Mapping[str, Words | None]:
        """Why each of these rows is no longer asked for, by its key; None where it is."""
        due = self._due(dossier)
        return {row.key: self._why(dossier, due, row) for row in rows}

    def _due(self, dossier: Dossier) -> Mapping[str, Deadline]:
        keys = self._asked_in.get(dossier.state)
        return self.deadlines(dossier, keys) if keys else {}

    def _planned(self, dossier: Dossier, due: Mapping[str, Deadline]) -> tuple[Reminder, ...]:
        if not due:
            return ()
        return planned(dossier, due, self.plans, self.closed(dossier.workflow))

    def _why(self, dossier: Dossier, due: Mapping[str, Deadline], row: Row) -> Words | None:
        return asked_again(row, dossier, due, self.plans, self.closed(dossier.workflow))


def _plainly(name: Name, due_at: datetime, line: Line | None, now: datetime) -> Line | None:
    """How a reminder is to stand that is planned in time, comes alive again or stays as it is: what
    `difference` says of these, said without its objects, for nearly all that a move plans is one
    of them. None where more has to be thought of."""
    if line is None:
        return Line(name, due_at, "planned", now) if now <= due_at else None
    if line.status in WITHDRAWN and line.planned_at <= due_at:
        return Line(name, due_at, line.resumes, line.planned_at)
    return line if line.status in OPEN and line.due_at == due_at else None


def name_of(reminder: Reminder) -> Name:
    """The name of a reminder in the ledger."""
    occurrence = str(reminder.occurrence)
    return Name(reminder.reference, reminder.rule, reminder.recipient, occurrence)


def row_of(line: Line, foreseen: Reminder | None) -> Row:
    """A line as the planner sees it. Of a reminder that is no longer foreseen no more is known
    than its name and its hour, which is all that is asked of it."""
    if foreseen is None:
        name = line.name
        foreseen = Reminder(
            name.rule, name.reference, cast(Recipient, name.recipient),
            Occurrence.read(name.occurrence), line.due_at, line.due_at, "", "routine", "nudge",

        )  # fmt: skip
    same = foreseen.due_at == line.due_at
    reminder = foreseen if same else replace(foreseen, due_at=line.due_at)
    status, resumes = cast(Status, line.status), cast(Status, line.resumes)
    return Row(reminder, status, line.planned_at, line.reason, resumes)


def line_of(row: Row) -> Line:
    """A row as the ledger keeps it."""
    name = name_of(row.reminder)
    return Line(name, row.due_at, row.status, row.planned_at, row.reason, row.resumes)
