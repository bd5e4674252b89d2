"""All that is wrong with a rule of the plans, told at once."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import time
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from engine.citation import MARKS
from notifications.reminders.rule import NATURES, RECIPIENTS, SEVERITIES

Check = Callable[[Any], Iterator[str]]

COUNTS: Final = ("days_before", "months_before", "days_after", "months_after")
"""The fields that say when a rung is climbed."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_LARGEST: Final = {"days": 366, "months": 60}


def faults(
    name: str, table: Any, states: Collection[str], deadlines: Collection[str]
) -> Iterator[str]:
    """What is wrong with the rule of that name; `states` and `deadlines` are those that exist."""
    if not _NAME.fullmatch(name):
        yield "its name is not of small letters, digits and _"
    if not isinstance(table, dict):
        yield "it is no table"
        return
    required = {**_RULE, **_RUNG, "deadline": _one_of(deadlines), "states": _several_of(states)}
    optional = {**_COUNTS, "answered": _several_of(states), "cite_fr": _text, "note": _text}
    escalation = table.get("escalation", [])
    own = {field: value for field, value in table.items() if field != "escalation"}
    yield from _faults_of_table(own, required, optional)
    if not isinstance(escalation, list) or not all(isinstance(one, dict) for one in escalation):
        yield "escalation is no table for each rung"
        return
    for number, rung in enumerate(escalation, 1):
        said = _faults_of_table(rung, _RUNG, _COUNTS)
        yield from (f"escalation {number}: {fault}" for fault in said)
    yield from _twice([own, *escalation])


def _faults_of_table(
    table: Mapping[str, Any], required: Mapping[str, Check], optional: Mapping[str, Check]
) -> Iterator[str]:
    checks = {**required, **optional}
    yield from (f"{field} is not given" for field in required if field not in table)
    if not set(COUNTS) & set(table):
        yield f"none of {', '.join(COUNTS)} says when"
    for field, value in table.items():
        if field in checks:
            yield from (f"{field} {fault}" for fault in checks[field](value))
        else:
            yield f"{field!r} is none of its fields: {', '.join(checks)}"


def _twice(rungs: list[dict[str, Any]]) -> Iterator[str]:
    """Two reminders of one key: the same recipient reminded twice at the same offset."""
    times = Counter(
        (str(to), field, str(count))
        for rung in rungs
        for to in _listed(rung.get("to"))
        for field in COUNTS
        for count in _listed(rung.get(field))
    )
    for (to, field, count), number in times.items():
        if number > 1:
            yield f"{to} is reminded {number} times at {field} {count}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "is not a text"


def _key(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        yield f"is {value!r}, not a name of small letters, digits and _"


def _hour(value: Any) -> Iterator[str]:
    if not isinstance(value, time):
        yield f"is {value!r}, not an hour like 09:00:00"


def _zone(value: Any) -> Iterator[str]:
    if value not in tuple(_zones()):
        yield f"is {value!r}, not a zone like Europe/Paris"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _one_of(known: Collection[str]) -> Check:
    among = tuple(known)

    def check(value: Any) -> Iterator[str]:
        if value not in among:
            yield f"is {value!r}, none of {', '.join(among)}"

    return check


def _several_of(known: Collection[str]) -> Check:
    among = tuple(known)

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not value:
            yield f"is {value!r}, not a list of {', '.join(among)}"
            return
        yield from (
            f"names {one!r}, none of {', '.join(among)}" for one in value if one not in among
        )

    return check


def _counts(unit: str) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not value:
            yield f"is {value!r}, not a list of {unit}"
            return
        for one in value:
            if type(one) is not int or not 1 <= one <= _LARGEST[unit]:
                yield f"names {one!r}, not a number of {unit} from 1 to {_LARGEST[unit]}"

    return check


_RULE: Final[Mapping[str, Check]] = {
    "label": _text,
    "label_fr": _text,
    "hour": _hour,
    "zone": _zone,
    "nature": _one_of(NATURES),
    "cite": _text,
    "mark": _one_of(MARKS),
}
_RUNG: Final[Mapping[str, Check]] = {
    "to": _several_of(RECIPIENTS),
    "template": _key,
    "severity": _one_of(SEVERITIES),
}
_COUNTS: Final[Mapping[str, Check]] = {name: _counts(name.partition("_")[0]) for name in COUNTS}
