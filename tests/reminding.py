"""What the tests of the reminders share: the shipped plans, a dossier, its deadline, its rows."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial

from hypothesis import strategies as st

from engine.calendar import Deadline, at_local
from engine.citation import Citation
from engine.dossier import Dossier
from engine.words import Words
from notifications.reminders.difference import difference
from notifications.reminders.guard import asked_again
from notifications.reminders.planner import planned
from notifications.reminders.reading import Plans, read, shipped
from notifications.reminders.reminder import Reminder, Row
from workflows.catalogue import workflows
from workflows.timetable import DEADLINES

STATES = frozenset(state for one in workflows().values() for state in one.state)
CLOSED = frozenset({"returned", "withdrawn"})
KENTE = "RL-2028-0001"

instants = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda since: datetime(2027, 1, 1, tzinfo=UTC) + since
)
"""Instants of 2027 and 2028."""


@cache
def plans() -> Plans:
    """The plans as they are shipped."""
    return shipped(STATES, frozenset(DEADLINES))


RULE = """
label = "the parcel"
label_fr = "le colis"
deadline = "completion"
states = ["incomplete"]
hour = 09:00:00
zone = "Europe/Paris"
cite = "OD 54"
mark = "interpretation"
to = ["contact"]
template = "reminder_parcel"
severity = "routine"
"""


def plan_of(counts: str, *, nature: str = "nudge") -> Plans:
    """A plan of one rule, `parcel`, for the contact person, with these counts."""
    text = f'[parcel]\n{RULE}\n{counts}\nnature = "{nature}"'
    return read([("parcel.toml", text)], STATES, DEADLINES)


def kente(state: str = "incomplete") -> Dossier:
    """A dossier in that state."""
    return Dossier(KENTE, "rl", state=state)


def due_on(day: date, key: str = "completion", hour: time = time(23, 59, 59)) -> Deadline:
    """A deadline on that day in Paris."""
    instant = at_local(day, hour, "Europe/Paris")
    return Deadline(key, instant, "Europe/Paris", (), Citation("OD", "54"), "verified")


def reminders(
    day: date, rules: Plans | None = None, *, dossier: Dossier | None = None
) -> tuple[Reminder, ...]:
    """What is planned for a dossier that waits for what is missing until that day."""
    found = {"completion": due_on(day)}
    return planned(dossier or kente(), found, plans() if rules is None else rules, CLOSED)


class Ledger:
    """Rows by their key, and what planning makes of them."""

    def __init__(self, rules: Plans | None = None) -> None:
        self.rules = plans() if rules is None else rules
        self.rows: dict[str, Row] = {}

    def plan(self, now: datetime, deadlines: Mapping[str, Deadline], state: str) -> int:
        """Plan again, keep what changes, and say in how many rows."""
        dossier = kente(state)
        why = partial(
            asked_again, dossier=dossier, deadlines=deadlines, plans=self.rules, closed=CLOSED
        )
        wanted = planned(dossier, deadlines, self.rules, CLOSED)
        insert, cancel = difference(tuple(self.rows.values()), wanted, now, why)
        changed = {row.key: row for row in (*insert, *cancel)}
        assert len(changed) == len(insert) + len(cancel)
        self.rows |= changed
        return len(changed)

    def due_by(self, now: datetime, day: date, state: str = "incomplete") -> int:
        """The same for a dossier whose missing information is due on that day."""
        return self.plan(now, {"completion": due_on(day)}, state)

    def standing(self, status: str) -> list[str]:
        """The occurrences of the contact person's rows that stand there."""
        return sorted(
            str(row.reminder.occurrence)
            for row in self.rows.values()
            if row.status == status and row.reminder.recipient == "contact"
        )

    def reason(self, occurrence: str) -> Words | None:
        """Why the contact person's row of that occurrence stands where it does."""
        (row,) = (
            row
            for row in self.rows.values()
            if str(row.reminder.occurrence) == occurrence and row.reminder.recipient == "contact"
        )
        return row.reason


def row(reminder: Reminder) -> Row:
    """The row of a reminder that was planned long before it is due."""
    return Row(reminder, "planned", datetime(2026, 1, 1, tzinfo=UTC))
