"""The shipped workflows: their ends, their decisions, their facts, and the rules they cite."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.calendar import Deadline
from engine.dossier import NEW, Dossier
from engine.rules import Rule
from workflows.about import about
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.needed import DECIDED, NUMBERED, RECEIVED
from workflows.reports.stretch import REPORT_STATES
from workflows.roles import BUREAU, COMMITTEE, OFFICE, ROLES, STATE_PARTY, SYSTEM
from workflows.states_parties import states_parties

ROOT = Path(__file__).parents[1]

NOMINATIONS = ("usl", "rl", "extension", "reduction")
TRANSFERS = ("transfer_usl_rl", "transfer_rl_usl")
BY_THE_BUREAU = ("assistance_bureau", "assistance_emergency", "assistance_preparatory")
ASSISTANCE = (*BY_THE_BUREAU, "assistance_committee")
BY_THE_COMMITTEE = (*NOMINATIONS, *TRANSFERS, "gsp", "assistance_committee")
FILES = (*NOMINATIONS, *TRANSFERS, "gsp", *ASSISTANCE)
REPORTS = ("usl_report", "periodic_report")

ON_THE_WAY = {"deferred", "carried_over", "returned", "withdrawn"}
OF_A_PROJECT = {"not_approved", "project_evaluated", "cancelled"}
ENDS = {
    **{one: {*ON_THE_WAY, "inscribed", "not_inscribed", "referred"} for one in NOMINATIONS},
    **{one: {*ON_THE_WAY, "transferred", "not_transferred", "referred"} for one in TRANSFERS},
    "gsp": {*ON_THE_WAY, "selected", "not_selected", "referred"},
    "assistance_bureau": {"withdrawn", *OF_A_PROJECT},
    "assistance_emergency": {"withdrawn", *OF_A_PROJECT},
    "assistance_preparatory": {"deferred", "withdrawn", *OF_A_PROJECT},
    "assistance_committee": {*ON_THE_WAY, "referred", *OF_A_PROJECT},
    **{one: {"report_examined", "not_due"} for one in REPORTS},
}

DECIDING = {
    "inscribe": NOMINATIONS,
    "select": ("gsp",),
    "transfer": TRANSFERS,
    "approve": ASSISTANCE,
    "approve_with_conditions": BY_THE_BUREAU,
    "ask_for_revision": BY_THE_BUREAU,
    "refer": BY_THE_COMMITTEE,
    "refuse": (*BY_THE_COMMITTEE, *BY_THE_BUREAU),
}


def every_guard() -> list[Rule]:
    """The guards of all steps, as often as they stand there."""
    return [
        guard
        for workflow in workflows().values()
        for guard in (*workflow.always, *(g for step in workflow.steps for g in step.guards))
    ]


# --- tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENDS)
def test_a_dossier_ends_in_one_of_the_ends_of_its_mechanism(name: str):
    assert {state.name for state in workflows()[name].states if state.final} == ENDS[name]


def test_no_workflow_is_without_its_expected_ends():
    assert set(workflows()) == set(ENDS)


@pytest.mark.parametrize("trigger", DECIDING)
def test_a_decision_exists_only_in_its_mechanisms(trigger: str):
    found = {name for name, one in workflows().items() if trigger in one.triggers}
    assert found == set(DECIDING[trigger])


@pytest.mark.parametrize("name", ENDS)
def test_a_decision_leads_to_one_outcome_in_a_mechanism(name: str):
    targets = {
        trigger: {step.target for step in workflows()[name].steps if step.trigger == trigger}
        for trigger in DECIDING
    }
    assert {trigger for trigger, found in targets.items() if len(found) > 1} == set()


@pytest.mark.parametrize("name", ENDS)
def test_only_who_decides_takes_a_decision_and_it_takes_no_other(name: str):
    decider = BUREAU if name in BY_THE_BUREAU else COMMITTEE
    taken = {step.trigger for step in workflows()[name].steps if decider in step.by}
    assert taken - {"examine"} == {one for one, where in DECIDING.items() if name in where}
    assert all(
        step.by == (decider,) for step in workflows()[name].steps if step.trigger in DECIDING
    )


@pytest.mark.parametrize("name", ENDS)
def test_only_known_roles_act_and_own(name: str):
    workflow = workflows()[name]
    assert {role for step in workflow.steps for role in step.by} <= set(ROLES)
    assert {state.owner for state in workflow.states if not state.final} <= set(ROLES)


@pytest.mark.parametrize("name", ENDS)
def test_the_owner_of_a_state_can_leave_it(name: str):
    workflow = workflows()[name]
    for state in workflow.states:
        ways = [step for step in workflow.steps_from(state.name) if step.target != state.name]
        assert state.final or any(state.owner in step.by for step in ways)


@pytest.mark.parametrize("name", ENDS)
def test_the_system_is_asked_for_no_answer_and_no_reason(name: str):
    steps = [step for step in workflows()[name].steps if SYSTEM in step.by]
    assert [step.trigger for step in steps if step.asks or step.needs_reason] == []


@pytest.mark.parametrize("name", FILES)
def test_a_state_may_withdraw_until_its_file_is_examined_or_decided(name: str):
    workflow = workflows()[name]
    stays = {state.name for state in workflow.states if not state.final} - {
        step.source for step in workflow.steps if step.trigger == "withdraw"
    }
    decided = {state.name for state in workflow.states if state.needs == DECIDED}
    ends = {state.name for state in workflow.states if state.final}
    assert stays == (decided - ends) | ({"examined"} & set(workflow.state))
    assert workflow.step["withdraw", "draft"].by == (STATE_PARTY,)


@pytest.mark.parametrize("name", FILES)
def test_a_dossier_is_opened_as_a_draft_by_its_state(name: str):
    opening = workflows()[name].opening
    assert (opening.trigger, opening.source, opening.target) == ("open", NEW, "draft")
    assert opening.by == (STATE_PARTY,)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_is_owed_is_scheduled_by_the_secretariat_and_not_withdrawn(name: str):
    opening = workflows()[name].opening
    assert (opening.trigger, opening.source, opening.target) == ("open", NEW, "scheduled")
    assert opening.by == OFFICE
    assert "withdraw" not in workflows()[name].triggers


def test_nothing_stands_before_the_submission_but_the_threshold_of_assistance():
    guards = {
        name: [guard.name for guard in one.step["submit", one.opening.target].guards]
        for name, one in workflows().items()
    }
    assert {name: found for name, found in guards.items() if found} == {
        "assistance_bureau": ["within_the_bureaus_threshold"],
        "assistance_committee": [
            "above_the_bureaus_threshold",
            "the_committee_still_receives_requests",
        ],
    }


# --- facts -------------------------------------------------------------------------------------


def test_the_database_holds_each_state_to_the_facts_it_needs():
    revision = importlib.import_module("migrations.versions.0001_the_first_schema")
    by_the_engine_alone = {state.name for state in REPORT_STATES}
    needs = {
        state.name: state.needs
        for w in workflows().values()
        for state in w.states
        if state.name not in by_the_engine_alone
    }
    by_needs = {
        wanted: sorted(name for name, one in needs.items() if one == wanted)
        for wanted in set(needs.values())
    }
    assert by_needs == {
        (): ["draft", "withdrawn"],
        RECEIVED: sorted(revision.RECEIVED),
        NUMBERED: sorted(revision.NUMBERED),
        DECIDED: sorted(revision.DECIDED),
    }


def test_a_state_needs_the_same_facts_in_every_workflow():
    needs = {(state.name, state.needs) for w in workflows().values() for state in w.states}
    assert len(needs) == len({name for name, _ in needs})


# --- rules -------------------------------------------------------------------------------------


def test_every_guard_cites_a_paragraph_and_says_what_it_requires():
    for guard in every_guard():
        assert re.fullmatch(r"OD \d+(-\d+)?|\d+\.COM \d+", str(guard.citation)), guard.name
        assert [said for said in guard.requirement if not said.endswith(".")] == [], guard.name


def test_every_step_cites_the_directives_or_a_decision():
    cited = {str(step.cite) for one in workflows().values() for step in one.steps}
    assert {one for one in cited if not re.fullmatch(r"OD \d+(-\d+)?", one)} == {"17.COM 11"}


def test_a_rule_has_one_name_and_a_name_one_rule():
    assert {guard.name: guard for guard in every_guard()} == rules()
    assert all(rules()[guard.name] is guard for guard in every_guard())


def test_every_rule_of_the_convention_guards_a_step():
    written = {
        one
        for file in (ROOT / "workflows" / "rules").glob("[a-z]*.py")
        for one in vars(importlib.import_module(f"workflows.rules.{file.stem}")).values()
        if isinstance(one, Rule)
    }
    assert written == set(rules().values())


# --- about a dossier ---------------------------------------------------------------------------


def test_a_letter_may_speak_of_the_mechanism_the_deadlines_and_the_session():
    told = about(law(), Dossier("RL-2025-0001", "rl", facts={"cycle": 2025}))
    assert set(told) == {"mechanism", "submitted_by", "deadlines", "session"}
    assert told["mechanism"] == workflows()["rl"].title
    assert list(told["deadlines"]) == ["submission", "completion", "reports"]
    assert all(isinstance(one, Deadline) for one in told["deadlines"].values())
    assert (told["session"]["name"], told["session"]["place"]) == ("20.COM", "New Delhi")


def test_of_a_session_that_no_decision_has_fixed_nothing_is_told():
    assert about(law(), Dossier("RL-2028-0001", "rl", facts={"cycle": 2028}))["session"] is None
    assert about(law(), Dossier("A-1", "assistance_bureau")) == {
        "mechanism": workflows()["assistance_bureau"].title,
        "submitted_by": ("", ""),
        "deadlines": {},
        "session": None,
    }


def test_states_are_known_by_the_names_and_groups_of_unesco():
    assert len(states_parties()) == 185
    assert states_parties()["Kenya"].group == "V(a)"
    assert {one.group for one in states_parties().values()} == {
        "I", "II", "III", "IV", "V(a)", "V(b)",
    }  # fmt: skip
    assert states_parties()["Tonga"].sids
    assert states_parties()["Nepal"].ldc
    assert not states_parties()["France"].sids


# --- house rules -------------------------------------------------------------------------------


def cited(tree: ast.Module) -> Iterator[str]:
    """The numbers of the house rules that a module cites, by `house` itself or by a function of
    its own that hands its argument on to `house`."""
    place = {"house": 0}
    for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        given = [one.arg for one in function.args.args]
        for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
            if ast.unparse(call.func) == "house" and ast.unparse(call.args[0]) in given:
                place[function.name] = given.index(ast.unparse(call.args[0]))
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        number = place.get(ast.unparse(call.func))
        if number is not None and isinstance(call.args[number], ast.Constant):
            yield ast.literal_eval(call.args[number])


def test_every_house_rule_that_is_cited_is_written_down_and_none_is_superfluous():
    page = (ROOT / "docs" / "house-rules.md").read_text("utf-8")
    written = re.findall(r"^## House rule (\d+): ", page, re.MULTILINE)
    rooms = [ROOT / one for one in ("engine", "workflows", "forms", "notifications", "portal")]
    by_code = {
        number
        for room in rooms
        for file in room.rglob("*.py")
        for number in cited(ast.parse(file.read_text("utf-8")))
    }
    by_data = {
        number
        for room in rooms
        for file in room.rglob("*.toml")
        for number in re.findall(
            r'^cite = "House rule (\d+)', file.read_text("utf-8"), re.MULTILINE
        )
    }
    assert sorted(by_code | by_data) == written == sorted(set(written))
