"""Whom the office may invite: a name, a role, and for a delegate the States."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Final

from engine.answers import LONGEST_LINE
from workflows.roles import ROLES, STATE_PARTY, SYSTEM
from workflows.states_parties import states_parties

INVITABLE: Final = tuple(role for role in ROLES if role != SYSTEM)


def in_one_line(name: str) -> str:
    """A name as it is kept and looked for: with single spaces."""
    return " ".join(name.split())


def faults(name: str, role: str, states: Collection[str]) -> list[str]:
    """Everything that stands against inviting this person, in sentences; empty when nothing."""
    return [*_of_name(name), *_of_role(role), *_of_states(role, states)]


def _of_name(name: str) -> Iterator[str]:
    if not name:
        yield "the name is empty; say who is invited with --name"
    if len(name) > LONGEST_LINE:
        yield f"the name is longer than {LONGEST_LINE} characters"
    if not name.isprintable():  # also what turns the direction of writing: it could feign a State
        yield "the name holds characters that cannot be shown"


def _of_role(role: str) -> Iterator[str]:
    if role not in INVITABLE:
        yield f"{role!r} is no role for a person; there are {', '.join(INVITABLE)}"


def _of_states(role: str, states: Collection[str]) -> Iterator[str]:
    if role == STATE_PARTY and not states:
        yield "a delegate speaks for at least one State; name it with --for"
    if role != STATE_PARTY and states:
        yield f"only a delegate speaks for a State; leave out --for, or invite as {STATE_PARTY}"
    known = states_parties()
    for state in states:
        if state not in known:
            close = get_close_matches(state, known, n=1)
            meant = f"; is it {close[0]}?" if close else "; States have UNESCO's English names"
            yield f"there is no State {state!r}{meant}"
