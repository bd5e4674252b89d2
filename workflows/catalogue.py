"""Every workflow by its name, and every rule by its name."""

from collections.abc import Mapping
from functools import cache

from engine.rules import Rule
from engine.workflow import Workflow
from workflows import assistance, nominations


@cache
def workflows() -> Mapping[str, Workflow]:
    """Every workflow in force."""
    return {one.name: one for one in (*nominations.WORKFLOWS, *assistance.WORKFLOWS)}


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule that a workflow in force asks, for definitions stored in earlier years."""
    asked = [
        rule
        for workflow in workflows().values()
        for rule in (*workflow.always, *(g for step in workflow.steps for g in step.guards))
    ]
    return {rule.name: rule for rule in asked}
