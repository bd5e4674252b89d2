"""The messages that one person gets on one day: nudges together, each legal notice alone."""

from collections.abc import Iterable

from notifications.reminders.reminder import Row
from notifications.reminders.rule import SEVERITIES


def digested(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows of one person and one day as messages. Each legal notice is one of its own and goes
    first; all nudges are one. In both the gravest comes first, then what closes soonest."""
    ordered = sorted(rows, key=_order)
    notices = [(row,) for row in ordered if row.reminder.nature == "legal"]
    nudges = tuple(row for row in ordered if row.reminder.nature == "nudge")
    return (*notices, nudges) if nudges else tuple(notices)


def _order(row: Row) -> tuple[int, float, str]:
    reminder = row.reminder
    return -SEVERITIES.index(reminder.severity), reminder.closes.timestamp(), row.key
