"""May this step be taken: one pure answer, with every reason at once if it is no."""

import copy
import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decide import Accepted, Asked, Refused, _Cursor, _machine, decide, outlook
from engine.dossier import Actor, Dossier
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from engine.workflow import Workflow
from tests.toy import TOY, TOY_LAW

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
CLERK = Actor("Ada", "clerk")
SENDER = Actor("Sam", "sender")
PACKED = Dossier("P-1", "parcel", TOY.digest, "packed", 1, "h" * 64, {"address": "Rue 1"})
PARCEL_ACT = "Parcel Act"


def ask(
    trigger: str,
    state: str = "packed",
    actor: Actor = CLERK,
    *,
    now: datetime = NOW,
    reason: str = "",
    facts: Any = None,
    workflow: Workflow = TOY,
    **answers: Any,
) -> Accepted | Refused:
    """Ask for a step on a parcel."""
    dossier = replace(PACKED, state=state, facts=PACKED.facts if facts is None else facts)
    return decide(workflow, dossier, Asked(trigger, actor, answers, reason), now, TOY_LAW)


def refusal(*args: Any, **more: Any) -> str:
    """What the refused one reads."""
    refused = ask(*args, **more)
    assert isinstance(refused, Refused)
    return str(refused)


# --- accepted ----------------------------------------------------------------------------------


def test_an_accepted_step_brings_its_answers_and_the_instant_it_was_taken():
    assert ask("weigh", grams="900") == Accepted(
        TOY.step["weigh", "packed"],
        {"grams": 900, "weighed_at": "2027-03-01T12:00:00.000000+00:00"},
    )


def test_the_instant_is_recorded_in_utc_on_whatever_clock_it_was_taken():
    paris = timezone(timedelta(hours=1))
    accepted = ask("weigh", grams=900, now=datetime(2027, 3, 1, 13, tzinfo=paris))
    assert accepted == ask("weigh", grams=900)


def test_the_law_of_the_day_judges():
    old_years_night = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    new_years_day = datetime(2027, 1, 1, tzinfo=UTC)
    assert isinstance(ask("weigh", grams=1000, now=old_years_night), Accepted)
    assert refusal("weigh", grams=1001, now=old_years_night) == (
        "- 1001 g is more than 1000 g [Parcel Act 3]"
    )
    assert isinstance(ask("weigh", grams=2000, now=new_years_day), Accepted)
    assert refusal("weigh", grams=2001, now=new_years_day) == (
        "- 2001 g is more than 2000 g [Parcel Act 3]"
    )


def test_a_number_the_law_does_not_give_is_never_guessed():
    with pytest.raises(UnknownParameter, match="heaviest: no value is in force on 2019-12-31"):
        ask("weigh", grams=900, now=datetime(2019, 12, 31, 12, tzinfo=UTC))


def test_a_written_reason_opens_a_step_that_needs_one():
    assert isinstance(ask("lose", "sent", reason="Fell off the boat."), Accepted)


# --- refused -----------------------------------------------------------------------------------


def test_a_refusal_lists_every_unmet_requirement_with_its_paragraph():
    thief = Actor("Thief", "sender")
    refused = ask("weigh", actor=thief, facts={}, grams="5000", colour="blue")
    assert isinstance(refused, Refused)
    assert [finding.rule for finding in refused.findings] == [
        "role", "answers", "not_a_thief", "light_enough", "has_an_address",
    ]  # fmt: skip
    assert str(refused) == (
        "- this step is for the clerk; Thief acts as the sender [Parcel Act 3]\n"
        "- 'colour' is not asked for here; asked for: grams (grams) [Parcel Act 3]\n"
        "- Thief touches no parcel [Parcel Act 9]\n"
        "- 5000 g is more than 2000 g [Parcel Act 3]\n"
        "- the parcel has no address [Parcel Act 5]"
    )
    assert refused.spoken("fr") == (
        "- cette étape est réservée à qui agit comme commis ; Thief agit comme expéditeur "
        "[Parcel Act 3]\n"
        "- « colour » n'est pas demandé ici ; il est demandé : grams (fr) (grams) [Parcel Act 3]\n"
        "- Thief ne touche à aucun colis [Parcel Act 9]\n"
        "- 5000 g dépassent 2000 g [Parcel Act 3]\n"
        "- le colis n'a pas d'adresse [Parcel Act 5]"
    )


