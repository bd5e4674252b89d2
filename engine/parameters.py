"""The law's numbers: each with the day or the cycle it holds for, its source and its mark."""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any, cast

from engine.citation import MARKS, Mark
from engine.content import digest
from engine.dates import said_day
from engine.words import Words

_TIMES = ("since", "from_cycle", "cycle")
_ABOUT = {*_TIMES, "to_cycle", "cite", "mark", "note"}


class UnknownParameter(LookupError):
    """No value is in force for that name and that day or cycle; the law is never guessed. `said`
    says so in both languages; what nobody is ever told may be English alone."""

    def __init__(self, en: str, fr: str = "") -> None:
        super().__init__(en)
        self.said = Words(en, fr or en)


@dataclass(frozen=True, slots=True)
class Value:
    """One value: what it says (`amount`, `day`, ...), its citation and mark.

    Exactly one of `since` (in force from a day), `from_cycle` (from a cycle on, until `to_cycle`
    where that is given) and `cycle` (for that cycle alone) says when it holds.
    """

    says: Mapping[str, Any]
    cite: str
    mark: Mark
    since: date | None = None
    from_cycle: int | None = None
    cycle: int | None = None
    to_cycle: int | None = None

    def __getitem__(self, name: str) -> Any:
        return self.says[name]

    @property
    def last_cycle(self) -> float:
        """The last cycle it holds for; infinity where none is named."""
        return math.inf if self.to_cycle is None else self.to_cycle


class Parameters:
    """All dated values, by name. Frozen once read; `digest` names this very content."""

    def __init__(self, values: Mapping[str, tuple[Value, ...]], labels: Mapping[str, str]) -> None:
        self._values = MappingProxyType(dict(values))
        self.labels = MappingProxyType(dict(labels))
        self.digest = digest(self.document())

    def names(self) -> tuple[str, ...]:
        """Every parameter's name, sorted."""
        return tuple(sorted(self._values))

    def values(self, name: str) -> tuple[Value, ...]:
        """All values of a parameter, oldest first; UnknownParameter when there is none."""
        if name not in self._values:
            raise UnknownParameter(
                f"{name}: there is no such parameter",
                f"les textes ne connaissent pas ce paramètre ({name})",
            )
        return self._values[name]

    def on(self, name: str, day: date) -> Value:
        """The value in force on that day; UnknownParameter before the first one."""
        for value in reversed(self.values(name)):
            if value.since is not None and value.since <= day:
                return value
        raise UnknownParameter(
            f"{name}: no value is in force on {day}",
            f"les textes ne fixent rien pour le {said_day(day, 'fr')} ({name})",
        )

    def for_cycle(self, name: str, cycle: int) -> Value:
        """The value for that cycle: its own first, else the one that holds since the latest
        cycle."""
        found: Value | None = None
        for value in self.values(name):
            if value.cycle == cycle:
                return value
            if value.from_cycle is not None and value.from_cycle <= cycle <= value.last_cycle:
                found = value
        if found is None:
            raise UnknownParameter(
                f"{name}: no value is set for cycle {cycle}",
                f"les textes ne fixent rien pour le cycle {cycle} ({name})",
            )
        return found

    def document(self) -> dict[str, Any]:
        """The whole law as plain data, to be stored beside the decisions it judged."""
        return {
            name: [
                {"says": _plain(v.says), "cite": v.cite, "mark": v.mark}
                | {time: _plain(getattr(v, time)) for time in (*_TIMES, "to_cycle")}
                for v in values
            ]
            for name, values in sorted(self._values.items())
        }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def read(texts: Iterable[tuple[str, str]]) -> Parameters:
    """The law from TOML texts, given as (file name, text). A parameter may be continued in another
    file, so that a decision can stand in a file of its own.

    Raises ValueError with all faults at once: no TOML, no label, no citation, no mark, no or two
    times, values out of order or twice for the same time.
    """
    faults: list[str] = []
    values: dict[str, list[Value]] = {}
    labels: dict[str, str] = {}
    for file_name, text in texts:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            faults.append(f"{file_name}: it is no TOML ({fault})")
            continue
        for name, table in tables.items():
            wrong = list(_faults(table))
            faults += [f"{file_name}: {name}: {fault}" for fault in wrong]
            if not wrong:
                values.setdefault(name, []).extend(map(_value, table["value"]))
                labels.setdefault(name, str(table["label"]))
    faults += [f"{name}: {fault}" for name in values for fault in _faults_of_all(values[name])]
    if faults:
        raise ValueError("; ".join(faults))
    return Parameters({name: tuple(sorted(values[name], key=_time)) for name in values}, labels)


def _time(value: Value) -> tuple[date, int]:
    return value.since or date.min, value.from_cycle or value.cycle or 0


def _faults_of_all(values: list[Value]) -> Iterator[str]:
    """A time is set once, in whatever file."""
    for time in _TIMES:
        times = Counter(getattr(value, time) for value in values)
        yield from (f"{time} {one} is set {n} times" for one, n in times.items() if one and n > 1)


def _faults(table: Any) -> Iterator[str]:
    rows = table.get("value", []) if isinstance(table, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "it is no table with a label and values"
        return
    if not table.get("label"):
        yield "no label"
    if not rows:
        yield "no value"
    for number, row in enumerate(rows, 1):
        yield from (f"value {number}: {fault}" for fault in _faults_of_value(row))
    for time in _TIMES:
        times = [row[time] for row in rows if time in row]
        if any(not str(a) < str(b) for a, b in pairwise(times)):
            yield f"its {time} values are not in rising order"


def _faults_of_value(row: Mapping[str, Any]) -> Iterator[str]:
    if not row.get("cite"):
        yield "no citation"
    if row.get("mark") not in MARKS:
        yield f"mark {row.get('mark')!r} is none of {', '.join(MARKS)}"
    yield from _faults_of_times(row)
    if not set(row) - _ABOUT:
        yield "it says nothing"


def _faults_of_times(row: Mapping[str, Any]) -> Iterator[str]:
    if sum(time in row for time in _TIMES) != 1:
        yield "exactly one of since, from_cycle and cycle says when it holds"
    if type(row.get("since", date.min)) is not date:
        yield "since is not a day"
    for time in ("from_cycle", "cycle", "to_cycle"):
        if type(row.get(time, 0)) is not int:
            yield f"{time} is not a cycle, like 2027"
    if "to_cycle" in row and not str(row.get("from_cycle", "~")) <= str(row["to_cycle"]):
        yield "to_cycle does not end what a from_cycle begins"


def _value(row: Mapping[str, Any]) -> Value:
    return Value(
        says=MappingProxyType({name: row[name] for name in row if name not in _ABOUT}),
        cite=str(row["cite"]),
        mark=cast(Mark, row["mark"]),
        since=row.get("since"),
        from_cycle=row.get("from_cycle"),
        cycle=row.get("cycle"),
        to_cycle=row.get("to_cycle"),
    )
