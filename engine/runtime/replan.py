"""Planning again without a move: when the plans have changed, or the law has fixed a day."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select, union

from engine.runtime import ledger, reading
from engine.runtime.database import writer
from engine.runtime.held import hold_all
from engine.runtime.ledger import Planner
from engine.runtime.office import Office
from engine.runtime.reminder_tables import reminder
from engine.runtime.tables import dossier

_TOGETHER: Final = 100
"""Dossiers planned in one commit: others wait to move them meanwhile."""


def plan_again(office: Office) -> int:
    """Compare the reminders of every dossier that has some, or may have, with what is foreseen
    today; how many changed."""
    planner = office.planner
    if planner is None:
        return 0
    with office.database.connect() as connection:
        asking = select(dossier.c.reference).where(dossier.c.state.in_(planner.states))
        standing = select(reminder.c.reference).where(reminder.c.status.in_(["planned", "held"]))
        references = sorted(connection.scalars(union(asking, standing)))
    some = range(0, len(references), _TOGETHER)
    return sum(_planned(office, planner, references[start : start + _TOGETHER]) for start in some)


def _planned(office: Office, planner: Planner, references: Sequence[str]) -> int:
    with writer(office.database).begin() as connection:
        hold_all(connection, references)
        dossiers = reading.dossiers(connection, references)
        standing = ledger.stored(connection, references)
        now = office.clock()
        lines = [
            line
            for name, one in dossiers.items()
            for line in planner.changes(one, standing.get(name, ()), now)
        ]
        ledger.put(connection, lines)
        return len(lines)
