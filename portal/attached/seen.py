"""What was found in a file: its facts, and every reason why it cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.words import Words

Facts = Mapping[str, int | str | bool | None]
"""What a file says of itself: `width`, `pages`, `duration`, ..."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a file cannot be taken: a sentence in both languages, and its source."""

    words: Words
    cite: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What looking into a file gave."""

    facts: Facts
    faults: tuple[Fault, ...] = ()
