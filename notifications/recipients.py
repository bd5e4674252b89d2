"""To whom a letter goes."""

from dataclasses import dataclass
from typing import Final

from engine.dossier import Facts

_TO_THE_BODY: Final = ("transmitted",)
_TO_THE_OFFICE: Final = ("audit_seal", "conditions_answered")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses that no dossier names: the office's own, and the Evaluation Body's."""

    office: str
    evaluation_body: str


def recipient(template: str, facts: Facts, addresses: Addresses) -> str:
    """The address a letter goes to: the dossier's contact person, unless it is for another.

    A file that was entered from a list may name no contact person: its letters go to the office,
    which knows how to reach the State. LookupError when what it names is no address.
    """
    if template in _TO_THE_OFFICE:
        return addresses.office
    if template in _TO_THE_BODY:
        return addresses.evaluation_body
    contact = facts.get("contact", addresses.office)
    if not isinstance(contact, str):
        raise LookupError("the contact person of the dossier has no address")
    return contact
