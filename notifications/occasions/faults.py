"""All that is wrong with an occasion as it is written down, told at once."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from engine.citation import MARKS
from notifications.occasions.occasion import ABOUT, KINDS, TO

Check = Callable[[Any], Iterator[str]]

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_MOST_DAYS: Final = 366
_CIRCULAR: Final = {"all_delegations", "all_commissions"}
_OF_A_DOSSIER: Final = {"contact", "delegation", "commission", "authority"}


@dataclass(frozen=True, slots=True)
class There:
    """What an occasion can speak of: the letters that are written, the states that any workflow
    has, and the keys of the deadlines that a dossier and a cycle can have."""

    letters: Collection[str]
    states: Collection[str]
    terms: Mapping[str, Collection[str]]


def faults(key: str, table: Any, there: There) -> Iterator[str]:
    """What is wrong with the occasion of that key."""
    if key not in there.letters:
        yield "no letter of that key is written in both languages"
    if not isinstance(table, dict):
        yield "it is no table"
        return
    yield from _of_table(table, _REQUIRED, {**_OPTIONAL, "states": _several_of(there.states)})
    asks = table.get("asks", [])
    if not isinstance(asks, list) or not all(isinstance(one, dict) for one in asks):
        yield "asks is no table for each answer"
        return
    for number, ask in enumerate(asks, 1):
        said = (*_of_table(ask, _ASK, _ASK_MORE), *_choices(ask))
        yield from (f"asks {number}: {fault}" for fault in said)
    yield from _twice([str(ask.get("name")) for ask in asks])
    yield from _to(table)
    if "deadline" in table:
        said = tuple(_of_deadline(table["deadline"], table, asks, there))
        yield from (f"deadline: {fault}" for fault in said)


def _of_table(
    table: Mapping[str, Any], required: Mapping[str, Check], optional: Mapping[str, Check]
) -> Iterator[str]:
    checks = {**required, **optional}
    yield from (f"{field} is not given" for field in required if field not in table)
    for field, value in table.items():
        if field in checks:
            yield from (f"{field} {fault}" for fault in checks[field](value))
        else:
            yield f"{field!r} is none of its fields: {', '.join(checks)}"


def _choices(ask: Mapping[str, Any]) -> Iterator[str]:
    if (ask.get("kind") == "choice") is not bool(ask.get("choices")):
        yield "choices are given with the kind choice, and with no other"


def _twice(names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"it asks twice for {name}"


def _to(table: Mapping[str, Any]) -> Iterator[str]:
    to, about = table.get("to"), table.get("about")
    kinds = {one for one in to if isinstance(one, str)} if isinstance(to, list) else set()
    if kinds & _OF_A_DOSSIER and about != "dossier":
        yield f"to names {', '.join(sorted(kinds & _OF_A_DOSSIER))}, and it is about no dossier"
    if kinds & _CIRCULAR and about == "dossier":
        yield "to names every State Party, and it is about a dossier"
    if "states" in table and about != "dossier":
        yield "states are given, and it is about no dossier"


def _of_deadline(
    deadline: Any, table: Mapping[str, Any], asks: list[dict[str, Any]], there: There
) -> Iterator[str]:
    if not isinstance(deadline, dict):
        yield "it is no table"
    elif "term" in deadline:
        known = there.terms.get(str(table.get("about")), ())
        yield from _of_table(deadline, {"term": _one_of(known)}, {"required": _flag})
    else:
        days = [ask.get("name") for ask in asks if ask.get("kind") == "day"]
        counted = {**_COUNTED, "came": _one_of(days)}
        yield from _of_table(deadline, {"of": _one_of(days), "hour": _hour}, counted)
        if ("days_before" in deadline) is not ({"event", "event_fr"} <= set(deadline)):
            yield "days_before, event and event_fr are given together"
        if ("came" in deadline) is not ("came_before" in deadline):
            yield "came and came_before are given together"


def _text(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "is not a text"


def _name(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        yield f"is {value!r}, not a name of small letters, digits and _"


def _hour(value: Any) -> Iterator[str]:
    if not isinstance(value, time):
        yield f"is {value!r}, not an hour like 18:00:00"


def _flag(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"is {value!r}, neither true nor false"


def _days(value: Any) -> Iterator[str]:
    if type(value) is not int or not 1 <= value <= _MOST_DAYS:
        yield f"is {value!r}, not a number of days from 1 to {_MOST_DAYS}"


def _one_of(known: Collection[Any]) -> Check:
    among = tuple(known)

    def check(value: Any) -> Iterator[str]:
        if value not in among:
            yield f"is {value!r}, none of {', '.join(map(str, among)) or 'nothing'}"

    return check


def _several_of(known: Collection[str]) -> Check:
    one_of = _one_of(known)

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not value:
            yield f"is {value!r}, not a list"
            return
        yield from (fault for one in value for fault in one_of(one))

    return check


def _names(value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"is {value!r}, not a list"
        return
    yield from (fault for one in value for fault in _name(one))


_REQUIRED: Final[Mapping[str, Check]] = {
    "label": _text,
    "label_fr": _text,
    "about": _one_of(ABOUT),
    "to": _several_of(TO),
    "held": _flag,
    "cite": _text,
    "mark": _one_of(MARKS),
}
_OPTIONAL: Final[Mapping[str, Check]] = {
    "cite_fr": _text,
    "note": _text,
    "asks": lambda value: iter(()),
    "deadline": lambda value: iter(()),
}
_ASK: Final[Mapping[str, Check]] = {
    "name": _name,
    "kind": _one_of(KINDS),
    "label": _text,
    "label_fr": _text,
}
_ASK_MORE: Final[Mapping[str, Check]] = {"required": _flag, "choices": _names}
_COUNTED: Final[Mapping[str, Check]] = {
    "days_before": _days,
    "came_before": _days,
    "event": _text,
    "event_fr": _text,
}
