"""Who may act for whom: delegates, States Parties, contact persons."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Actor
from engine.rules import Question
from tests.test_rules import OFFICER, Case, answered, answering, question
from workflows.roles import STATE_PARTY
from workflows.rules.people import (
    acts_for_a_submitting_state,
    names_a_contact,
    names_states_parties,
)
from workflows.states_parties import states_parties


def delegate(*states: str) -> Actor:
    """Somebody who speaks for these States."""
    return Actor("N. Osei", STATE_PARTY, frozenset(states))


def contact(address: Any) -> Question:
    """The opening of a dossier with that contact."""
    return question(answers={"contact": address})


NO_ADDRESSES = (
    "osei", "@example.org", "osei@", "osei@example", "osei@example.", "osei@.org",
    "osei@ex ample.org",
    "N. Osei <osei@example.org>", "osei@example.org, other@example.org", "osei@example.org;",
    "osei@@example.org", "osei@example.org@", "osei@example..org", "osei@[192.0.2.1]", "osei@[a.b",
    '"osei@example.org', "(osei@example.org", "team:osei@example.org", "=?utf-8?q?a?=@example.org",
    "oséi@example.org", "osei@exämple.org", "osei@example.org\n", "osei@example.org\u2028",
)  # fmt: skip

CASES = [
    Case(
        "a delegate of the submitting State acts",
        acts_for_a_submitting_state, question(actor=delegate("Ghana"), states=["Ghana"]), None,
    ),
    Case(
        "a delegate of one of several submitting States acts",
        acts_for_a_submitting_state,
        question(actor=delegate("Togo"), states=["Ghana", "Togo"]), None,
    ),
    Case(
        "a delegate of another State does not",
        acts_for_a_submitting_state, question(actor=delegate("Togo"), states=["Ghana"]),
        "N. Osei speaks for Togo, which does not submit this dossier",
    ),
    Case(
        "a delegate of two other States does not",
        acts_for_a_submitting_state, question(actor=delegate("Togo", "Benin"), states=["Ghana"]),
        "N. Osei speaks for Benin, Togo, which does not submit this dossier",
    ),
    Case(
        "a delegate of no State does not",
        acts_for_a_submitting_state, question(actor=delegate(), states=["Ghana"]),
        "N. Osei speaks for no State",
    ),
    Case(
        "who opens a dossier opens it for a State of one's own",
        acts_for_a_submitting_state,
        question(actor=delegate("Ghana"), answers={"states": ["Ghana", "Togo"]}), None,
    ),
    Case(
        "and not for other States alone",
        acts_for_a_submitting_state,
        question(actor=delegate("Ghana"), answers={"states": ["Togo"]}),
        "N. Osei speaks for Ghana, which does not submit this dossier",
    ),
    Case(
        "and not for none",
        acts_for_a_submitting_state, question(actor=delegate("Ghana")),
        "N. Osei speaks for Ghana, which does not submit this dossier",
    ),
    Case(
        "answers make nobody a delegate of a dossier that has its States",
        acts_for_a_submitting_state,
        question(actor=delegate("Togo"), answers={"states": ["Togo"]}, states=["Ghana"]),
        "N. Osei speaks for Togo, which does not submit this dossier",
    ),
    Case(
        "the Secretariat acts on every dossier",
        acts_for_a_submitting_state, question(actor=OFFICER, states=["Ghana"]), None,
    ),
    Case(
        "States are named as UNESCO names them",
        names_states_parties, question(answers={"states": ["Türkiye", "Viet Nam"]}), None,
    ),
    Case(
        "other names are told, all of them",
        names_states_parties, question(answers={"states": ["Turkey", "France", "Vietnam"]}),
        "no State is named 'Turkey', 'Vietnam'",
    ),
    Case(
        "a name in small letters is another name",
        names_states_parties, question(answers={"states": ["france"]}),
        "no State is named 'france'",
    ),
    Case(
        "States that are not given are missed elsewhere",
        names_states_parties, question(), None,
    ),
    Case(
        "a contact that is not given is missed elsewhere",
        names_a_contact, question(), None,
    ),
    *(
        Case(f"{address} is an address", names_a_contact, contact(address), None)
        for address in ("osei@example.org", "n.osei+ich@mail.example.gov.gh", "o'brien_7@a-b.ie")
    ),
    *(
        Case(
            f"{address!r} is no address", names_a_contact, contact(address),
            f"{address!r} is not an e-mail address at which the contact person can be reached",
        )
        for address in NO_ADDRESSES
    ),
]  # fmt: skip


@answering(CASES)
def test_people(case: Case):
    assert answered(case) == case.sentence


@given(st.sets(st.sampled_from(["Benin", "Ghana", "Togo"])), st.sets(st.sampled_from(["Benin"])))
def test_a_delegate_acts_if_and_only_if_one_of_the_states_submits(own: set[str], more: set[str]):
    submitting = sorted({"Togo"} | more)
    asked = question(actor=delegate(*own), states=submitting)
    assert (acts_for_a_submitting_state.ask(asked) is None) == bool(own & set(submitting))


@given(st.text("aZ7é.@:()[]\"\\,;<>!=?_'+- \u2028", max_size=12))
def test_an_address_that_passes_can_be_written_on_a_letter(address: str):
    if names_a_contact.ask(contact(address)) is None:
        message = EmailMessage()
        message["To"] = address
        message.set_content("")
        assert f"To: {address}\r\n".encode() in message.as_bytes(policy=SMTP)


def test_every_state_that_is_known_can_submit():
    asked = question(answers={"states": list(states_parties())})
    assert names_states_parties.ask(asked) is None
