"""What the head of a page leads to: the rooms that this person may enter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.dossier import Actor
from portal.access.rooms import reads_in


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to: its words, its address, and whether one is there."""

    name: str
    parts: tuple[str, ...]
    here: bool


_PLACES: Final = (
    ("nav_desk", "desk", "desk"),
    ("nav_state", "state", "state"),
    ("nav_cycles", "cycles", ""),
    ("nav_decisions", "decisions", ""),
    ("nav_statistics", "statistics", ""),
    ("nav_law", "law", ""),
    ("nav_letters", "letters", "letters"),
    ("nav_wording", "wording", "wording"),
    ("nav_accounts", "accounts", "accounts"),
    ("nav_audit", "audit", "audit"),
)
"""The words of each place, the first part of its address, and its room; none is open to all."""


def navigation(who: Actor | None, path: str) -> list[Place]:
    """The places for this person, in order; `path` is where they are."""
    return list(_open(who, path.strip("/").split("/")[0]))


def _open(who: Actor | None, at: str) -> Iterator[Place]:
    for name, address, room in _PLACES:
        if not room or reads_in(who, room) is None:
            yield Place(name, (address,), at == address)
