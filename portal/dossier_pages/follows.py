"""What follows from a step: where the dossier would stand, and what would become due."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.calendar import Deadline
from engine.decide import Accepted
from engine.dossier import Dossier
from engine.workflow import State, Workflow


@dataclass(frozen=True, slots=True)
class Follows:
    """The dossier after a step, the state it would stand in, and the deadlines that it would have
    then and has not now, or on another day."""

    moved: Dossier
    state: State
    due: tuple[Deadline, ...]


def moved_by(dossier: Dossier, step_to: str, facts: Mapping[str, Any]) -> Dossier:
    """The dossier as it would be one entry later."""
    return replace(
        dossier,
        state=step_to,
        version=dossier.version + 1,
        facts={**dossier.facts, **facts},
    )


def becomes_due(
    before: Mapping[str, Deadline], after: Mapping[str, Deadline]
) -> tuple[Deadline, ...]:
    """The deadlines that are new, or move to another instant."""
    return tuple(
        deadline
        for key, deadline in after.items()
        if key not in before or before[key].instant != deadline.instant
    )


def follows(
    workflow: Workflow,
    dossier: Dossier,
    verdict: Accepted,
    deadlines_of: Any,
) -> Follows:
    """What follows; `deadlines_of` gives the deadlines of a dossier by key."""
    step = verdict.step
    moved = moved_by(dossier, step.target, verdict.facts)
    due = becomes_due(deadlines_of(dossier), deadlines_of(moved))
    return Follows(moved, workflow.state[step.target], due)
