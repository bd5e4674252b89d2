"""What somebody may do with a dossier: read all of it, write its answers, confirm it, move it."""

from typing import Final

from engine.citation import Citation, house
from engine.dossier import Actor, Dossier
from engine.words import Words
from portal.access.denied import Denied
from portal.access.sight import view
from workflows.roles import AUDITOR, DELEGATION, OF_A_STATE, OFFICE, STATE_PARTY
from workflows.states_parties import in_words, together

_NOT_YOURS: Final = Denied(
    Words(
        "this file is for those who submit it, and for the Secretariat once it is filed",
        "ce dossier est réservé à ceux qui le soumettent et, une fois déposé, au Secrétariat",
    ),
    house("9"),
)


def knows(who: Actor | None, dossier: Dossier) -> bool:
    """Whether this person may learn that the dossier exists: to all others it does not."""
    return view(who, dossier) != "nothing"


def reads(who: Actor | None, dossier: Dossier) -> Denied | None:
    """Why this person may not read everything in the dossier; None when they may."""
    return None if view(who, dossier) == "whole" else _NOT_YOURS


def reads_letters(who: Actor | None, dossier: Dossier) -> Denied | None:
    """Why this person may not read the letters and the contact person of the dossier: they are for
    the office, the States that submit it, and auditors."""
    if who is not None and who.role not in _WITHOUT_LETTERS:
        return reads(who, dossier)
    return _NOT_YOURS


_WITHOUT_LETTERS: Final = frozenset({"evaluation_body", "committee", "bureau"})


def reads_draft(who: Actor | None, dossier: Dossier) -> Denied | None:
    """Why this person may not read what is being written: it is its States' own until they file it,
    also while they complete what they filed. Auditors read everything."""
    of_its_states = who is not None and who.role in OF_A_STATE and who.states & set(dossier.states)
    if of_its_states or (who is not None and who.role == AUDITOR):
        return None
    return _STILL_WRITTEN


_STILL_WRITTEN: Final = Denied(
    Words(
        "the State is still writing this; what it has filed is on the page of changes",
        "l'État y travaille encore ; ce qu'il a déposé figure à la page des modifications",
    ),
    house("9"),
)


def writes_answers(who: Actor | None, dossier: Dossier) -> Denied | None:
    """Why this person may not write the answers of the dossier: they are given by the focal point
    of a State that submits it (OD 20-25), or by an officer who acts in their place."""
    if who is not None and who.role == STATE_PARTY and who.states & set(dossier.states):
        return None
    states = together(dossier.states)
    said = Words(
        f"the answers of {dossier.reference} are given by {states.en}",
        f"les réponses de {dossier.reference} sont données par {states.fr}",
    )
    return Denied(said, Citation("OD", "20-25"))


def confirms(who: Actor | None, dossier: Dossier, state: str) -> Denied | None:
    """Why this person may not confirm the file for that State: its focal point does, or its
    permanent delegation."""
    speaks = who is not None and who.role in (STATE_PARTY, DELEGATION) and state in who.states
    if speaks and state in dossier.states:
        return None
    of = in_words(state)
    said = Words(
        f"{dossier.reference} is confirmed for {of.en} by its focal point or its delegation",
        f"{dossier.reference} est confirmé pour {of.fr} par son point focal ou sa délégation",
    )
    return Denied(said, Citation("OD", "20-25"))


def acts_in_the_place_of(who: Actor | None) -> Denied | None:
    """Why this person may not file in the place of a State: officers may, and both are named."""
    if who is not None and who.role in OFFICE and not who.through:
        return None
    said = Words(
        "only an officer of the Secretariat files in the place of a State",
        "seul un agent du Secrétariat dépose à la place d'un État",
    )
    return Denied(said, house("9"))
