"""A State may try again: a new dossier succeeds one that came to its end without success."""

from typing import Any

import pytest

from engine.dossier import Dossier
from engine.rules import Question
from tests.test_rules import Case, answered, answering, question
from workflows.catalogue import workflows
from workflows.rules.succession import MAY_BE_SUCCEEDED, succeeds_a_dossier_that_ended

SUCCESSFUL = {
    "cancelled", "inscribed", "not_due", "project_evaluated", "report_examined", "selected",
    "transferred",
}  # fmt: skip
"""Ends after which there is nothing to try again; a cancelled project was once approved."""


def succeeding(state: str | None, *states: str, submitted_by: Any = ("Ghana",)) -> Question:
    """The opening of a dossier of these States that is to succeed one in that state."""
    facts = {"states": list(submitted_by)}
    earlier = Dossier("RL-0", "rl", state=state, facts=facts) if state else None
    answers: dict[str, Any] = {"predecessor": "RL-0", "states": list(states)}
    return question(answers=answers, predecessor=earlier)


CASES = [
    Case("a dossier may succeed none", succeeds_a_dossier_that_ended, question(), None),
    *(
        Case(
            f"a dossier that is {state} may be succeeded",
            succeeds_a_dossier_that_ended, succeeding(state, "Ghana"), None,
        )
        for state in MAY_BE_SUCCEEDED
    ),
    *(
        Case(
            f"a dossier that is {state} may not be succeeded",
            succeeds_a_dossier_that_ended, succeeding(state, "Ghana"),
            "RL-0 cannot be succeeded: only a dossier that was referred, refused, returned, "
            "deferred, carried over or withdrawn can be",
        )
        for state in ("draft", "under_evaluation", *sorted(SUCCESSFUL))
    ),
    Case(
        "a dossier that is not there may not be succeeded",
        succeeds_a_dossier_that_ended, succeeding(None, "Ghana"),
        "there is no dossier RL-0 to succeed",
    ),
    Case(
        "one State in common is enough",
        succeeds_a_dossier_that_ended,
        succeeding("referred", "Togo", "Benin", submitted_by=("Ghana", "Togo")), None,
    ),
    Case(
        "other States cannot take it over",
        succeeds_a_dossier_that_ended,
        succeeding("referred", "Benin", submitted_by=("Ghana", "Togo")),
        "RL-0 was submitted by Ghana, Togo, none of these States",
    ),
    Case(
        "nor can a dossier that names no State",
        succeeds_a_dossier_that_ended,
        question(
            answers={"predecessor": "RL-0"},
            predecessor=Dossier("RL-0", "rl", state="referred", facts={"states": ["Ghana"]}),
        ),
        "RL-0 was submitted by Ghana, none of these States",
    ),
]  # fmt: skip


@answering(CASES)
def test_succession(case: Case):
    assert answered(case) == case.sentence


@pytest.mark.parametrize("name", workflows())
def test_every_end_of_a_workflow_either_may_be_succeeded_or_was_a_success(name: str):
    ends = {state.name for state in workflows()[name].states if state.final}
    assert ends <= {*MAY_BE_SUCCEEDED, *SUCCESSFUL}


def test_only_an_end_may_be_succeeded():
    ends = {state.name for one in workflows().values() for state in one.states if state.final}
    assert set(MAY_BE_SUCCEEDED) == ends - SUCCESSFUL
