"""Every workflow by its name, and every rule by its name."""

from collections.abc import Mapping
from functools import cache

from engine.rules import Rule
from engine.workflow import Workflow
from workflows import assistance, nominations
from workflows.reports import workflows as reports


@cache
def workflows() -> Mapping[str, Workflow]:
    """Every workflow in force."""
    all_of_them = (*nominations.WORKFLOWS, *assistance.WORKFLOWS, *reports.WORKFLOWS)
    return {one.name: one for one in all_of_them}


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule that a workflow in force asks, for definitions stored in earlier years."""
    asked = [
        rule
        for workflow in workflows().values()
        for rule in (*workflow.always, *(g for step in workflow.steps for g in step.guards))
    ]
    return {rule.name: rule for rule in asked}
