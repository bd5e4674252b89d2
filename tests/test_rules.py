"""Every rule of the Convention has a case that it refuses and a case that it lets pass."""

import importlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from engine.dossier import NEW, Actor, Dossier
from engine.parameters import Parameters, read
from engine.rules import Finding, Question, Rule
from workflows.catalogue import rules
from workflows.law import law
from workflows.roles import SECRETARIAT

PARIS = ZoneInfo("Europe/Paris")
OFFICER = Actor("A. Lind", SECRETARIAT)


class Case(NamedTuple):
    """What a rule answers to a question, in a sentence that says why; None lets the step pass."""

    why: str
    rule: Rule
    question: Question
    sentence: str | None


def paris(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """An instant on the clocks of Paris."""
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS).astimezone(UTC)


def question(
    now: datetime = datetime(2027, 3, 1, 12, tzinfo=UTC),
    *,
    workflow: str = "rl",
    state: str = NEW,
    trigger: str = "step",
    actor: Actor = OFFICER,
    answers: Mapping[str, Any] | None = None,
    under: Parameters | None = None,
    predecessor: Dossier | None = None,
    **facts: Any,
) -> Question:
    """A question about a dossier with these facts."""
    dossier = Dossier("RL-1", workflow, state=state, facts=facts)
    return Question(dossier, trigger, answers or {}, actor, now, under or law(), predecessor)


def law_with(*replaced: tuple[str, str]) -> Parameters:
    """The shipped law with some of its text replaced."""
    folder = resources.files("workflows") / "parameters"
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    for old, new in replaced:
        assert old in "".join(texts.values())
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    return read(texts.items())


def answering(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """The cases of a file, each named by its sentence."""
    return pytest.mark.parametrize("case", [pytest.param(one, id=one.why) for one in cases])


def answered(case: Case) -> str | None:
    """What the rule of a case answers, in English."""
    said = case.rule.ask(case.question)
    return None if said is None else said.en


def all_cases() -> list[Case]:
    """The cases of all files about rules."""
    files = sorted(Path(__file__).parent.glob("test_rules_*.py"))
    modules = [importlib.import_module(f"tests.{file.stem}") for file in files]
    return [case for module in modules for case in module.CASES]


@pytest.mark.parametrize("name", rules())
def test_the_rule_has_a_case_it_refuses_and_a_case_it_lets_pass(name: str):
    mine = [case for case in all_cases() if case.rule is rules()[name]]
    assert {case.sentence is None for case in mine} == {True, False}


def test_no_case_is_about_a_rule_that_no_workflow_asks():
    assert {case.rule.name for case in all_cases()} == set(rules())


def test_a_refusal_of_every_rule_reads_as_a_sentence_with_its_paragraph():
    for case in all_cases():
        said = case.rule.ask(case.question)
        if said is not None:
            finding = Finding(case.rule.name, said, case.rule.citation)
            assert str(finding) == f"{case.sentence} [{case.rule.citation}]"
            assert [one for one in said if one.endswith(".") or "None" in one] == []
