"""May this step be taken? The only importer of `transitions`: a table judges, nothing is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from transitions import EventData, Machine

from engine import answers
from engine.bilingual import headed, listed, quoted
from engine.citation import house
from engine.content import stamp
from engine.dossier import NEW, Actor, Dossier, Fact, Facts
from engine.parameters import Parameters
from engine.rules import Finding, Question
from engine.words import Language, Words
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

    def spoken(self, language: Language) -> str:
        """Every reason with its paragraph, in that language, a line for each."""
        return "\n".join(
            f"- {one.spoken(language)} [{one.cited(language)}]" for one in self.findings
        )

    def __str__(self) -> str:
        return self.spoken("en")


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
        self.workflow = workflow
        self.step = step

    def __call__(self, event: EventData) -> bool:
        cursor = cast(_Cursor, event.model)
        cursor.facts, cursor.findings = _judge(
            self.workflow, self.step, cursor.dossier, cursor.asked, cursor.now, cursor.law
        )
        return not cursor.findings


def _judge(
    workflow: Workflow,
    step: Step,
    dossier: Dossier,
    asked: Asked,
    now: datetime,
    law: Parameters,
) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts the step would add, and all that stands against it: role, answers, rules."""
    facts, findings = answers.read(step, asked.answers)
    actor = asked.actor
    if actor.role not in step.by:
        findings.insert(0, Finding("role", _not_theirs(workflow, step, actor), step.cite))
    if step.needs_reason and not asked.reason.strip():
        findings.append(Finding("reason", UNREASONED, house("5")))
    for what, text in ((_THE_REASON, asked.reason), (_THE_NAME, actor.name)):
        if fault := answers.unreadable(text):
            findings.append(Finding("answers", headed(what, fault), house("5")))
    question = Question(dossier, step.trigger, facts, actor, now, law, asked.predecessor)
    for rule in (*workflow.always, *step.guards):
        said = rule.ask(question)
        if said is not None:
            findings.append(Finding(rule.name, said, rule.citation))
    for fact in step.stamps:
        facts[fact] = stamp(now)
    return facts, findings


UNREASONED: Final = Words("this step needs a written reason", "cette étape exige un motif écrit")
_THE_REASON: Final = Words("the reason", "le motif")
_THE_NAME: Final = Words("the actor's name", "le nom de la personne qui agit")


def _not_theirs(workflow: Workflow, step: Step, actor: Actor) -> Words:
    may = listed(map(workflow.role, step.by), Words(" or the ", " ou "))
    is_one = workflow.role(actor.role)
    return Words(
        f"this step is for the {may.en}; {actor.name} acts as the {is_one.en}",
        f"cette étape est réservée à qui agit comme {may.fr} ; {actor.name} agit comme {is_one.fr}",
    )


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
    here = quoted(_standing(workflow, dossier.state))
    ways = workflow.steps_from(dossier.state)
    if trigger not in workflow.triggers:
        # Only whoever types the name of a step can miss it: they are told the names there are.
        possible = _possible(Words(step.trigger, step.trigger) for step in ways)
        said = Words(
            f"the dossier is {here.en}; {trigger!r} is no step of the workflow {workflow.name}; "
            f"{possible.en}",
            f"le dossier est à l'état {here.fr} ; « {trigger} » n'est pas une étape du parcours "
            f"{workflow.name} ; {possible.fr}",
        )
        return Finding("step", said, house("1"))
    possible = _possible(quoted(step.event) for step in ways)
    steps = [step for step in workflow.steps if step.trigger == trigger]
    name = listed((quoted(step.event) for step in steps), _OR)
    sources = listed((quoted(_standing(workflow, step.source)) for step in steps), _OR)
    said = Words(
        f"the dossier is {here.en}; the step {name.en} starts from {sources.en}; {possible.en}",
        f"le dossier est à l'état {here.fr} ; l'étape {name.fr} part de l'état {sources.fr} ; "
        f"{possible.fr}",
    )
    return Finding("state", said, house("1"))


_OR: Final = Words(" or ", " ou ")
_UNOPENED: Final = Words("Not opened yet", "Pas encore ouvert")


def _standing(workflow: Workflow, state: str) -> Words:
    """What the Secretariat calls a state."""
    if state == NEW:
        return _UNOPENED
    known = workflow.state.get(state)
    return known.office if known else Words(state, state)


def _possible(ways: Iterable[Words]) -> Words:
    there = listed(ways, Words(", ", ", "))
    if not there.en:
        return Words("nothing more can happen to it", "aucune étape n'est plus possible")
    return Words(f"possible from there: {there.en}", f"étapes possibles : {there.fr}")


def outlook(
    workflow: Workflow, dossier: Dossier, actor: Actor, now: datetime, law: Parameters
) -> Iterator[tuple[Step, tuple[Finding, ...]]]:
    """What this actor can do now, and for each step what still stands against it.

    Answers and reasons are not missed here: they are given with the step.
    """
    for step in workflow.steps_from(dossier.state):
        _, findings = _judge(workflow, step, dossier, Asked(step.trigger, actor, {}), now, law)
        yield step, tuple(f for f in findings if f.rule not in ("answers", "reason"))