def test_a_step_that_no_workflow_has_is_refused_with_what_is_possible():
    assert refusal("burn") == (
        "- the dossier is \"packed\"; 'burn' is no step of the workflow parcel; "
        "possible from there: address, weigh [House rule 1]"
    )


def test_a_step_from_another_state_is_refused_with_where_it_starts():
    assert refusal("send") == (
        '- the dossier is "packed"; the step "send" starts from "weighed"; '
        'possible from there: "address", "weigh" [House rule 1]'
    )


def test_after_a_final_state_nothing_more_can_happen():
    assert refusal("send", "signed") == (
        '- the dossier is "signed"; the step "send" starts from "weighed"; '
        "nothing more can happen to it [House rule 1]"
    )


def test_a_dossier_that_is_not_opened_yet_can_only_be_opened():
    assert refusal("send", "new") == (
        '- the dossier is "Not opened yet"; the step "send" starts from "weighed"; '
        'possible from there: "pack" [House rule 1]'
    )


def test_a_step_for_several_roles_names_them_all():
    both = replace(TOY.step["send", "weighed"], by=("clerk", "head"))
    shared = replace(TOY, steps=(*TOY.steps[:3], both, *TOY.steps[4:]))
    assert refusal("send", "weighed", SENDER, workflow=shared) == (
        "- this step is for the clerk or the head; Sam acts as the sender [Parcel Act 4]"
    )


def test_a_missing_answer_and_a_malformed_one_are_refused_under_the_paragraph_of_the_step():
    assert refusal("weigh") == "- grams (grams) is not given [Parcel Act 3]"
    assert refusal("weigh", grams="heavy") == (
        "- grams (grams): 'heavy' is not a whole number from 0 to twelve digits [Parcel Act 3]"
    )


@pytest.mark.parametrize("reason", ["", " \n"], ids=repr)
def test_a_step_that_needs_a_reason_is_refused_without_one(reason: str):
    assert refusal("lose", "sent", reason=reason) == (
        "- this step needs a written reason [House rule 5]"
    )


def test_a_reason_or_a_name_that_cannot_be_kept_for_ever_is_refused():
    assert refusal("lose", "sent", Actor("A\0da", "clerk"), reason="x" * 20_001) == (
        "- the reason: it is longer than 20000 characters [House rule 5]\n"
        "- the actor's name: it holds control characters [House rule 5]"
    )
    assert isinstance(ask("lose", "sent", reason="x" * 20_000), Accepted)


# --- pure --------------------------------------------------------------------------------------


@given(
    st.sampled_from(["pack", "weigh", "send", "sign", "lose", "burn"]),
    st.sampled_from(["new", "packed", "weighed", "sent", "signed"]),
    st.integers(0, 3000) | st.text(max_size=5),
    st.sampled_from(["", "because"]),
)
def test_the_same_question_has_the_same_answer_and_nothing_is_written(
    trigger: str, state: str, grams: Any, reason: str
):
    dossier = replace(PACKED, state=state, facts={"address": "Rue 1", "states": ["France"]})
    answers = {"grams": grams}
    asked = Asked(trigger, CLERK, answers, reason)
    before = copy.deepcopy((dossier, answers))
    first = decide(TOY, dossier, asked, NOW, TOY_LAW)
    assert decide(TOY, dossier, asked, NOW, TOY_LAW) == first
    assert (dossier, answers) == before


