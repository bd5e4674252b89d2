"""Of the reminders of a dossier that are due, those that go; the others with their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.dossier import Dossier
from engine.runtime.ledger import Line
from engine.words import Words
from notifications.foresight import Foresight, line_of, name_of, row_of
from notifications.reminders.reminder import Row
from notifications.reminders.sending import to_send


@dataclass(frozen=True, slots=True)
class Sifted:
    """`go`: the rows that go now; `stay`: the lines of the others as they are to stand."""

    go: tuple[Row, ...]
    stay: tuple[Line, ...]


def sifted(foresight: Foresight, dossier: Dossier, due: Sequence[Line], now: datetime) -> Sifted:
    """Ask again whether each is still asked for; of each ladder let the newest go."""
    foreseen = foresight.reminders(dossier)
    rows = [row_of(line, foreseen.get(line.name)) for line in due]
    why = foresight.asked_again(dossier, rows)
    ladders = {name[:3] for name in foreseen}
    gone = [
        row.withdrawn("superseded" if name_of(row.reminder)[:3] in ladders else "cancelled", reason)
        for row in rows
        if (reason := why[row.key]) is not None
    ]
    run = to_send((row for row in rows if why[row.key] is None), now)
    return Sifted(run.send, tuple(line_of(row) for row in (*gone, *run.skipped)))


def skipped(row: Row, why: Words) -> Line:
    """The line of a reminder that does not go, for that reason."""
    return line_of(replace(row, status="skipped", reason=why))


def handed(row: Row) -> Line:
    """The line of a reminder that a letter tells."""
    return line_of(replace(row, status="handed", reason=None))
