"""A file that reached the Secretariat outside this system, and is entered as it was received."""

from collections.abc import Sequence
from dataclasses import replace

from engine.dossier import NEW
from engine.rules import Rule
from engine.workflow import Ask, Step
from workflows.asked import (
    AMOUNT,
    COMMON,
    CONTACT,
    CYCLE,
    ELEMENT,
    NAMED_BY,
    OWN_ORDER,
    RECEIVED_AT,
)
from workflows.roles import OFFICE
from workflows.rules.people import names_a_contact, names_states_parties
from workflows.rules.priority import may_be_named, ranks_from_one
from workflows.rules.receipt import belongs_to_a_cycle, numbered_in_five_digits
from workflows.rules.succession import succeeds_a_dossier_that_ended
from workflows.stages.receipt import FILE_NO
from workflows.table import step

_MAY_BE_UNTOLD = (CONTACT, ELEMENT, AMOUNT)


def entering(target: str, *asks: Ask, guards: Sequence[Rule] = (), cite: str = "OD 54") -> Step:
    """The Secretariat enters a file for the State that submitted it, with the instant of receipt.

    What a list of files does not tell may be left out: the contact person, the element concerned,
    the amount.
    """
    asked = [
        replace(one, required=False) if one in _MAY_BE_UNTOLD else one for one in (*asks, *COMMON)
    ]
    return step(
        "enter", NEW, target, OFFICE,
        ("Entered by the Secretariat as received", "Saisi par le Secrétariat tel que reçu"), cite,
        asks=(
            *asked, CYCLE, FILE_NO, RECEIVED_AT, replace(OWN_ORDER, required=False), NAMED_BY,
        ),
        guards=(
            belongs_to_a_cycle, numbered_in_five_digits, names_states_parties, names_a_contact,
            ranks_from_one, may_be_named, succeeds_a_dossier_that_ended, *guards,
        ),
    )  # fmt: skip
