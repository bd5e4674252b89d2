"""What the Committee decided for a cycle: its ceiling, and the order of priority under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.citation import Mark
from engine.cycle_file import CycleFile
from engine.parameters import Parameters, Value
from engine.words import Language, Words

MECHANISMS: Final = ("USL", "RL", "GSP", "IA")
KINDS: Final = ("new", "extension", "reduction", "transfer_usl_rl", "transfer_rl_usl")
WORDINGS: Final = {
    "around": Words("around", "environ"),
    "no_more_than": Words("no more than", "au plus"),
    "at_least": Words("at least", "au moins"),
}
LEVELS: Final = ("0", "i", "ii", "iii")
TRIAL: Final = "trial"
"""What cites a value that a person changed to try it, and what follows from that alone."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many files the cycle treats, in the words of its decision: `wording` is around,
    no_more_than or at_least; `mechanisms` are those that count, `outside` the kinds that do not."""

    number: int
    wording: str
    mechanisms: frozenset[str]
    outside: frozenset[str]
    cite: str
    mark: Mark

    def counts(self, file: CycleFile) -> bool:
        """Whether the file takes one of the places."""
        return file.mechanism in self.mechanisms and file.kind not in self.outside

    def said(self, language: Language) -> str:
        """The number in the words of its decision: "no more than 60", "au plus 60"."""
        return f"{WORDINGS[self.wording].spoken(language)} {self.number}"

    def __str__(self) -> str:
        return self.said("en")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of priority: its name, and the keys that order the files inside it."""

    name: str
    keys: tuple[str, ...]
    cite: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The order of priority: its levels from the first to the last; whether a State may name a
    multinational file as its priority file; whether approved assistance above the threshold counts
    like an element."""

    name: str
    levels: tuple[Level, ...]
    names_multinational: bool
    counts_assistance: bool
    cite: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Policy:
    """A ceiling and the order under it."""

    ceiling: Ceiling
    rules: RuleSet


def policy_for(law: Parameters, cycle: int) -> Policy:
    """What holds for that cycle. UnknownParameter while no decision is recorded."""
    return Policy(
        ceiling_from(law.for_cycle("ceiling", cycle)),
        rules_from(law.for_cycle("priorities", cycle)),
    )


def ceiling_from(value: Value) -> Ceiling:
    """A ceiling from its row of the law."""
    return Ceiling(
        value["number"],
        value["wording"],
        frozenset(value["mechanisms"]),
        frozenset(value["outside"]),
        value.cite,
        value.mark,
    )


def rules_from(value: Value) -> RuleSet:
    """A set of rules from its row of the law."""
    return RuleSet(
        value["name"],
        tuple(_level(row) for row in value["level"]),
        value["names_multinational"],
        value["counts_assistance"],
        value.cite,
        value.mark,
    )


def _level(row: Mapping[str, Any]) -> Level:
    return Level(row["name"], tuple(row["keys"]), row["cite"], row["mark"])
