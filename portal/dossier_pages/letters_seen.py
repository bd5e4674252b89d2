"""Which letters of a dossier somebody reads: the office and auditors all of them, a State those
that were written to it and have left, others none."""

from collections.abc import Iterable
from typing import Final

from engine.dossier import Actor, Dossier
from engine.runtime.letters_about import About
from notifications.recipients import role_of
from portal.access.files import reads_letters
from portal.told import WITHHELD
from workflows.roles import AUDITOR, OFFICE

ALL_OF_THEM: Final = frozenset({*OFFICE, AUDITOR})
"""Who reads letters whatever has become of them: those that are held, and those to the office."""

TO_A_STATE: Final = frozenset({"contact", "delegation", "commission", "authority"})
"""The recipients that speak for a State."""


def letters_seen(who: Actor, dossier: Dossier, letters: Iterable[About]) -> list[About]:
    """The letters that this person reads, in their order."""
    if reads_letters(who, dossier) is not None:
        return []
    if who.role in ALL_OF_THEM:
        return list(letters)
    return [one for one in letters if _theirs(one)]


def withheld(who: Actor, dossier: Dossier) -> frozenset[str]:
    """The facts about a person that are kept from whoever reads no letters of the dossier."""
    return WITHHELD if reads_letters(who, dossier) is not None else frozenset()


def _theirs(one: About) -> bool:
    to = one.role or role_of(one.template)
    return one.alone and one.status == "sent" and to in TO_A_STATE
