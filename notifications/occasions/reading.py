"""The occasions from their files."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from engine.bilingual import both, cited
from engine.words import Words
from engine.workflow import Ask
from notifications.occasions.faults import There, faults
from notifications.occasions.occasion import NO_WORDS, Counted, Occasion, Term

Occasions = Mapping[str, Occasion]
"""Every occasion by its key."""


def read(texts: Iterable[tuple[str, str]], there: There) -> Occasions:
    """The occasions from TOML texts, given as (file name, text).

    Raises ValueError with all faults at once: no TOML, a field that is missing, unknown or wrong, a
    letter, state or deadline that does not exist, an occasion that stands twice.
    """
    wrong: list[str] = []
    found: dict[str, Occasion] = {}
    for file_name, text in texts:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            wrong.append(f"{file_name}: it is no TOML ({fault})")
            continue
        for key, table in tables.items():
            said = [f"{file_name}: {key}: {one}" for one in faults(key, table, there)]
            if key in found:
                said.append(f"{file_name}: {key}: there is an occasion of that key already")
            wrong += said
            if not said:
                found[key] = _occasion(key, table)
    if wrong:
        raise ValueError("; ".join(wrong))
    return MappingProxyType(found)


def shipped(there: There) -> Occasions:
    """The occasions of this package, read as above."""
    folder = resources.files("notifications") / "occasions"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    tables = [file for file in files if file.name.endswith(".toml")]
    return read(((file.name, file.read_text("utf-8")) for file in tables), there)


def _occasion(key: str, table: Mapping[str, Any]) -> Occasion:
    return Occasion(
        key=key,
        label=both(table, "label"),
        about=table["about"],
        to=tuple(table["to"]),
        asks=tuple(_ask(one) for one in table.get("asks", ())),
        states=tuple(table.get("states", ())),
        deadline=_deadline(table["deadline"]) if "deadline" in table else None,
        held=table["held"],
        cite=Words(table["cite"], table.get("cite_fr", cited(table["cite"]).fr)),
        mark=table["mark"],
    )


def _ask(table: Mapping[str, Any]) -> Ask:
    label, choices = both(table, "label"), tuple(table.get("choices", ()))
    return Ask(table["name"], table["kind"], label, table.get("required", True), choices)


def _deadline(table: Mapping[str, Any]) -> Term | Counted:
    if "term" in table:
        return Term(table["term"], table.get("required", True))
    days = table.get("days_before", 0)
    event = both(table, "event") if days else NO_WORDS
    came, before = table.get("came", ""), table.get("came_before", 0)
    return Counted(table["of"], table["hour"], days, event, came, before)
