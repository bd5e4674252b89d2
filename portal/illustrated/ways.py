"""A way for a dossier to a state, by moves that its rules allow: found by search, never written."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Set
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
        seen = {self._known_by(start, at)}
        queue: deque[tuple[Dossier, datetime, tuple[Leg, ...]]] = deque([(start, at, ())])
        while queue and len(found) <= len(self.workflow.states):
            dossier, now, way = queue.popleft()
            found.setdefault(dossier.state, way)
            if dossier.state == to:
                break
            # No step is worth taking twice, and without that there are few ways.
            taken = {leg.step.trigger for leg in way}
            for then, later, more in self._further(dossier, now, taken):
                known = self._known_by(then, later)
                if later <= self.until and known not in seen:
                    seen.add(known)
                    queue.append((then, later, (*way, *more)))
        return found

    def _further(
        self, dossier: Dossier, now: datetime, taken: Set[str]
    ) -> Iterator[tuple[Dossier, datetime, tuple[Leg, ...]]]:
        for step in self.workflow.steps_from(dossier.state):
            if step.trigger in taken or step.trigger in self.without:
                continue
            at = max(now, self.earliest(step.trigger) or now)
            leg = Leg(step, at, self._who(step), self.answers(step, at))
            asked = Asked(step.trigger, leg.actor, leg.answers, self.reason)
            verdict = decide(self.workflow, dossier, asked, at, self.law)
            if isinstance(verdict, Accepted):
                facts = {**dossier.facts, **verdict.facts}
                yield replace(dossier, state=step.target, facts=facts), at + self.pace, (leg,)
        for at in _worth_waiting_for(self.law, dossier):
            if at > now:
                yield dossier, at, ()

    def _known_by(self, dossier: Dossier, now: datetime) -> tuple[object, ...]:
        """What makes a difference to the rules: two dossiers alike in this need not both be tried.
        Of the time it is which instants have passed."""
        whether = ("letter_sent_at", "questions_received_at", "place", "complete_since")
        received = dossier.instant("received_at")
        return (
            dossier.state,
            *(
                (at <= now, received is not None and at <= received)
                for at in _worth_waiting_for(self.law, dossier)
            ),
            *(name in dossier.facts for name in whether),
        )

    def _who(self, step: Step) -> Actor:
        """Who takes the step; one that posts, releasing its letter."""
        actor = self.actors[step.by[0]]
        if not step.posts:
            return actor
        return Releasing(actor.name, actor.role, actor.states, letter=step.posts)


def _worth_waiting_for(law: Parameters, dossier: Dossier) -> Iterator[datetime]:
    for deadline in deadlines(law, dossier).values():
        yield deadline.instant + timedelta(seconds=1)
    try:
        yield at_local(session(law, dossier)["opens"], time(12), "Europe/Paris")
    except UnknownParameter:
        return
