"""Whom the office may invite: a name, a role, and for those who speak for a State the States."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Final

from engine.answers import LONGEST_LINE
from engine.runtime.addresses import LONGEST, is_address
from engine.words import Words
from workflows.roles import OF_A_STATE, PEOPLE
from workflows.states_parties import states_parties

INVITABLE: Final = PEOPLE


def in_one_line(name: str) -> str:
    """A name as it is kept and looked for: with single spaces."""
    return " ".join(name.split())


def faults(name: str, role: str, states: Collection[str]) -> list[Words]:
    """Everything that stands against inviting this person, in sentences; empty when nothing."""
    return [*of_name(name), *of_role(role), *of_states(role, states)]


def of_name(name: str) -> Iterator[Words]:
    """What stands against this name."""
    if not name:
        yield Words("the name is empty", "le nom n'est pas indiqué")
    if len(name) > LONGEST_LINE:
        yield Words(
            f"the name is longer than {LONGEST_LINE} characters",
            f"le nom compte plus de {LONGEST_LINE} caractères",
        )
    if not name.isprintable():  # also what turns the direction of writing: it could feign a State
        yield Words(
            "the name holds characters that cannot be shown",
            "le nom contient des caractères qui ne peuvent être affichés",
        )


def of_role(role: str) -> Iterator[Words]:
    """What stands against this role."""
    if role not in INVITABLE:
        roles = ", ".join(INVITABLE)
        yield Words(
            f"{role!r} is no role for a person; there are {roles}",
            f"« {role} » n'est pas un rôle pour une personne ; il y a {roles}",
        )


def of_states(role: str, states: Collection[str]) -> Iterator[Words]:
    """What stands against somebody in this role speaking for these States."""
    if role in OF_A_STATE and not states:
        yield Words(
            "a focal point or a delegation speaks for at least one State",
            "un point focal ou une délégation parle au nom d'un État au moins",
        )
    if role not in OF_A_STATE and states:
        yield Words(
            "only focal points and delegations speak for a State",
            "seuls les points focaux et les délégations parlent au nom d'un État",
        )
    known = states_parties()
    for state in states:
        if state not in known:
            yield _unknown(state, known)


def of_address(address: str) -> Iterator[Words]:
    """What stands against this address of mail."""
    if not is_address(address) or len(address) > LONGEST or not address.isprintable():
        yield Words(
            "this is no address of electronic mail",
            "ceci n'est pas une adresse de courrier électronique",
        )


def _unknown(state: str, known: Collection[str]) -> Words:
    close = get_close_matches(state, known, n=1)
    if close:
        return Words(
            f"there is no State {state!r}; is it {close[0]}?",
            f"il n'y a pas d'État « {state} » ; est-ce {close[0]} ?",
        )
    return Words(
        f"there is no State {state!r}; States have UNESCO's English names",
        f"il n'y a pas d'État « {state} » ; les États portent leur nom anglais à l'UNESCO",
    )
