"""The policy that a person names: the law, a set of its rules, or a file; and all faults of it."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from engine.citation import MARKS
from engine.parameters import Parameters, UnknownParameter, Value, read
from engine.words import Words
from workflows.selection.keys import KEYS
from workflows.selection.policy import (
    KINDS,
    LEVELS,
    MECHANISMS,
    WORDINGS,
    Policy,
    RuleSet,
    ceiling_from,
    rules_from,
)

LAW: Final = "law"
"""The name of what the law says of each cycle."""

Check = Callable[[Any], Iterator[str]]


class Unusable(ValueError):
    """What a person names is no policy: `said` are all the reasons, a sentence each, and `faults`
    the same in English. What is wrong with a file, which only commands read, is said in English."""

    def __init__(self, faults: Iterable[Words | str]) -> None:
        self.said = tuple(Words(one, one) if isinstance(one, str) else one for one in faults)
        self.faults = tuple(one.en for one in self.said)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A policy as a person names it. The law stands, but for what takes its place: one set of
    rules for all cycles, what a file sets, a number of files instead of the ceiling's."""

    name: str
    law: Parameters
    rules: RuleSet | None = None
    file: Parameters | None = None
    number: int | None = None

    def policy(self, cycle: int, *, continued: bool = False) -> Policy:
        """The policy for that cycle. UnknownParameter where neither sets one; with `continued`,
        what the law set last holds on."""
        ceiling = ceiling_from(self._value("ceiling", cycle, continued))
        if self.number is not None:
            cite = f"trial, instead of {ceiling.cite}"
            ceiling = replace(ceiling, number=self.number, cite=cite, mark="interpretation")
        rules = self.rules or rules_from(self._value("priorities", cycle, continued))
        return Policy(ceiling, rules)

    def with_ceiling(self, number: int) -> "Proposal":
        """The same policy with another number of files (not negative)."""
        return replace(self, name=f"{self.name}, ceiling {number}", number=number)

    def _value(self, name: str, cycle: int, continued: bool) -> Value:
        if self.file is not None and name in self.file.names():
            only = self.file.values(name)
            found = only[0] if len(only) == 1 else last_set(self.file, name, cycle)
            if found is not None:
                return found
        if continued and (found := last_set(self.law, name, cycle)) is not None:
            return found
        return self.law.for_cycle(name, cycle)


def last_set(law: Parameters, name: str, cycle: int) -> Value | None:
    """The value for that cycle, else the one of the latest cycle before it; None before the
    first."""
    try:
        return law.for_cycle(name, cycle)
    except UnknownParameter:
        before = [one for one in law.values(name) if _first_cycle(one) < cycle]
        return before[-1] if before else None


def _first_cycle(value: Value) -> int:
    return value.cycle or value.from_cycle or 0


def names(law: Parameters) -> tuple[str, ...]:
    """What can be named without a file: "law", and every set of rules, the oldest first."""
    return (LAW, *(str(value["name"]) for value in law.values("priorities")))


def named(law: Parameters, name: str) -> RuleSet:
    """The set of rules of that name. Unusable where the law has none."""
    for value in law.values("priorities"):
        if value["name"] == name:
            return rules_from(value)
    raise Unusable([f"{name!r} is none of the law's sets of rules: {', '.join(names(law)[1:])}"])


def proposal(law: Parameters, name: str) -> Proposal:
    """The law as it is ("law"), or with one of its sets of rules for every cycle. Unusable where
    it is neither."""
    return Proposal(name, law, None if name == LAW else named(law, name))


def proposal_of_file(law: Parameters, file_name: str, text: str) -> Proposal:
    """What a file proposes; what it does not set is the law's. A value holds for its cycles; one
    that is the only one holds for all, of several the last before a cycle holds on. Unusable with
    all faults of the file."""
    return Proposal(file_name, law, file=from_text(file_name, text))


def from_text(file_name: str, text: str) -> Parameters:
    """The values of a policy file: tables `ceiling` and `priorities` as the law has them, one of
    them at least. Unusable with all its faults at once."""
    faults: list[str] = []
    try:
        values: Parameters | None = read([(file_name, text)])
    except ValueError as fault:
        values, faults = None, str(fault).split("; ")
    faults += [f"{file_name}: {fault}" for fault in _faults(text)]
    if faults or values is None:
        raise Unusable(faults)
    return values


def _faults(text: str) -> Iterator[str]:
    """What is wrong with the tables beyond what is wrong with any value of the law."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # it is said already
    if not set(tables) & set(_FIELDS):
        yield "it sets neither a ceiling nor priorities"
    for name, table in tables.items():
        if name not in _FIELDS:
            yield f"{name} is neither ceiling nor priorities"
            continue
        rows = table.get("value") if isinstance(table, dict) else None
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            if isinstance(row, dict):
                said = _faults_of_row(row, _FIELDS[name], _ABOUT)
                yield from (f"{name}: value {number}: {fault}" for fault in said)


def _faults_of_row(
    row: Mapping[str, Any], fields: Mapping[str, Check], about: Sequence[str]
) -> Iterator[str]:
    for name, check in fields.items():
        if name in row:
            yield from (f"{name} {fault}" for fault in check(row[name]))
        else:
            yield f"{name} is not given"
    for name in row:
        if name == "since":
            yield "it holds for cycles, not since a day"
        elif name not in (*fields, *about):
            yield f"{name!r} is none of its fields: {', '.join((*fields, *about))}"


def _text(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "is not a text"


def _number(value: Any) -> Iterator[str]:
    if type(value) is not int or value < 0:
        yield f"is {value!r}, not a number of files"


def _yes_or_no(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"is {value!r}, neither true nor false"


def _one_of(known: Iterable[str]) -> Check:
    among = tuple(known)

    def check(value: Any) -> Iterator[str]:
        if value not in among:
            yield f"is {value!r}, none of {', '.join(among)}"

    return check


def _several_of(known: Iterable[str], *, least: int = 0) -> Check:
    among = tuple(known)

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"is {value!r}, not a list of {', '.join(among)}"
            return
        if len(value) < least:
            yield "names none"
        for place, one in enumerate(value):
            if one not in among:
                yield f"names {one!r}, none of {', '.join(among)}"
            elif one in value[:place]:
                yield f"names {one!r} twice"

    return check


def _levels(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield "is no table for each level"
        return
    for number, row in enumerate(value, 1):
        yield from (f"{number}: {fault}" for fault in _faults_of_row(row, _LEVEL, ("note",)))
    given = [row.get("name") for row in value]
    for name in LEVELS:
        if given.count(name) != 1:
            yield f"({name}) stands {given.count(name)} times, not once"


_ABOUT = ("cycle", "from_cycle", "to_cycle", "cite", "mark", "note")
"""What any value for cycles has, besides its fields."""

_LEVEL: Mapping[str, Check] = {
    "name": _one_of(LEVELS),
    "keys": _several_of(KEYS),
    "cite": _text,
    "mark": _one_of(MARKS),
}

_FIELDS: Final[Mapping[str, Mapping[str, Check]]] = {
    "ceiling": {
        "number": _number,
        "wording": _one_of(WORDINGS),
        "mechanisms": _several_of(MECHANISMS, least=1),
        "outside": _several_of(KINDS),
    },
    "priorities": {
        "name": _text,
        "names_multinational": _yes_or_no,
        "counts_assistance": _yes_or_no,
        "level": _levels,
    },
}
"""What each field of a policy file may be."""
