"""An occasion to write: to whom, what about, what is asked of who writes, and what it tells."""

from dataclasses import dataclass
from datetime import time
from typing import Final, Literal, get_args

from engine.citation import Citation, Mark
from engine.words import Words
from engine.workflow import Ask

About = Literal["dossier", "cycle", "nothing"]
To = Literal[
    "all_delegations", "all_commissions", "contact", "delegation", "commission", "authority",
    "evaluation_body", "address",
]  # fmt: skip
"""`all_...`: of every State Party. `address`: the one that who writes names."""

ABOUT: Final[tuple[str, ...]] = get_args(About)
TO: Final[tuple[str, ...]] = get_args(To)
KINDS: Final = ("text", "line", "day", "instant", "number", "choice")
"""The kinds of what is asked, as a step asks them."""

NO_WORDS: Final = Words("", "")

ZONE: Final = "Europe/Paris"
"""On whose clocks an hour is meant."""


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline of the dossier or of the cycle, by its key. One that is not `required` is told
    where there is one."""

    key: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline at an hour of a day that is asked, or so many days before it; `event` is what
    happens on that day, empty where nothing is counted. `came` is the day that is asked by which
    the matter arose, at least `came_before` days before that day; empty where that is free."""

    of: str
    hour: time
    days_before: int = 0
    event: Words = NO_WORDS
    came: str = ""
    came_before: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A letter that an officer sends outside of a step; `key` is that of its template.

    `states` are those in which a dossier must stand, empty where each will do. What is `held`
    waits for a person to release it, since it binds.
    """

    key: str
    label: Words
    about: About
    to: tuple[To, ...]
    asks: tuple[Ask, ...]
    states: tuple[str, ...]
    deadline: Term | Counted | None
    held: bool
    cite: Words
    mark: Mark

    @property
    def citation(self) -> Citation:
        """Where it comes from, in English."""
        source, _, paragraph = self.cite.en.partition(" ")
        return Citation(source, paragraph)