def test_the_facts_of_an_accepted_step_are_not_those_of_the_dossier_or_of_the_asker():
    answers = {"address": "Rue 2"}
    dossier = replace(PACKED, facts={"address": "Rue 1"})
    accepted = decide(TOY, dossier, Asked("address", SENDER, answers), NOW, TOY_LAW)
    assert isinstance(accepted, Accepted)
    answers["address"] = "Rue 3"
    assert (accepted.facts, dossier.facts) == ({"address": "Rue 2"}, {"address": "Rue 1"})


def test_a_workflow_has_one_machine_that_keeps_nothing_of_what_it_judged():
    machine = _machine(TOY)
    for grams in range(2500):
        ask("weigh", grams=grams)
    gc.collect()
    assert _machine(TOY) is machine
    assert machine.models == []
    assert [one for one in gc.get_objects() if isinstance(one, _Cursor)] == []


def test_a_rule_that_breaks_leaves_the_machine_as_it_was():
    @rule("Parcel Act", "13", "Ne tient jamais.")
    def breaks(q: Question) -> Words | None:
        """Never holds."""
        raise ZeroDivisionError

    broken = replace(TOY, always=(breaks,))
    with pytest.raises(ZeroDivisionError):
        ask("weigh", grams=5, workflow=broken)
    assert isinstance(ask("weigh", grams=5), Accepted)
    with pytest.raises(ZeroDivisionError):
        ask("weigh", grams=5, workflow=broken)


def test_two_definitions_of_a_workflow_are_judged_each_by_its_own_table():
    unguarded = replace(TOY.step["weigh", "packed"], guards=())
    milder = replace(TOY, steps=(*TOY.steps[:2], unguarded, *TOY.steps[3:]))
    assert isinstance(ask("weigh", grams=5000, workflow=milder), Accepted)
    assert isinstance(ask("weigh", grams=5000), Refused)


# --- what is possible --------------------------------------------------------------------------


def test_the_outlook_names_every_way_and_what_still_stands_against_it():
    homeless = replace(PACKED, facts={})
    told = [
        (step.trigger, [str(finding) for finding in findings])
        for step, findings in outlook(TOY, homeless, CLERK, NOW, TOY_LAW)
    ]
    assert told == [
        ("address", ["this step is for the sender; Ada acts as the clerk [Parcel Act 2]"]),
        ("weigh", ["the parcel has no address [Parcel Act 5]"]),
    ]


def test_the_outlook_misses_no_answer_and_no_reason_for_they_come_with_the_step():
    told = [
        (step.trigger, findings)
        for step, findings in outlook(TOY, replace(PACKED, state="sent"), CLERK, NOW, TOY_LAW)
    ]
    assert told == [("sign", ()), ("lose", ())]


def test_the_outlook_of_a_final_state_is_empty():
    assert list(outlook(TOY, replace(PACKED, state="lost"), CLERK, NOW, TOY_LAW)) == []


# --- rules -------------------------------------------------------------------------------------


def test_a_rule_cannot_be_without_its_requirement_in_either_language():
    def silent(q: Question) -> Words | None:
        return None

    def told(q: Question) -> Words | None:
        """It is told."""
        return None

    with pytest.raises(ValueError, match=r"^the rule silent does not say what it requires$"):
        rule("Parcel Act", "9", "Dit.")(silent)
    with pytest.raises(ValueError, match=r"^the rule told does not say what it requires$"):
        rule("Parcel Act", "9", "")(told)


def test_a_rule_bears_its_name_its_paragraph_and_its_requirement():
    not_a_thief = TOY.always[0]
    assert (not_a_thief.name, str(not_a_thief.citation), not_a_thief.requirement) == (
        "not_a_thief",
        "Parcel Act 9",
        (
            "Nobody by the name of Thief touches a parcel.",
            "Nul du nom de Thief ne touche à un colis.",
        ),
    )
