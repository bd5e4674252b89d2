"""Every state of a workflow, and a way there by moves that its rules allow, found by search."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

from engine.calendar import at_local
from engine.decide import Accepted, Asked, decide
from engine.dossier import NEW, Actor, Dossier
from engine.parameters import UnknownParameter
from engine.runtime.moves import Move
from engine.workflow import Ask, Releasing, Step, Workflow
from workflows.catalogue import workflows
from workflows.law import law
from workflows.roles import BUREAU, ROLES, STATE_PARTY
from workflows.timetable import deadlines, session

REASON = "as agreed by telephone on the day before"
ACTORS = {
    role: Actor(f"The {role}", role, frozenset({"Ghana"} if role == STATE_PARTY else ()))
    for role in ROLES
}


def who_takes(step: Step) -> Actor:
    """An honest actor of the first role that may take a step; one that posts, releasing its
    letter."""
    actor = ACTORS[step.by[0]]
    return (
        Releasing(actor.name, actor.role, actor.states, letter=step.posts) if step.posts else actor
    )


def cycle_of(workflow: Workflow) -> int:
    """A cycle whose session has its days, and in which the mechanism was open."""
    own = {"assistance_committee": 2023, "periodic_report": 2024}
    return own.get(workflow.name, 2025)


def beginning(workflow: Workflow) -> datetime:
    """A day before every deadline of that cycle."""
    return datetime(cycle_of(workflow) - 2, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Leg:
    """One move of a way, and when it is made."""

    workflow: Workflow
    step: Step
    at: datetime

    def move(self, reference: str, file_no: str) -> Move:
        """The move, of the dossier of that reference."""
        return Move(
            reference,
            self.step.trigger,
            who_takes(self.step),
            plausible(self.workflow, self.step, self.at, file_no),
            REASON,
            opens=self.workflow.name if self.step.source == NEW else None,
        )


def plausible(workflow: Workflow, step: Step, now: datetime, file_no: str) -> dict[str, Any]:
    """An answer to all that the step must know, as an honest actor would give it."""
    return {
        ask.name: answer(workflow, step, ask, now, file_no) for ask in step.asks if ask.required
    }


def answer(workflow: Workflow, step: Step, ask: Ask, now: datetime, file_no: str) -> Any:
    """What an honest actor answers."""
    known = {
        "cycle": cycle_of(workflow),
        "states": ["Ghana"],
        "contact": "osei@example.org",
        "amount": 200_000 if workflow.name == "assistance_committee" else 80_000,
        "file_no": file_no,
        "element": "00981",
        "inscribed_in": 2020,
        "due_in": cycle_of(workflow) - 1,
        "session_of": cycle_of(workflow),
        "decision": "19.COM 3.BUR 4" if BUREAU in step.by else "20.COM 7.b.12",
    }
    by_kind: Mapping[str, Any] = {
        "text": "the flood of last May, as the community wrote",
        "line": "Kente weaving",
        "number": 1,
        "amount": 1000,
        "day": now.date().isoformat(),
        "instant": now.isoformat(),
        "yes_no": True,
        "choice": ask.choices[0] if ask.choices else "",
        "texts": ["Ghana"],
    }
    return known.get(ask.name, by_kind[ask.kind])


@cache
def ways(name: str) -> dict[str, tuple[Leg, ...]]:
    """For every state that can be reached, a shortest way there; found by trying every step, and
    waiting for every deadline and for the session."""
    workflow = workflows()[name]
    start = (Dossier("searched", name, workflow.digest), beginning(workflow))
    found: dict[str, tuple[Leg, ...]] = {}
    seen = {_known_by(*start)}
    queue: deque[tuple[Dossier, datetime, tuple[Leg, ...]]] = deque([(*start, ())])
    while queue:
        dossier, now, way = queue.popleft()
        found.setdefault(dossier.state, way)
        if len(found) == len(workflow.states) + 1:
            break
        for then, at, more in _further(workflow, dossier, now):
            if (known := _known_by(then, at)) not in seen:
                seen.add(known)
                queue.append((then, at, (*way, *more)))
    return found


def _known_by(dossier: Dossier, now: datetime) -> tuple[object, ...]:
    """What makes a difference to the rules: two dossiers alike in this need not both be tried."""
    when = ("received_at", "letter_sent_at", "questions_received_at", "due_on", "session_of")
    whether = ("place", "complete_since")
    return (
        dossier.state,
        now,
        *(dossier.text(name) for name in when),
        *(name in dossier.facts for name in whether),
    )


def _further(
    workflow: Workflow, dossier: Dossier, now: datetime
) -> Iterator[tuple[Dossier, datetime, tuple[Leg, ...]]]:
    for step in workflow.steps_from(dossier.state):
        answers = plausible(workflow, step, now, "02211")
        asked = Asked(step.trigger, who_takes(step), answers, REASON)
        verdict = decide(workflow, dossier, asked, now, law())
        if isinstance(verdict, Accepted):
            facts = {**dossier.facts, **verdict.facts}
            then = replace(dossier, state=step.target, facts=facts)
            yield then, now, (Leg(workflow, step, now),)
    for at in _worth_waiting_for(dossier):
        if at > now:
            yield dossier, at, ()


def _worth_waiting_for(dossier: Dossier) -> Iterator[datetime]:
    for deadline in deadlines(law(), dossier).values():
        yield deadline.instant + timedelta(seconds=1)
    try:
        yield at_local(session(law(), dossier)["opens"], time(12), "Europe/Paris")
    except UnknownParameter:
        return
