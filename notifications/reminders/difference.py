"""What planning again changes in the ledger: rows to write, rows to withdraw."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from engine.dates import said
from engine.words import Language, Words
from notifications.reminders.reminder import Reminder, Row, Status

OPEN: Final[tuple[Status, ...]] = ("planned", "held")
"""Where a reminder has not set out yet: it may be changed and withdrawn."""

WITHDRAWN: Final[tuple[Status, ...]] = ("superseded", "cancelled")
"""Where the plan took a reminder back: planned again, it comes alive again."""

_OFFICE: Final = ZoneInfo("Europe/Paris")


class Difference(NamedTuple):
    """Rows as they are to stand. `insert`: new ones, and under a key that stands already those
    that come alive again or tell something else by now; `cancel`: those that are withdrawn, each
    with its reason."""

    insert: tuple[Row, ...]
    cancel: tuple[Row, ...]


def difference(
    stored: Sequence[Row],
    planned: Collection[Reminder],
    now: datetime,
    why: Callable[[Row], Words | None],
    ladders: Collection[tuple[str, str, str]] | None = None,
) -> Difference:
    """What changes in the rows of one dossier so that they are what is planned for it now.

    `ladders` are those that are planned on, where `planned` is not all of them. `why` says why a
    row is no longer asked for: `asked_again` with the dossier of today. A row whose deadline moved
    is superseded, any other cancelled; one that is still asked for is left alone, and so is
    whatever has set out or was skipped.

    What lay in the past when it was first planned is written as skipped, with that reason: who is
    planned for late is not reminded of three months at once. A legal notice is owed all the same:
    it is written as planned, with that reason. One that was planned in time and withdrawn comes
    alive again even where it has fallen due meanwhile: at most one of its ladder goes.
    """
    standing = {row.key: row for row in stored}
    asked = {one.key for one in planned}
    if ladders is None:
        ladders = {one.ladder for one in planned}
    written = (_written(one, standing.get(one.key), now) for one in planned)
    return Difference(
        tuple(row for row in written if row != standing.get(row.key)),
        tuple(
            row.withdrawn("superseded" if row.reminder.ladder in ladders else "cancelled", reason)
            for row in stored
            if row.status in OPEN and row.key not in asked and (reason := why(row)) is not None
        ),
    )


def _written(one: Reminder, row: Row | None, now: datetime) -> Row:
    """The row of a reminder that is planned: as it stood, as it is now, or a new one."""
    if row is None:
        return _first(one, now)
    if row.status not in (*OPEN, *WITHDRAWN):
        return row
    first = _first(one, row.planned_at)
    if first.status == "skipped":  # another hour of the plan may lie before it was planned
        return first
    if row.status in OPEN:
        return replace(row, reminder=one)
    return replace(first, status=row.resumes)


def _first(one: Reminder, at: datetime) -> Row:
    """The row of a reminder that was planned first at that instant."""
    if at <= one.due_at:
        return Row(one, "planned", at)

    def local(instant: datetime, language: Language) -> str:
        return said(instant.astimezone(_OFFICE), language)

    if one.nature == "legal":
        owed = Words(
            f"It was due on {local(one.due_at, 'en')}, before it was planned, and is owed all the "
            f"same.",
            f"Cette notification aurait dû partir le {local(one.due_at, 'fr')}, avant d'être "
            f"prévue ; elle reste due.",
        )
        return Row(one, "planned", at, owed)
    late = Words(
        f"It would have been due on {local(one.due_at, 'en')}, before it was planned on "
        f"{local(at, 'en')}.",
        f"Ce rappel aurait dû partir le {local(one.due_at, 'fr')}, avant d'être prévu le "
        f"{local(at, 'fr')}.",
    )
    return Row(one, "skipped", at, late)
