"""The query line of the desk: what it says as data, how it is read, and how it is written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from engine.runtime.asked_for import Among
from portal.desk_pages.faults import Fault, misnamed, twice, unclosed, unfit, unlike, unreadable
from portal.desk_pages.tokens import Token, tokens, written, written_word
from portal.desk_pages.vocabulary import FILTERS, ME, NONE, known

LONGEST: Final = 500
"""Characters of a line."""

_DAYS: Final = re.compile(r"-?\d{1,4}d")
_YEAR: Final = re.compile(r"[12]\d{3}")
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Line:
    """What a query line asks for: `filters` by name, each among values; `since` and `until`, the
    bounds of the next date, as "14d" (days from now) or "2027-03-31", or empty; `dated`: whether
    there is a date; the words it must hold, and those it must not."""

    filters: Mapping[str, Among[str]] = field(default_factory=lambda: MappingProxyType({}))
    since: str = ""
    until: str = ""
    dated: bool | None = None
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def of(self, name: str) -> Among[str]:
        """What a filter is set to."""
        return self.filters.get(name, Among())

    def only(self, name: str, value: str) -> "Line":
        """The same line with that filter set to this value alone."""
        return self._with(name, Among(frozenset({value})))

    def free(self, name: str) -> "Line":
        """The same line without that filter."""
        if name == "due":
            return replace(self, since="", until="", dated=None)
        return self._with(name, Among())

    def _with(self, name: str, among: Among[str]) -> "Line":
        kept = {one: self.of(one) for one in self.filters if one != name}
        return replace(self, filters={**kept, name: among} if among else kept)

    def __str__(self) -> str:
        return " ".join(_tokens(self))


def parse(text: str) -> tuple[Line, list[Fault]]:
    """What a line asks for as far as it can be read, and everything in it that cannot."""
    if len(text) > LONGEST or not " ".join(text.split()).isprintable():
        return Line(), [unreadable(LONGEST)]
    found, closed = tokens(text)
    reading = _Reading([] if closed else [unclosed()])
    for one in found:
        reading.take(one)
    return reading.line(), reading.faults


@dataclass
class _Reading:
    """A line being read: what was said so far, and what was wrong with it."""

    faults: list[Fault]
    any_of: dict[str, set[str]] = field(default_factory=dict)
    none_of: dict[str, set[str]] = field(default_factory=dict)
    bounds: dict[str, str] = field(default_factory=dict)
    dated: bool | None = None
    words: dict[str, None] = field(default_factory=dict)
    without: dict[str, None] = field(default_factory=dict)

    def take(self, one: Token) -> None:
        """Take one token in, or note what is wrong with it."""
        if not one.name:
            (self.without if one.negated else self.words)[one.values[0]] = None
        elif one.name == "due":
            self._take_due(one)
        elif one.name in FILTERS:
            self._take_filter(one)
        else:
            self.faults.append(misnamed(one, FILTERS))

    def _take_filter(self, one: Token) -> None:
        into = self.none_of if one.negated else self.any_of
        for typed in one.values:
            value = _value(one.name, typed)
            if value:
                into.setdefault(one.name, set()).add(value)
            else:
                self.faults.append(unlike(one.name, typed))

    def _take_due(self, one: Token) -> None:
        if one.values == (NONE,):
            self.dated = one.negated
            return
        edge, sign = _bound(one)
        if not edge:
            self.faults.append(unfit(one))
        elif sign in self.bounds:
            self.faults.append(twice(one))
        else:
            self.bounds[sign] = edge

    def line(self) -> Line:
        """What was said."""
        filters = {
            name: among
            for name in FILTERS
            if (among := Among(_set(self.any_of, name), _set(self.none_of, name)))
        }
        edges = (self.bounds.get(">", ""), self.bounds.get("<", ""))
        return Line(filters, *edges, self.dated, tuple(self.words), tuple(self.without))


def _set(said: Mapping[str, set[str]], name: str) -> frozenset[str]:
    return frozenset(said.get(name, ()))


def _value(name: str, typed: str) -> str:
    """The value as the line keeps it; empty where it is none."""
    given = typed.strip()
    if name in known():
        return known()[name].get(given.lower(), "")
    if name == "cycle":
        return given if _YEAR.fullmatch(given) or given == NONE else ""
    if name == "lead":
        address = given.lower()
        return address if address in (ME, NONE) or _ADDRESS.fullmatch(address) else ""
    return given


def _bound(one: Token) -> tuple[str, str]:
    """The bound and its side; an empty bound where it is none."""
    said = one.values[0]
    if one.negated or len(one.values) > 1 or said[:1] not in ("<", ">"):
        return "", ""
    edge = said[1:]
    if _DAYS.fullmatch(edge):
        return f"{int(edge[:-1])}d", said[0]
    return (edge if _is_day(edge) else ""), said[0]


def _is_day(text: str) -> bool:
    """Whether it names a day of a year in which dossiers have dates."""
    try:
        return text == date.fromisoformat(text).isoformat() and "1900" <= text[:4] <= "2999"
    except ValueError:
        return False


def _tokens(line: Line) -> Iterator[str]:
    yield from _of_due(line)
    for name in FILTERS:
        among = line.of(name)
        sides: Sequence[tuple[frozenset[str], bool]] = (
            (among.any_of, False), (among.none_of, True),
        )  # fmt: skip
        for values, negated in sides:
            if values:
                yield written(name, sorted(values), negated=negated)
    yield from (written_word(one) for one in line.words)
    yield from (written_word(one, negated=True) for one in line.without)


def _of_due(line: Line) -> Iterator[str]:
    if line.dated is not None:
        yield written("due", [NONE], negated=line.dated)
    if line.since:
        yield f"due:>{line.since}"
    if line.until:
        yield f"due:<{line.until}"
