"""What can be done now with a dossier: every step of its state as it stands for somebody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.decide import outlook
from engine.dossier import Actor, Dossier
from engine.parameters import Parameters
from engine.rules import Finding, Question
from engine.workflow import Step, Workflow
from portal.dossier_pages.remedies import Remedy, open_until, remedy, turns_of_time


@dataclass(frozen=True, slots=True)
class Against:
    """A reason against a step, and what would take it away."""

    finding: Finding
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Offer:
    """A step from here: all that stands against it for this person, and until which instant (UTC)
    the rules let it through, where time alone ends that."""

    step: Step
    against: tuple[Against, ...]
    until: datetime | None

    @property
    def possible(self) -> bool:
        """Whether nothing stands against it."""
        return not self.against


def offers(
    workflow: Workflow,
    dossier: Dossier,
    who: Actor,
    now: datetime,
    law: Parameters,
    about: Mapping[str, Any],
) -> list[Offer]:
    """Every step of the present state for this person, the possible ones first."""
    turns = turns_of_time(about)
    found = _offers(workflow, dossier, who, now, law, turns)
    return sorted(found, key=lambda offer: not offer.possible)


def _offers(
    workflow: Workflow,
    dossier: Dossier,
    who: Actor,
    now: datetime,
    law: Parameters,
    turns: Sequence[datetime],
) -> Iterator[Offer]:
    for step, findings in outlook(workflow, dossier, who, now, law):
        asked = Question(dossier, step.trigger, {}, who, now, law)
        against = tuple(Against(one, remedy(workflow, step, one, asked, turns)) for one in findings)
        rules = (*workflow.always, *step.guards)
        until = None if against else open_until(rules, asked, turns)
        yield Offer(step, against, until)
