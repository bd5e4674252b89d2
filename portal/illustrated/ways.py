"""A way for a dossier to a state, by moves that its rules allow: found by search, never written."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from engine.calendar import at_local
from engine.decide import Accepted, Asked, decide
from engine.dossier import Actor, Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.workflow import Releasing, Step, Workflow
from workflows.timetable import deadlines, session

Answers = Callable[[Step, datetime], Mapping[str, Any]]
"""What an honest actor answers to a step at that instant."""

Earliest = Callable[[str], datetime | None]
"""Before which instant nobody would take a step of that trigger; None where nobody minds."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a way, who takes it with which answers, and when."""

    step: Step
    at: datetime
    actor: Actor
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Search:
    """What a search goes by: the workflow and the law, who acts in which role and what they answer,
    the reason they give, how long it takes from one step to the next, when it must be over, and
    which triggers nobody uses."""

    workflow: Workflow
    law: Parameters
    actors: Mapping[str, Actor]
    answers: Answers
    reason: str
    pace: timedelta
    until: datetime
    earliest: Earliest = lambda _: None
    without: Set[str] = frozenset()

    def ways(self, start: Dossier, at: datetime, to: str = "") -> dict[str, tuple[Leg, ...]]:
        """For every state that can be reached from there in time, a shortest way: every step is
        tried, and every deadline and the session waited for. The search ends with the state that
        is named, if one is."""
        found: dict[str, tuple[Leg, ...]] = {}
        first = _Point(start, at, _worth_waiting_for(self.law, start), ())
        seen, queue = {first.known_by}, deque([first])
        while queue and len(found) <= len(self.workflow.states):
            point = queue.popleft()
            found.setdefault(point.dossier.state, point.way)
            if point.dossier.state == to:
                break
            for further in self._further(point):
                if further.at <= self.until and further.known_by not in seen:
                    seen.add(further.known_by)
                    queue.append(further)
        return found

    def _further(self, point: "_Point") -> Iterator["_Point"]:
        dossier, now = point.dossier, point.at
        # No step is worth taking twice, and without that there are few ways.
        taken = {leg.step.trigger for leg in point.way}
        for step in self.workflow.steps_from(dossier.state):
            if step.trigger in taken or step.trigger in self.without:
                continue
            at = max(now, self.earliest(step.trigger) or now)
            leg = Leg(step, at, self._who(step), self.answers(step, at))
            asked = Asked(step.trigger, leg.actor, leg.answers, self.reason)
            verdict = decide(self.workflow, dossier, asked, at, self.law)
            if isinstance(verdict, Accepted):
                facts = {**dossier.facts, **verdict.facts}
                then = replace(dossier, state=step.target, facts=facts)
                waits = _worth_waiting_for(self.law, then)
                yield _Point(then, at + self.pace, waits, (*point.way, leg))
        for at in point.waits:
            if at > now:
                yield replace(point, at=at)

    def _who(self, step: Step) -> Actor:
        """Who takes the step; one that posts, releasing its letter."""
        actor = self.actors[step.by[0]]
        if not step.posts:
            return actor
        return Releasing(actor.name, actor.role, actor.states, letter=step.posts)


@dataclass(frozen=True)
class _Point:
    """How far a search has come: a dossier at an instant, what to wait for, and the way."""

    dossier: Dossier
    at: datetime
    waits: tuple[datetime, ...]
    way: tuple[Leg, ...]

    @property
    def known_by(self) -> tuple[object, ...]:
        """What makes a difference to the rules: of two points alike in this one is enough. Of the
        time it is which instants have passed."""
        whether = ("letter_sent_at", "questions_received_at", "place", "complete_since")
        received = self.dossier.instant("received_at")
        return (
            self.dossier.state,
            *((at <= self.at, received is not None and at <= received) for at in self.waits),
            *(name in self.dossier.facts for name in whether),
        )


def _worth_waiting_for(law: Parameters, dossier: Dossier) -> tuple[datetime, ...]:
    found = [one.instant + timedelta(seconds=1) for one in deadlines(law, dossier).values()]
    with suppress(UnknownParameter):
        found.append(at_local(session(law, dossier)["opens"], time(12), "Europe/Paris"))
    return tuple(found)
