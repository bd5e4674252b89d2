"""A definition read back from its document, with the guards this version has under those names."""

from collections.abc import Mapping
from typing import Any

from engine.citation import Citation, house
from engine.rules import Question, Rule
from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow


def from_document(document: Mapping[str, Any], rules: Mapping[str, Rule]) -> Workflow:
    """A stored definition, its guards found by name among `rules`.

    A guard that this version no longer has refuses every step it stands before, in a sentence
    that says so: an old definition is never judged more mildly than it was written.
    """

    def named(names: list[str]) -> tuple[Rule, ...]:
        return tuple(rules.get(name) or _lost(name) for name in names)

    return Workflow(
        name=document["name"],
        title=Words(*document["title"]),
        states=tuple(_state(state) for state in document["states"]),
        steps=tuple(_step(step, named(step["guards"])) for step in document["steps"]),
        always=named(document["always"]),
    )


def _state(state: Mapping[str, Any]) -> State:
    office, public, future = (Words(*words) for words in state["words"])
    needs = tuple(state["needs"])
    return State(state["name"], state["owner"], office, public, future, state["final"], needs)


def _step(step: Mapping[str, Any], guards: tuple[Rule, ...]) -> Step:
    return Step(
        trigger=step["trigger"],
        source=step["source"],
        target=step["target"],
        by=tuple(step["by"]),
        event=Words(*step["words"]),
        cite=Citation(*step["cite"]),
        asks=tuple(
            Ask(name, kind, Words(*label), required, tuple(choices))
            for name, kind, required, choices, label in step["asks"]
        ),
        guards=guards,
        stamps=tuple(step["stamps"]),
        notify=tuple(step["notify"]),
        held=step["held"],
        needs_reason=step["needs_reason"],
        posts=step.get("posts", ""),
    )


def _lost(name: str) -> Rule:
    def ask(question: Question) -> Words:
        return Words(
            f"the requirement {name} belongs to the definition this dossier is pinned to, and "
            "this version of the system no longer has it; migrate the dossier first",
            f"l'exigence {name} relève de la définition à laquelle ce dossier est rattaché, et "
            "cette version du système ne la connaît plus ; il faut d'abord faire migrer le dossier",
        )

    lost = Words(f"the lost requirement {name}", f"l'exigence perdue {name}")
    return Rule(name, house("7"), lost, ask)
