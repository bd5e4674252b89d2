"""The cycle for which a file can still be received: suggested to whoever opens one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from workflows.timetable import submission
from workflows.working_days import day_in_paris

AHEAD: Final = 5
"""How many years are looked at: the session of a cycle is at most three years away."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A cycle, and until when a file is received for it."""

    cycle: int
    deadline: Deadline


def suggested_cycle(law: Parameters, workflow: str, now: datetime) -> Suggested | None:
    """The first cycle whose deadline has not passed; None where the law knows of none."""
    year = day_in_paris(now).year
    for cycle in range(year, year + AHEAD):
        try:
            due = submission(law, Dossier("", workflow, facts={"cycle": cycle}))
        except UnknownParameter:
            continue
        if now <= due.closes:
            return Suggested(cycle, due)
    return None
