"""A dossier as the rules see it: frozen, and nothing but the sum of what has happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

Fact = str | int | bool | list[str]
Facts = Mapping[str, Fact]

NEW: Final = "new"
"""The state of a dossier before its opening: no workflow declares it, every opening leaves it."""

NO_FACTS: Facts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name, a role, the States Parties a delegate speaks for, and who does it in their
    place, if somebody does ("A. Lind, secretariat")."""

    name: str
    role: str
    states: frozenset[str] = frozenset()
    through: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier at one version.

    `version` counts its audit entries, `head` is the hash of the last one, `definition` the
    content hash of the workflow it is pinned to. `facts` holds what the steps recorded: texts,
    whole numbers, yes/no, lists of texts, days and instants as ISO texts.
    """

    reference: str
    workflow: str
    definition: str = ""
    state: str = NEW
    version: int = 0
    head: str = ""
    facts: Facts = field(default_factory=lambda: NO_FACTS)

    @property
    def states(self) -> tuple[str, ...]:
        """The States Parties, in the order they agreed."""
        named = self.facts.get("states", [])
        return tuple(named) if isinstance(named, list) else ()

    @property
    def cycle(self) -> int | None:
        """The cycle: the year of the session that examines the dossier; None outside cycles."""
        cycle = self.facts.get("cycle")
        return cycle if isinstance(cycle, int) else None

    def text(self, fact: str) -> str:
        """A fact as text; empty when it is not recorded."""
        value = self.facts.get(fact)
        return "" if value is None else str(value)

    def instant(self, fact: str) -> datetime | None:
        """A fact as an aware instant; None when it is not recorded."""
        value = self.text(fact)
        return datetime.fromisoformat(value) if value else None

    def day(self, fact: str) -> date | None:
        """A fact as a day; None when it is not recorded."""
        value = self.text(fact)
        return date.fromisoformat(value) if value else None
