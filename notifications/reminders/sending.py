"""What goes in one run of the sender, what is skipped, and what becomes of a doubtful sending."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from engine.dates import said_day
from engine.words import Words
from notifications.reminders.reminder import Row


class Run(NamedTuple):
    """`send`: rows to claim now, the longest due first; `skipped`: rows as they are to stand, with
    their reasons."""

    send: tuple[Row, ...]
    skipped: tuple[Row, ...]


def to_send(due: Iterable[Row], now: datetime) -> Run:
    """Of the planned rows that are due now, however long since, the newest of each ladder (rule,
    dossier, recipient); older ones are skipped. What announces a deadline that has passed while
    nobody sent is skipped too: it would tell the State to do what it no longer can."""
    ready = [row for row in due if row.status == "planned" and row.due_at <= now]
    newest: dict[tuple[str, str, str], Row] = {}
    skipped = []
    for row in sorted(ready, key=lambda one: (one.due_at, one.key)):
        if row.reminder.occurrence.offset.before and row.reminder.closes < now:
            skipped.append(_skipped(row, _PASSED))
            continue
        older = newest.pop(row.reminder.ladder, None)
        if older is not None:
            skipped.append(_skipped(older, _newer(row)))
        newest[row.reminder.ladder] = row
    return Run(tuple(newest.values()), tuple(skipped))


def after_uncertain(row: Row) -> Row:
    """What becomes of a row whose sending was broken off so that nobody knows if it went: a legal
    notice is planned again, under the same key and so the same Message-ID; a nudge is dropped."""
    if row.reminder.nature == "legal":
        return replace(row, status="planned", reason=_ONCE_MORE)
    return _skipped(row, _PERHAPS_SENT)


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
_ONCE_MORE = Words(
    "Whether it went is not known; a legal notice is sent once more.",
    "On ne sait pas s'il est parti ; une notification obligatoire est envoyée de nouveau.",
)
_PERHAPS_SENT = Words(
    "Whether it went is not known; a mere reminder is not repeated.",
    "On ne sait pas s'il est parti ; un simple rappel n'est pas répété.",
)
