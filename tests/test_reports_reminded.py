"""The plans of reminders speak of states and deadlines that dossiers really have."""

import pytest

from notifications.reminders.planner import planned
from tests.reminding import plans
from tests.sample_letters import dossier_after
from workflows.catalogue import workflows
from workflows.law import law
from workflows.timetable import deadlines

DUE = {
    "project_report": {
        f"assistance_{one}" for one in ("bureau", "committee", "emergency", "preparatory")
    },
    "periodic_report": {"periodic_report"},
    "periodic_report_notice": {"periodic_report"},
    "usl_report": {"usl_report"},
    "usl_report_notice": {"usl_report"},
}
"""The workflows on which each rule about a report reminds somebody."""


def having(deadline: str, state: str) -> set[str]:
    """The workflows whose dossiers can have that deadline when they come to that state. A dialogue
    is answered once the receipt of its questions is recorded, so they have all that may be known.
    """
    return {
        workflow.name
        for workflow in workflows().values()
        for step in workflow.steps
        if step.target == state and step.trigger != "enter"
        and deadline in deadlines(law(), dossier_after(workflow, step, everything=True))
    }  # fmt: skip


@pytest.mark.parametrize("name", plans())
def test_every_state_of_a_rule_is_one_in_which_a_dossier_can_have_its_deadline(name: str):
    rule = plans()[name]
    reached = {state: having(rule.deadline, state) for state in (*rule.states, *rule.answered)}
    assert [state for state, found in reached.items() if not found] == []


@pytest.mark.parametrize("name", plans())
def test_where_a_rule_asks_something_its_answer_is_a_state_of_the_same_workflow(name: str):
    rule = plans()[name]
    asked = {one for state in rule.states for one in having(rule.deadline, state)}
    answered = {state for one in asked for state in workflows()[one].state}
    assert set(rule.answered) <= answered


@pytest.mark.parametrize("name", DUE)
def test_a_report_is_reminded_of_on_its_own_workflows_alone(name: str):
    rule = plans()[name]
    assert {one for state in rule.states for one in having(rule.deadline, state)} == DUE[name]


@pytest.mark.parametrize("name", ["usl_report", "periodic_report"])
def test_a_scheduled_report_is_announced_and_recalled_and_nothing_goes_once_it_is_no_longer_due(
    name: str,
):
    workflow = workflows()[name]
    closed = {state.name for state in workflow.states if state.final}
    counts = []
    for trigger, source in (("open", "new"), ("submit", "scheduled"), ("exempt", "scheduled")):
        step = workflow.step[trigger, source]
        facts = dossier_after(workflow, step, everything=False)
        dossier = type(facts)(facts.reference, name, state=step.target, facts=facts.facts)
        found = deadlines(law(), dossier)
        counts.append(len(planned(dossier, found, plans(), closed)))
    assert counts == [3 + 4 + 3 + 4 + 1 + 1, 0, 0]
