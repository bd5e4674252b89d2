"""How a kind of dossier travels: a table of states and steps, and the hash that names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from engine.citation import Citation
from engine.content import digest
from engine.dossier import NEW, Actor
from engine.rules import Rule
from engine.words import Words

Kind = Literal["text", "line", "texts", "day", "instant", "amount", "number", "yes_no", "choice"]


@dataclass(frozen=True, slots=True)
class State:
    """Where a dossier stands. `owner` is the role whose turn it is; `needs` are the facts without
    which no dossier can stand here; three names: for the Secretariat, for the public, and in the
    future tense ("will be examined")."""

    name: str
    owner: str
    office: Words
    public: Words
    future: Words
    final: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """An answer a step needs, and the fact it becomes. A `line` is a text without line breaks,
    `texts` are lines joined by `;` where they come as one text, an `amount` is in whole United
    States dollars."""

    name: str
    kind: Kind
    label: Words
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state to another.

    `by` are the roles that may take it, `event` the past-tense fact it makes, `cite` the
    paragraph it exists under, `stamps` the facts that take the instant of the step, `notify` the
    keys of the letters it causes, `held` whether they wait for a person to release them, `posts`
    the key of the held letter whose release makes this step, and nothing else does.
    """

    trigger: str
    source: str
    target: str
    by: tuple[str, ...]
    event: Words
    cite: Citation
    asks: tuple[Ask, ...] = ()
    guards: tuple[Rule, ...] = ()
    stamps: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    held: bool = False
    needs_reason: bool = False
    posts: str = ""


@dataclass(frozen=True, slots=True)
class Releasing(Actor):
    """Somebody in the act of releasing a letter, under its key in the outbox: the only one who
    takes a step that posts."""

    letter: str = ""


@dataclass(frozen=True)
class Workflow:
    """The whole table. `always` are the rules asked at every step; `renamed` says where a dossier
    goes that stands in a state of an earlier definition which this one no longer has; `roles` what
    its roles are called ("State Party")."""

    name: str
    title: Words
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    always: tuple[Rule, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Words] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """The content hash of what binds: wording may improve without a new one."""
        return digest(binding(self.document()))

    @cached_property
    def state(self) -> Mapping[str, State]:
        """The states by name."""
        return {state.name: state for state in self.states}

    @cached_property
    def step(self) -> Mapping[tuple[str, str], Step]:
        """The steps by trigger and source."""
        return {(step.trigger, step.source): step for step in self.steps}

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every trigger of the table."""
        return frozenset(step.trigger for step in self.steps)

    @property
    def opening(self) -> Step:
        """The step by which a dossier is ordinarily opened: the first that the table names."""
        return self.steps_from(NEW)[0]

    def role(self, name: str) -> Words:
        """What a role is called; its own name where nobody has put it into words."""
        return self.roles.get(name) or Words(*(name.replace("_", " "),) * 2)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """The ways out of a state, in the order of the table."""
        return tuple(step for step in self.steps if step.source == state)

    def posting(self, letter: str) -> tuple[Step, ...]:
        """The steps that the release of a letter makes, one for each state it may leave in; none
        where its release moves nothing."""
        return tuple(step for step in self.steps if step.posts == letter)

    def document(self) -> dict[str, Any]:
        """The definition as plain data: states, steps, names of guards."""
        return {
            "name": self.name,
            "title": list(self.title),
            "states": [_state_document(state) for state in self.states],
            "steps": [_step_document(step) for step in self.steps],
            "always": [rule.name for rule in self.always],
        }


def _state_document(state: State) -> dict[str, Any]:
    return {
        "name": state.name,
        "owner": state.owner,
        "final": state.final,
        "needs": list(state.needs),
        "words": [list(state.office), list(state.public), list(state.future)],
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "trigger": step.trigger,
        "source": step.source,
        "target": step.target,
        "by": list(step.by),
        "cite": [step.cite.source, step.cite.paragraph],
        "asks": [[a.name, a.kind, a.required, list(a.choices), list(a.label)] for a in step.asks],
        "guards": [rule.name for rule in step.guards],
        "stamps": list(step.stamps),
        "notify": list(step.notify),
        "held": step.held,
        "needs_reason": step.needs_reason,
        "words": list(step.event),
        # Only where it says something: the hashes of all other definitions stay as they are.
        **({"posts": step.posts} if step.posts else {}),
    }


def binding(document: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a definition's document that its hash covers: all but the wording."""
    return {
        "name": document["name"],
        "states": [_without_words(state) for state in document["states"]],
        "steps": [
            {**_without_words(step), "asks": [ask[:4] for ask in step["asks"]]}
            for step in document["steps"]
        ],
        "always": document["always"],
    }


def _without_words(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "words"}
