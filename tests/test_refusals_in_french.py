"""Every refusal speaks both languages: those of the rules, of the steps, of the office."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.citation import Citation, house
from engine.decide import Asked, Refused, decide
from engine.dossier import NEW, Actor, Dossier
from engine.parameters import UnknownParameter
from engine.rules import Finding
from engine.words import Words
from tests.bilingual import faults_of
from tests.test_rules import all_cases
from tests.toy import TOY, TOY_LAW
from tests.travelling import ACTORS
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import CALLED, PEOPLE, ROLES
from workflows.states_parties import states_parties

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
FACTS: dict[str, Any] = {"states": ["Ghana"], "cycle": 2028}
NAMES = (*states_parties(), "A. Lind", "N. Osei", "I. Roy")


def refusals(workflow: str) -> list[Refused]:
    """What everybody is told who asks for each step of a workflow in each of its states, with
    answers that are none."""
    table = workflows()[workflow]
    odd: dict[str, Any] = {ask.name: {"a": 1} for step in table.steps for ask in step.asks}
    dossiers = [
        Dossier("RL-1", workflow, state=state, version=1, facts=FACTS)
        for state in (NEW, *table.state)
    ]
    verdicts = (
        decide(table, one, Asked(trigger, actor, answers), NOW, law())
        for one in dossiers
        for trigger in (*table.triggers, "burn")
        for actor in (ACTORS["state_party"], ACTORS["bureau"])
        for answers in ({}, odd, {"colour": "blue"})
    )
    return [one for one in verdicts if isinstance(one, Refused)]


# --- the rules -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", rules())
def test_a_rule_says_what_it_requires_in_both_languages(name: str):
    requirement = rules()[name].requirement
    assert [one for one in requirement if not one.endswith(".")] == []
    assert faults_of(Words(*(one.rstrip(".") for one in requirement))) == []


@pytest.mark.parametrize("name", rules())
def test_whom_a_rule_refuses_is_told_in_both_languages(name: str):
    said = [case.rule.ask(case.question) for case in all_cases() if case.rule.name == name]
    told = [one for one in said if one is not None]
    assert told
    assert [fault for one in told for fault in faults_of(one, *NAMES)] == []


def test_a_refusal_cites_its_paragraph_as_its_language_does():
    words = Words("it is late", "c'est trop tard")
    refused = Refused((Finding("late", words, Citation("OD", "54")),))
    assert (str(refused), refused.spoken("fr")) == (
        "- it is late [OD 54]",
        "- c'est trop tard [DO 54]",
    )
    assert Finding("house", words, house("3")).cited("fr") == "Règle interne 3"
    assert refused.findings[0].spoken("fr") == "c'est trop tard"
    assert refused.findings[0].sentence == "it is late"


# --- steps -----------------------------------------------------------------------------------


@pytest.mark.parametrize("workflow", workflows())
def test_whoever_asks_for_what_cannot_be_is_told_in_both_languages(workflow: str):
    actors = [one.name for one in ACTORS.values()]
    told = {finding.said for one in refusals(workflow) for finding in one.findings}
    assert told
    assert [fault for one in told for fault in faults_of(one, *NAMES, *actors)] == []


def test_a_diplomat_reads_no_name_of_a_step_of_a_state_or_of_a_role():
    table = workflows()["rl"]
    stands = Dossier("RL-1", "rl", state="registered", version=3, facts={"states": ["Ghana"]})
    kenya = Actor("N. Osei", "bureau")
    early = decide(table, stands, Asked("inscribe", kenya, {}), NOW, law())
    assert isinstance(early, Refused)
    assert early.spoken("fr").startswith(
        "- le dossier est à l'état « Enregistré » ; l'étape « Inscrit » part de l'état « En cours "
        "d'examen » ; étapes possibles : « "
    )
    theirs = decide(table, stands, Asked("withdraw", kenya, {}), NOW, law())
    assert isinstance(theirs, Refused)
    assert theirs.findings[0].said == (
        "this step is for the State Party; N. Osei acts as the Bureau",
        "cette étape est réservée à qui agit comme État partie ; N. Osei agit comme Bureau",
    )


def test_every_role_is_called_something_in_both_languages():
    assert set(CALLED) == {*ROLES, *PEOPLE}
    named = [one for one in CALLED.values() if one.en != one.fr]
    assert len(named) == len(CALLED) - 1  # the Bureau is the Bureau
    for workflow in workflows().values():
        assert {by for step in workflow.steps for by in step.by} <= set(workflow.roles)


def test_a_state_that_no_definition_knows_is_called_by_its_name():
    lost = decide(
        TOY, Dossier("P-1", "parcel", state="mislaid"), Asked("send", ACTORS["head"], {}), NOW,
        TOY_LAW,
    )  # fmt: skip
    assert isinstance(lost, Refused)
    assert lost.findings[0].said == (
        'the dossier is "mislaid"; the step "send" starts from "weighed"; nothing more can happen '
        "to it",
        "le dossier est à l'état « mislaid » ; l'étape « send (fr) » part de l'état « weighed "
        "(fr) » ; aucune étape n'est plus possible",
    )


# --- what the law does not know --------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        lambda: law().values("nothing"),
        lambda: law().on("bureau_threshold", date(1999, 1, 1)),
        lambda: law().for_cycle("submission", 1999),
    ],
    ids=["no such parameter", "no value on a day", "no value for a cycle"],
)
def test_what_the_law_does_not_know_is_said_in_both_languages(ask: Callable[[], object]):
    with pytest.raises(UnknownParameter) as unknown:
        ask()
    name = str(unknown.value).partition(":")[0]
    assert faults_of(unknown.value.said, name) == []
    assert str(unknown.value) == unknown.value.said.en


def test_what_nobody_is_told_may_be_english_alone():
    assert UnknownParameter("no such term").said == ("no such term", "no such term")
