"""What every workflow promises, and that a table which breaks a promise is told so."""

from dataclasses import replace
from typing import Any

import pytest

from engine.citation import Citation
from engine.dossier import NEW
from engine.wellformed import faults
from engine.words import Words
from engine.workflow import Step, Workflow
from tests.toy import TOY, _state, ask, step
from workflows.catalogue import workflows


@pytest.mark.parametrize("name", [*workflows(), "parcel"])
def test_the_table_is_well_formed(name: str):
    assert faults({**workflows(), "parcel": TOY}[name]) == []


# --- each kind of fault is named ---------------------------------------------------------------


def changed(trigger: str, **how: Any) -> Workflow:
    """The toy with one step changed."""
    steps = tuple(replace(one, **how) if one.trigger == trigger else one for one in TOY.steps)
    return replace(TOY, steps=steps)


def restated(name: str, **how: Any) -> Workflow:
    """The toy with one state changed."""
    states = tuple(replace(one, **how) if one.name == name else one for one in TOY.states)
    return replace(TOY, states=states)


def more(*steps: Step) -> Workflow:
    """The toy with more steps."""
    return replace(TOY, steps=(*TOY.steps, *steps))


def without(trigger: str) -> Workflow:
    """The toy without a step."""
    return replace(TOY, steps=tuple(one for one in TOY.steps if one.trigger != trigger))


SEND = TOY.step["send", "weighed"]
BROKEN: dict[str, tuple[Workflow, list[str]]] = {
    "a state declared twice": (
        replace(TOY, states=(*TOY.states, TOY.states[0])),
        ["the state packed is declared 2 times"],
    ),
    "two ways to take a step": (
        more(SEND),
        ["there are 2 ways to send from weighed"],
    ),
    "a step to nowhere": (
        changed("lose", target="nowhere"),
        ["lose reaches the state nowhere, which is not declared", "no step leads to lost"],
    ),
    "a step from nowhere": (
        more(replace(SEND, source="nowhere")),
        [
            "send leaves the state nowhere, which is not declared",
            "send reaches sent without grams",
        ],
    ),
    "a step back to the time before the opening": (
        more(step("undo", "packed", NEW, ("clerk",), "1")),
        ["undo reaches the state new, which is not declared"],
    ),
    "an opening that opens nothing": (
        changed("pack", target=NEW),
        [
            "pack reaches the state new, which is not declared",
            "no step leads to packed",
            "no step leads to weighed",
            "no step leads to sent",
            "no step leads to signed",
            "no step leads to lost",
        ],
    ),
    "a declared state by the name of no state": (
        replace(TOY, states=(*TOY.states, _state(NEW, "sender"))),
        ["the state new is declared, but a dossier is new only before its opening"],
    ),
    "no opening": (
        without("pack"),
        [
            "no step opens it",
            "no step leads to packed",
            "no step leads to weighed",
            "no step leads to sent",
            "no step leads to signed",
            "no step leads to lost",
        ],
    ),
    "a state that nothing leads to": (
        without("lose"),
        ["no step leads to lost"],
    ),
    "a final state that is left": (
        more(step("find", "lost", "packed", ("clerk",), "7")),
        ["lost is final, yet find leaves it"],
    ),
    "an owner who cannot leave": (
        restated("sent", owner="sender"),
        ["sender owns sent and cannot leave it"],
    ),
    "an owner who can only turn round": (
        restated("packed", owner="sender"),
        ["sender owns packed and cannot leave it"],
    ),
    "a state nobody owns": (
        restated("sent", owner=""),
        ["nobody owns sent and cannot leave it"],
    ),
    "a state without the fact it rests on": (
        changed("weigh", asks=(ask("grams", "number", required=False),)),
        ["weigh reaches weighed without grams"],
    ),
    "a state without the facts it rests on": (
        restated("packed", needs=("address", "weight")),
        ["pack reaches packed without address, weight"],
    ),
    "a step for nobody": (
        changed("send", by=()),
        [
            "clerk owns weighed and cannot leave it",
            "send from weighed lacks a role, a paragraph or its event",
        ],
    ),
    "a step without a paragraph": (
        changed("send", cite=Citation("", "")),
        ["send from weighed lacks a role, a paragraph or its event"],
    ),
    "a step without its event in French": (
        changed("send", event=Words("sent", "")),
        ["send from weighed lacks a role, a paragraph or its event"],
    ),
    "a state without one of its names": (
        restated("lost", future=Words("may be lost", "")),
        ["lost lacks one of its three names in one of the two languages"],
    ),
    "a renaming to nowhere": (
        replace(TOY, renamed={"mislaid": "nowhere"}),
        ["renaming mislaid to nowhere does not lead from a lost state to a declared one"],
    ),
    "a renaming of what is still there": (
        replace(TOY, renamed={"lost": "signed"}),
        ["renaming lost to signed does not lead from a lost state to a declared one"],
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_table_is_told_what_is_wrong_with_it(fault: str):
    workflow, told = BROKEN[fault]
    assert faults(workflow) == [f"parcel: {sentence}" for sentence in told]


def test_all_faults_are_told_at_once():
    broken = replace(restated("sent", owner="nobody in particular"), renamed={"lost": "gone"})
    assert len(faults(broken)) == 2


def test_a_fact_may_be_stamped_or_have_been_there_before():
    stamped = changed("weigh", asks=(), stamps=("grams",))
    assert faults(stamped) == []


def test_a_state_may_be_renamed_to_one_that_is_declared():
    assert faults(replace(TOY, renamed={"mislaid": "lost"})) == []


def test_a_step_that_stays_where_it_is_need_bring_nothing():
    assert faults(more(step("weigh_again", "weighed", "weighed", ("clerk",), "3"))) == []
