"""Who may act for whom."""

import re
from typing import Final

from engine.rules import Question, rule
from engine.words import Words
from workflows.roles import STATE_PARTY
from workflows.states_parties import states_parties, together

_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=^{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
"""Narrower than the standards of mail: what passes can be written on every envelope."""


@rule("OD", "20-25", "Un État partie n'agit que sur ses propres dossiers.")
def acts_for_a_submitting_state(q: Question) -> Words | None:
    """A State Party acts on its own dossiers alone."""
    if q.actor.role != STATE_PARTY:
        return None
    submitting = q.dossier.states or q.answers.get("states", ())
    if isinstance(submitting, list | tuple) and q.actor.states & set(submitting):
        return None
    name, speaks = q.actor.name, together(sorted(q.actor.states))
    if not q.actor.states:
        return Words(f"{name} speaks for no State", f"{name} ne représente aucun État")
    return Words(
        f"{name} speaks for {speaks.en}, which does not submit this dossier",
        f"{name} représente {speaks.fr}, qui ne soumet pas ce dossier",
    )


@rule("OD", "20-25", "Les États soumissionnaires portent le nom que l'UNESCO leur donne.")
def names_states_parties(q: Question) -> Words | None:
    """The submitting States are named as UNESCO names them."""
    named = q.answers.get("states", ())
    unknown = [s for s in named if s not in states_parties()] if isinstance(named, list) else []
    if not unknown:
        return None
    return Words(
        f"no State is named {', '.join(map(repr, unknown))}",
        f"aucun État ne porte le nom {', '.join(f'« {one} »' for one in unknown)}",
    )


@rule("OD", "20-25", "Une personne contact est désignée, avec une adresse électronique.")
def names_a_contact(q: Question) -> Words | None:
    """One contact person with an e-mail address is designated."""
    contact = q.answers.get("contact")
    if not isinstance(contact, str) or _ADDRESS.fullmatch(contact):
        return None
    return Words(
        f"{contact!r} is not an e-mail address at which the contact person can be reached",
        f"« {contact} » n'est pas une adresse électronique à laquelle la personne contact peut "
        "être jointe",
    )
