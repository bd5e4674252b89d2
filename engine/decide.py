"""May this step be taken? The only importer of `transitions`: a table judges, nothing is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from transitions import EventData, Machine

from engine import answers
from engine.citation import house
from engine.content import stamp
from engine.dossier import Actor, Dossier, Fact, Facts
from engine.parameters import Parameters
from engine.rules import Finding, Question, Rule
from engine.workflow import Step, Workflow


@dataclass(frozen=True, slots=True)
class Accepted:
    """The step may be taken; `facts` are what it adds to the dossier."""

    step: Step
    facts: Facts


@dataclass(frozen=True, slots=True)
class Refused:
    """The step may not be taken: every reason at once, each with its paragraph."""

    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return "\n".join(f"- {finding}" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: a trigger, with answers and a reason where the step wants them, and
    at an opening the dossier to succeed."""

    trigger: str
    actor: Actor
    answers: Mapping[str, Any]
    reason: str = ""
    predecessor: Dossier | None = None


class _Cursor:
    """The throwaway model that the machine moves: it holds no row and outlives no call."""

    __slots__ = ("asked", "dossier", "facts", "findings", "law", "now", "state")

    def __init__(self, dossier: Dossier, asked: Asked, now: datetime, law: Parameters) -> None:
        self.state = dossier.state
        self.dossier = dossier
        self.asked = asked
        self.now = now
        self.law = law
        self.facts: Facts = {}
        self.findings: list[Finding] = []


class _Judge:
    """The one condition of a step: it asks everything and keeps every finding, where the library
    would stop at the first False and forget why."""

    def __init__(self, workflow: Workflow, step: Step) -> None:
        self.step = step
        self.rules = (*workflow.always, *step.guards)

    def __call__(self, event: EventData) -> bool:
        cursor = cast(_Cursor, event.model)
        cursor.facts, cursor.findings = _judge(
            self.step, self.rules, cursor.dossier, cursor.asked, cursor.now, cursor.law
        )
        return not cursor.findings


def _judge(
    step: Step,
    rules: tuple[Rule, ...],
    dossier: Dossier,
    asked: Asked,
    now: datetime,
    law: Parameters,
) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts the step would add, and all that stands against it: role, answers, rules."""
    facts, findings = answers.read(step, asked.answers)
    actor = asked.actor
    if actor.role not in step.by:
        sentence = f"{step.trigger} is for {' or '.join(step.by)}; {actor.name} is {actor.role}"
        findings.insert(0, Finding("role", sentence, step.cite))
    if step.needs_reason and not asked.reason.strip():
        findings.append(Finding("reason", f"{step.trigger} needs a written reason", house("5")))
    for what, text in (("the reason", asked.reason), ("the actor's name", actor.name)):
        if fault := answers.unreadable(text):
            findings.append(Finding("answers", f"{what}: {fault}", house("5")))
    question = Question(dossier, step.trigger, facts, actor, now, law, asked.predecessor)
    for rule in rules:
        sentence_or_none = rule.ask(question)
        if sentence_or_none is not None:
            findings.append(Finding(rule.name, sentence_or_none, rule.citation))
    for fact in step.stamps:
        facts[fact] = stamp(now)
    return facts, findings


_machines: dict[int, tuple[Workflow, Machine]] = {}


def _machine(workflow: Workflow) -> Machine:
    """The one machine of a workflow, shared by all its dossiers; it holds none of them."""
    known = _machines.get(id(workflow))
    if known is None:
        states = dict.fromkeys([*workflow.state, *(step.source for step in workflow.steps)])
        machine = Machine(
            model=None,
            states=list(states),
            initial=None,
            transitions=[
                {
                    "trigger": step.trigger,
                    "source": step.source,
                    "dest": step.target,
                    "conditions": [_Judge(workflow, step)],
                }
                for step in workflow.steps
            ],
            auto_transitions=False,
            send_event=True,
        )
        known = _machines[id(workflow)] = (workflow, machine)
    return known[1]


def decide(
    workflow: Workflow, dossier: Dossier, asked: Asked, now: datetime, law: Parameters
) -> Accepted | Refused:
    """Whether the dossier may take the step, with all reasons if not. Pure: no clock, no row.

    `workflow` is the definition the dossier is pinned to, `now` an aware instant, `law` the
    parameters that hold.
    """
    step = workflow.step.get((asked.trigger, dossier.state))
    if step is None:
        return Refused((_no_such_step(workflow, dossier, asked.trigger),))
    cursor = _Cursor(dossier, asked, now, law)
    if _machine(workflow).events[asked.trigger].trigger(cursor):
        return Accepted(step, cursor.facts)
    return Refused(tuple(cursor.findings))


def _no_such_step(workflow: Workflow, dossier: Dossier, trigger: str) -> Finding:
    state = workflow.state.get(dossier.state)
    here = f'"{state.office.en}" ({state.name})' if state else dossier.state
    ways = ", ".join(step.trigger for step in workflow.steps_from(dossier.state))
    possible = f"possible from there: {ways}" if ways else "nothing more can happen to it"
    if trigger not in workflow.triggers:
        sentence = f"{trigger!r} is no step of the workflow {workflow.name}; {possible}"
        return Finding("step", f"the dossier is {here}; {sentence}", house("1"))
    sources = ", ".join(sorted(s.source for s in workflow.steps if s.trigger == trigger))
    sentence = f"the dossier is {here}; {trigger} starts from {sources}; {possible}"
    return Finding("state", sentence, house("1"))


def outlook(
    workflow: Workflow, dossier: Dossier, actor: Actor, now: datetime, law: Parameters
) -> Iterator[tuple[Step, tuple[Finding, ...]]]:
    """What this actor can do now, and for each step what still stands against it.

    Answers and reasons are not missed here: they are given with the step.
    """
    for step in workflow.steps_from(dossier.state):
        rules = (*workflow.always, *step.guards)
        _, findings = _judge(step, rules, dossier, Asked(step.trigger, actor, {}), now, law)
        yield step, tuple(f for f in findings if f.rule not in ("answers", "reason"))
