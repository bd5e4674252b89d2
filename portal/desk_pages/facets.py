"""By what the list may be narrowed: each value with how many dossiers it has, as a link."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.runtime.tallied import Counts
from portal.desk_pages.query import Line
from portal.desk_pages.vocabulary import CLOSED, NONE, TURNS, code

MOST: Final = 40
"""Values of one filter that are offered; the others are named in the line."""

Count = Callable[[Line], Counts]
"""How many dossiers that line has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: the line that has it, how many there are, and whether it is set."""

    value: str
    line: str
    dossiers: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its words and its values; `free` is the line without it."""

    name: str
    words: str
    choices: Sequence[Choice]
    free: str
    set: bool


def facets(
    line: Line, counted: Counts, count: Count, owners: Mapping[str, frozenset[str]]
) -> list[Facet]:
    """The filters of the list. What is set does not narrow its own values: they say what choosing
    another one would give."""
    found = []
    for name in _VALUES:
        counts = _to_choose(line, name, counted, count)
        choices = [*_choices(line, name, _VALUES[name](counts, owners))]
        if len(choices) > 1 or line.of(name):
            found.append(
                Facet(
                    name,
                    _WORDS[name],
                    choices[:MOST],
                    as_asked(line.free(name)),
                    bool(line.of(name)),
                )
            )
    return found


def _to_choose(line: Line, name: str, counted: Counts, count: Count) -> Counts:
    """What there is without the filter of that name. Where that is more than is counted, or where
    the filter only excepts something, what is in the list."""
    if not line.of(name).any_of:
        return counted
    found = count(line.free(name))
    return found if found.whole else counted


def as_asked(line: Line) -> str:
    """The line in an address, where an empty one would mean that nothing was asked."""
    return str(line) or " "


def _choices(line: Line, name: str, values: Mapping[str, int]) -> Iterator[Choice]:
    for value, dossiers in values.items():
        chosen = value in line.of(name).any_of
        yield Choice(value, as_asked(line.only(name, value)), dossiers, chosen)


def _turns(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    found = {
        turn: sum(counts.states[one] for one in owners.get("" if turn == CLOSED else turn, ()))
        for turn in TURNS
    }
    return {turn: dossiers for turn, dossiers in found.items() if dossiers}


def _states(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return _most_first(counts.states)


def _kinds(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return _most_first(counts.workflows)


def _cycles(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    years = sorted((one for one in counts.cycles if one is not None), reverse=True)
    outside = {NONE: counts.cycles[None]} if counts.cycles[None] else {}
    return {**{str(one): counts.cycles[one] for one in years}, **outside}


def _parties(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return {
        iso3: number for name, number in _most_first(counts.parties).items() if (iso3 := code(name))
    }


def _leads(counts: Counts, owners: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return _most_first(counts.leads)


def _most_first(counts: Counter[str]) -> dict[str, int]:
    """Those with the most dossiers first; equal ones by name, so that they never change places."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


_VALUES: Final[Mapping[str, Callable[[Counts, Mapping[str, frozenset[str]]], dict[str, int]]]] = {
    "turn": _turns, "state": _states, "kind": _kinds, "cycle": _cycles, "party": _parties,
    "lead": _leads,
}  # fmt: skip

_WORDS: Final = {
    "turn": "desk_by_turn", "state": "desk_by_state", "kind": "desk_by_kind",
    "cycle": "desk_by_cycle", "party": "desk_by_party", "lead": "desk_by_lead",
}  # fmt: skip
