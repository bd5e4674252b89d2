"""To whom a letter goes."""

from dataclasses import dataclass
from typing import Final

from engine.dossier import Facts
from engine.runtime.addresses import is_address

_TO_THE_BODY: Final = ("transmitted",)
_TO_THE_OFFICE: Final = (
    "address_suspended", "audit_seal", "conditions_answered", "nobody_left",
)  # fmt: skip

NO_ADDRESS: Final = "the contact person of the dossier has no address"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses that no dossier names: the office's own, and the Evaluation Body's."""

    office: str
    evaluation_body: str


def role_of(template: str) -> str:
    """As what the first recipient of a letter gets it."""
    if template.startswith("account_"):
        return "account"
    if template in _TO_THE_OFFICE:
        return "office"
    return "evaluation_body" if template in _TO_THE_BODY else "contact"


def recipient(template: str, facts: Facts, addresses: Addresses) -> str:
    """The address a letter goes to: the dossier's contact person, unless it is for another.

    A file that was entered from a list may name no contact person: its letters go to the office,
    which knows how to reach the State. LookupError when what it names is no address.
    """
    if template in _TO_THE_OFFICE:
        return addresses.office
    if template in _TO_THE_BODY:
        return addresses.evaluation_body
    if "contact" not in facts:
        return addresses.office
    contact = facts["contact"]
    if not isinstance(contact, str) or not is_address(contact):
        raise LookupError(NO_ADDRESS)
    return contact
