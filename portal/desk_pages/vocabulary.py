"""What may be named in a query line: states, mechanisms, turns, States; and what is near."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from engine.words import Words
from workflows.catalogue import workflows
from workflows.roles import BUREAU, COMMITTEE, EVALUATION_BODY, SECRETARIAT, STATE_PARTY
from workflows.states_parties import states_parties

CLOSED: Final = "closed"
"""Whose turn it is when it is nobody's."""

ME: Final = "me"
NONE: Final = "none"
ILLUSTRATIVE: Final = "illustrative"
HELD: Final = "held"

TURNS: Final = (STATE_PARTY, SECRETARIAT, EVALUATION_BODY, COMMITTEE, BUREAU, CLOSED)

FILTERS: Final = ("due", "turn", "state", "kind", "cycle", "party", "lead", "file", "is")
"""The names of the filters, in the order in which a line is written."""


@cache
def owners() -> Mapping[str, frozenset[str]]:
    """The states in which it is the turn of each role; of nobody, under the empty name."""
    found: dict[str, set[str]] = {}
    for one in workflows().values():
        for state in one.states:
            found.setdefault(state.owner, set()).add(state.name)
    return MappingProxyType({owner: frozenset(states) for owner, states in found.items()})


@cache
def known() -> Mapping[str, Mapping[str, str]]:
    """For each filter that takes names: what may be typed, in small letters, and what it means."""
    states = {state: state for group in owners().values() for state in group}
    parties = {one.iso3.lower(): one.iso3 for one in states_parties().values()}
    for one in states_parties().values():
        parties |= {one.name.lower(): one.iso3, one.name_fr.lower(): one.iso3}
    return {
        "turn": {one: one for one in TURNS} | {"state": STATE_PARTY},
        "state": states,
        "kind": {one: one for one in workflows()},
        "party": parties,
        "is": {ILLUSTRATIVE: ILLUSTRATIVE, HELD: HELD},
    }


@cache
def _also() -> Mapping[str, str]:
    """States by what they are called on the pages: nobody types that, but nearly."""
    return {
        said.lower(): state.name
        for one in workflows().values()
        for state in one.states
        for said in (*state.office, *state.public)
    }


def near(name: str, typed: str) -> str:
    """What was probably meant by a value of that filter; empty where nothing is near."""
    wanted = typed.lower()
    if name == "state":
        found = nearest(wanted, [*known()[name], *_also()])
        return _also().get(found, found)
    found = nearest(wanted, known()[name])
    return known()[name].get(found, "")


def nearest(typed: str, among: Iterable[str]) -> str:
    """The one that looks most like what was typed; empty where none does."""
    return next(iter(get_close_matches(typed, list(among), 1)), "")


@cache
def state_words() -> Mapping[str, Words]:
    """What each state is called in the office."""
    return {state.name: state.office for one in workflows().values() for state in one.states}


def country(iso3: str) -> str:
    """The name of the State Party with that code."""
    return _countries()[iso3]


def code(name: str) -> str:
    """The code of the State Party of that name; empty where it is not known."""
    one = states_parties().get(name)
    return one.iso3 if one else ""


@cache
def _countries() -> Mapping[str, str]:
    return {one.iso3: name for name, one in states_parties().items()}
