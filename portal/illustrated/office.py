"""An office as it may be on a day: invented files, and everything that has happened to each.

Invented: the elements, the people, the dates. Real: the States, the law, every rule and letter. No
way is written down: each is found among the moves that the rules allow (ways.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from engine.dossier import NEW, Actor, Dossier
from engine.parameters import Parameters
from engine.runtime.moves import Move
from portal.illustrated.cycles import session_named, usual
from portal.illustrated.file import File
from portal.illustrated.names import CRAFTS, PROJECTS
from portal.illustrated.ways import Leg, Search
from portal.replay import ASKS_FOR_MORE, Planned
from workflows.catalogue import workflows
from workflows.roles import (
    BUREAU,
    COMMITTEE,
    EVALUATION_BODY,
    HEAD,
    SECRETARIAT,
    STATE_PARTY,
    SYSTEM,
)

FIRST_NUMBER: Final = 2901
"""Invented files are numbered from here, above all that the real register has."""

REASON: Final = "as the State asked in writing, and the Bureau was told"

SWEPT: Final = frozenset({"note_late_receipt", "return_incomplete", "close_dialogue"})
"""Steps that the sweep takes by itself on the evening they are due."""

PEOPLE: Final[Mapping[str, Actor]] = {
    SECRETARIAT: Actor("A. Lind", SECRETARIAT),
    HEAD: Actor("R. Haddad", HEAD),
    EVALUATION_BODY: Actor("Rapporteur of the Evaluation Body", EVALUATION_BODY),
    COMMITTEE: Actor("The Committee", COMMITTEE),
    BUREAU: Actor("The Bureau", BUREAU),
    SYSTEM: Actor("ich-dossiers", SYSTEM),
}
"""Who acts, besides the focal points."""


@dataclass
class Makes:
    """Makes files one after the other, each with a name, a number and a reference of its own."""

    law: Parameters
    made: int = 0

    def file(self, workflow: str, cycle: int, states: Sequence[str], **known: Any) -> File:
        """The next file."""
        place = self.made
        self.made += 1
        craft = CRAFTS[place % len(CRAFTS)]
        title = f"{craft} of {states[0]}"
        if workflow.startswith("assistance"):
            title = PROJECTS[place % len(PROJECTS)].format(f"{craft[0].lower()}{craft[1:]}")
        parts = workflow.upper().replace("_", "-"), cycle, 9001 + place
        return File(
            "-".join(map(str, parts)), workflow, f"{FIRST_NUMBER + place:05}", title,
            tuple(states), cycle, session_named(self.law, cycle), known,
        )  # fmt: skip


def way(
    law: Parameters, file: File, target: str, begins: datetime, today: datetime,
    standing: Dossier | None = None,
) -> tuple[Leg, ...] | None:  # fmt: skip
    """How the file comes to that state by today, from the day it begins or from where it stands;
    None where no way leads there in time."""
    workflow = workflows()[file.workflow]
    place = int(file.number)
    search = Search(
        workflow, law, {**PEOPLE, STATE_PARTY: file.focal_point}, file.answers, REASON,
        timedelta(days=2 + place % 3, minutes=place % 50), today,
        lambda trigger: usual(file.cycle, trigger, today, place), frozenset({"enter"}),
    )  # fmt: skip
    start = standing or Dossier(file.reference, file.workflow, workflow.digest, NEW)
    return search.ways(start, begins, target).get(target)


def planned(file: File, legs: Iterable[Leg]) -> Iterator[Planned]:
    """The way as moves; what the sweep does, and what releasing a letter does, is left to them."""
    for leg in legs:
        if leg.step.trigger in SWEPT or leg.step.posts:
            continue
        opens = file.workflow if leg.step.source == NEW else None
        reason = REASON if leg.step.needs_reason else ""
        move = Move(file.reference, leg.step.trigger, leg.actor, leg.answers, reason, opens=opens)
        yield Planned(leg.at, (move,))


def held_today(file: File, today: datetime) -> Planned:
    """The letter of completeness that is written today, and held until somebody has read it."""
    step = workflows()[file.workflow].step[ASKS_FOR_MORE, "checking"]
    move = Move(file.reference, ASKS_FOR_MORE, PEOPLE[SECRETARIAT], file.answers(step, today))
    return Planned(today, (move,))
