"""The States, by UNESCO's English names, and what French calls them."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from engine.bilingual import listed
from engine.words import Words


@dataclass(frozen=True, slots=True)
class StateParty:
    """A State: its name, and in French; ISO 3166 code, electoral group (empty where not known), and
    whether it is a small island developing State or a least developed country."""

    name: str
    name_fr: str
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
            row["name_fr"],
            row["iso3"],
            row["electoral_group"],
            row["sids"] == "yes",
            row["ldc"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    }


def in_words(name: str) -> Words:
    """What both languages call the State of that name; what is no name of a State as it is."""
    known = states_parties().get(name)
    return Words(name, known.name_fr if known else name)


def together(names: Iterable[str]) -> Words:
    """States one after the other, with commas."""
    return listed(map(in_words, names), Words(", ", ", "))


def as_indexed(name: str) -> str:
    """A name as an index sorts it: Türkiye after Tunisia, before Turkmenistan."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
