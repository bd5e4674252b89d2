"""What goes in one run of the sender, and what is skipped."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from engine.dates import said_day
from engine.words import Words
from notifications.reminders.reminder import Reminder, Row


class Run(NamedTuple):
    """`send`: rows to claim now, the longest due first; `skipped`: rows as they are to stand, with
    their reasons."""

    send: tuple[Row, ...]
    skipped: tuple[Row, ...]


def to_send(due: Iterable[Row], now: datetime) -> Run:
    """Of the rows that are due now, planned or claimed, however long since, the newest of each
    ladder (rule, dossier, recipient); older ones are skipped. What announces a deadline that has
    passed while nobody sent is skipped too: it would tell the State to do what it no longer can."""
    ready = [row for row in due if row.status in ("planned", "claimed") and row.due_at <= now]
    newest: dict[tuple[str, str, str], Row] = {}
    skipped = []
    for row in sorted(ready, key=lambda one: (one.due_at, one.key)):
        if why := passed(row.reminder, now):
            skipped.append(_skipped(row, why))
            continue
        older = newest.pop(row.reminder.ladder, None)
        if older is not None:
            skipped.append(_skipped(older, _newer(row)))
        newest[row.reminder.ladder] = row
    return Run(tuple(newest.values()), tuple(skipped))


def passed(reminder: Reminder, now: datetime) -> Words | None:
    """Why a reminder that announces a deadline can go no more; None where it can."""
    before = reminder.occurrence.offset.before
    return _PASSED if before and reminder.closes < now else None


def _skipped(row: Row, reason: Words) -> Row:
    return replace(row, status="skipped", reason=reason)


def _newer(row: Row) -> Words:
    occurrence = row.reminder.occurrence
    day, offset = occurrence.day, occurrence.offset
    return Words(
        f"A newer one of the same series goes in its place: that of {offset.spoken('en')} "
        f"{said_day(day)}.",
        f"Un rappel plus récent de la même série part à sa place : celui prévu "
        f"{offset.spoken('fr')} le {said_day(day, 'fr')}.",
    )


_PASSED = Words(
    "The deadline it announces passed before it could go.",
    "L'échéance qu'il annonce était passée avant qu'il ait pu partir.",
)
