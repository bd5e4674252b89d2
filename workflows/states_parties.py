"""The States, by UNESCO's English names."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class StateParty:
    """A State: its name, ISO 3166 code, electoral group (empty where not known), and whether it is
    a small island developing State or a least developed country."""

    name: str
    iso3: str
    group: str
    sids: bool
    ldc: bool


@cache
def states_parties() -> dict[str, StateParty]:
    """Every State by its name (source: workflows/data/README.md)."""
    text = (resources.files("workflows") / "data" / "states.csv").read_text("utf-8")
    return {
        row["name"]: StateParty(
            row["name"],
            row["iso3"],
            row["electoral_group"],
            row["sids"] == "yes",
            row["ldc"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    }
