"""The plans from their files."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from engine.bilingual import both, cited
from engine.words import Words
from notifications.reminders.faults import COUNTS, faults
from notifications.reminders.occurrence import Offset
from notifications.reminders.rule import Rule, Rung

Plans = Mapping[str, Rule]
"""Every rule by its name."""


def read(
    texts: Iterable[tuple[str, str]], states: Collection[str], deadlines: Collection[str]
) -> Plans:
    """The plans from TOML texts, given as (file name, text); `states` are the states that any
    workflow has, `deadlines` the keys of all deadlines.

    Raises ValueError with all faults at once: no TOML, a field that is missing, unknown or wrong,
    a state, deadline or recipient that does not exist, a rule or a reminder that stands twice.
    """
    wrong: list[str] = []
    found: dict[str, Rule] = {}
    for file_name, text in texts:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            wrong.append(f"{file_name}: it is no TOML ({fault})")
            continue
        for name, table in tables.items():
            said = [f"{file_name}: {name}: {one}" for one in faults(name, table, states, deadlines)]
            if name in found:
                said.append(f"{file_name}: {name}: there is a rule of that name already")
            wrong += said
            if not said:
                found[name] = _rule(name, table)
    if wrong:
        raise ValueError("; ".join(wrong))
    return MappingProxyType(found)


@cache
def shipped(states: frozenset[str], deadlines: frozenset[str]) -> Plans:
    """The plans of this package, read as above; read once."""
    folder = resources.files("notifications.reminders") / "plans"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return read(((file.name, file.read_text("utf-8")) for file in files), states, deadlines)


def templates(plans: Plans) -> frozenset[str]:
    """The keys of all letters that the plans send."""
    return frozenset(rung.template for rule in plans.values() for rung in rule.rungs)


def _rule(name: str, table: Mapping[str, Any]) -> Rule:
    return Rule(
        name=name,
        label=both(table, "label"),
        deadline=table["deadline"],
        states=tuple(table["states"]),
        answered=tuple(table.get("answered", ())),
        rungs=tuple(_rung(one) for one in (table, *table.get("escalation", ()))),
        hour=table["hour"],
        zone=table["zone"],
        nature=table["nature"],
        cite=Words(table["cite"], table.get("cite_fr", cited(table["cite"]).fr)),
        mark=table["mark"],
    )


def _rung(table: Mapping[str, Any]) -> Rung:
    offsets = [offset for field in COUNTS for offset in _offsets(field, table.get(field, ()))]
    return Rung(tuple(offsets), tuple(table["to"]), table["template"], table["severity"])


def _offsets(field: str, counts: Iterable[int]) -> Iterable[Offset]:
    unit, _, side = field.partition("_")
    for count in counts:
        yield Offset(-count if side == "before" else count, "days" if unit == "days" else "months")
