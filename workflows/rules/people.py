"""Who may act for whom."""

import re
from typing import Final

from engine.rules import Question, rule
from workflows.roles import STATE_PARTY
from workflows.states_parties import states_parties

_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=^{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
"""Narrower than the standards of mail: what passes can be written on every envelope."""


@rule("OD", "20-25")
def acts_for_a_submitting_state(q: Question) -> str | None:
    """A State Party acts on its own dossiers alone."""
    if q.actor.role != STATE_PARTY:
        return None
    submitting = q.dossier.states or q.answers.get("states", ())
    if isinstance(submitting, list | tuple) and q.actor.states & set(submitting):
        return None
    speaks = ", ".join(sorted(q.actor.states)) or "no State"
    return f"{q.actor.name} speaks for {speaks}, which does not submit this dossier"


@rule("OD", "20-25")
def names_states_parties(q: Question) -> str | None:
    """The submitting States are named as UNESCO names them."""
    named = q.answers.get("states", ())
    unknown = [s for s in named if s not in states_parties()] if isinstance(named, list) else []
    return f"no State is named {', '.join(map(repr, unknown))}" if unknown else None


@rule("OD", "20-25")
def names_a_contact(q: Question) -> str | None:
    """One contact person with an e-mail address is designated."""
    contact = q.answers.get("contact")
    if not isinstance(contact, str) or _ADDRESS.fullmatch(contact):
        return None
    return f"{contact!r} is not an e-mail address at which the contact person can be reached"
