"""A definition is stored as plain data under the hash of what binds, and read back as it was."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.citation import Citation
from engine.content import canonical, digest
from engine.decide import Accepted, Asked, decide
from engine.dossier import Actor, Dossier
from engine.stored import from_document
from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow, binding
from tests.toy import TOY, TOY_LAW, TOY_RULES, light_enough, not_a_thief
from workflows.catalogue import rules, workflows


def stored(workflow: Workflow) -> Any:
    """The document as a database gives it back."""
    return json.loads(canonical(workflow.document()))


# --- round trip --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", workflows())
def test_a_definition_in_force_is_read_back_as_it_was(name: str):
    workflow = workflows()[name]
    again = from_document(stored(workflow), rules())
    assert again == replace(workflow, roles={})
    assert again.digest == workflow.digest


names = st.text("abcd", min_size=1, max_size=3)
some = st.lists(names, max_size=2).map(tuple)
words = st.builds(Words, names, names)
kinds = st.sampled_from(["text", "line", "texts", "day", "amount", "yes_no"])
guards = st.lists(st.sampled_from(list(TOY_RULES.values())), max_size=2).map(tuple)
states = st.builds(State, names, names, words, words, words, st.booleans(), some)
asks = st.lists(st.builds(Ask, names, kinds, words, st.booleans(), some), max_size=2).map(tuple)
steps = st.builds(
    Step, names, names, names, some, words, st.builds(Citation, names, names), asks, guards,
    some, some, st.booleans(), st.booleans(), st.just("") | names,
)  # fmt: skip
tables = st.builds(
    Workflow, names, words, st.lists(states, max_size=2).map(tuple),
    st.lists(steps, max_size=2).map(tuple), guards,
)  # fmt: skip


@given(tables)
def test_whatever_a_definition_says_is_read_back_as_it_was(workflow: Workflow):
    again = from_document(stored(workflow), TOY_RULES)
    assert again == workflow
    assert again.digest == workflow.digest == digest(binding(stored(workflow)))


def test_where_states_went_and_what_roles_are_called_is_not_part_of_a_stored_definition():
    renamed = replace(TOY, renamed={"mislaid": "lost"}, roles={})
    assert renamed.digest == TOY.digest
    again = from_document(stored(renamed), TOY_RULES)
    assert (again.renamed, again.roles) == ({}, {})


# --- what the hash covers ----------------------------------------------------------------------


def test_better_wording_makes_no_new_definition():
    said = Words("said better", "mieux dit")
    reworded = replace(
        TOY,
        title=said,
        states=tuple(replace(one, office=said, public=said, future=said) for one in TOY.states),
        steps=tuple(
            replace(one, event=said, asks=tuple(replace(ask, label=said) for ask in one.asks))
            for one in TOY.steps
        ),
    )
    assert reworded.document() != TOY.document()
    assert reworded.digest == TOY.digest


def step(**how: Any) -> Callable[[Workflow], Workflow]:
    """Change the step that weighs."""
    place = TOY.steps.index(TOY.step["weigh", "packed"])
    return lambda toy: replace(
        toy,
        steps=(*toy.steps[:place], replace(toy.steps[place], **how), *toy.steps[place + 1 :]),
    )


def state(**how: Any) -> Callable[[Workflow], Workflow]:
    """Change the first state."""
    return lambda toy: replace(toy, states=(replace(toy.states[0], **how), *toy.states[1:]))


def answer(**how: Any) -> Callable[[Workflow], Workflow]:
    """Change what the weighing asks for."""
    return step(asks=(replace(TOY.step["weigh", "packed"].asks[0], **how),))


BINDING: dict[str, Callable[[Workflow], Workflow]] = {
    "the name of the workflow": lambda toy: replace(toy, name="letter"),
    "what is asked at every step": lambda toy: replace(toy, always=()),
    "a state more": lambda toy: replace(toy, states=(*toy.states, replace(toy.states[0]))),
    "the order of steps": lambda toy: replace(toy, steps=toy.steps[::-1]),
    "the name of a state": state(name="wrapped"),
    "the owner of a state": state(owner="sender"),
    "the end of the way": state(final=True),
    "the needs of a state": state(needs=("address",)),
    "the name of a step": step(trigger="measure"),
    "where a step starts": step(source="sent"),
    "where a step leads": step(target="sent"),
    "who takes a step": step(by=("clerk", "sender")),
    "the source of a step": step(cite=Citation("Letter Act", "3")),
    "the paragraph of a step": step(cite=Citation("Parcel Act", "4")),
    "that nothing is asked": step(asks=()),
    "the name of an answer": answer(name="weight"),
    "the kind of an answer": answer(kind="amount"),
    "whether an answer is needed": answer(required=False),
    "the choices of an answer": answer(choices=("1", "2")),
    "the guards of a step": step(guards=(light_enough,)),
    "the order of guards": step(guards=TOY.step["weigh", "packed"].guards[::-1]),
    "what a step stamps": step(stamps=()),
    "the letters of a step": step(notify=("parcel_weighed",)),
    "that its letters are held": step(held=True),
    "which letter's release makes a step": step(posts="parcel_weighed"),
    "that a reason is needed": step(needs_reason=True),
}


@pytest.mark.parametrize("what", BINDING)
def test_whatever_binds_makes_a_new_definition(what: str):
    assert BINDING[what](TOY).digest != TOY.digest


def test_a_step_that_posts_nothing_says_nothing_of_it_so_that_older_hashes_stay():
    says = [set(one) for one in stored(TOY)["steps"]]
    assert [one for one in says if "posts" in one] == []


def test_every_field_of_a_definition_either_binds_or_is_wording():
    document = TOY.document()
    assert set(document) - set(binding(document)) == {"title"}
    for part in ("states", "steps"):
        assert set(document[part][0]) - set(binding(document)[part][0]) == {"words"}


# --- a requirement that is gone ----------------------------------------------------------------

PACKED = Dossier("P-1", "parcel", TOY.digest, "packed", 1, "", {"address": "Rue 1"})
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
CLERK = Actor("Ada", "clerk")
LOST = (
    "the requirement light_enough belongs to the definition this dossier is pinned to, and "
    "this version of the system no longer has it; migrate the dossier first [House rule 7]"
)


def weigh(workflow: Workflow) -> Any:
    """The weighing of a light parcel."""
    return decide(workflow, PACKED, Asked("weigh", CLERK, {"grams": 5}), NOW, TOY_LAW)


def test_an_old_definition_judges_as_it_did():
    assert isinstance(weigh(from_document(stored(TOY), TOY_RULES)), Accepted)


def test_a_requirement_that_is_gone_refuses_every_step_it_stands_before():
    old = from_document(stored(TOY), {not_a_thief.name: not_a_thief})
    refused = str(weigh(old))
    assert refused.splitlines()[0] == f"- {LOST}"
    assert len(refused.splitlines()) == 2
    assert old.digest == TOY.digest


def test_a_requirement_that_is_gone_leaves_the_other_steps_alone():
    old = from_document(stored(TOY), {not_a_thief.name: not_a_thief})
    sender = Actor("Sam", "sender")
    accepted = decide(old, PACKED, Asked("address", sender, {"address": "Rue 2"}), NOW, TOY_LAW)
    assert isinstance(accepted, Accepted)


def test_a_requirement_of_every_step_that_is_gone_refuses_every_step():
    old = from_document(stored(TOY), {})
    sender = Actor("Sam", "sender")
    refused = decide(old, PACKED, Asked("address", sender, {"address": "Rue 2"}), NOW, TOY_LAW)
    assert str(refused) == f"- {LOST.replace('light_enough', 'not_a_thief')}"
