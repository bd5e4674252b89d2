"""What stands before and after a dossier in the list that one came from."""

from typing import Final

from engine.runtime import desk
from engine.runtime.asked_for import Asked
from engine.runtime.database import Link
from engine.sight import Sight

WALKED: Final = 2000
"""Dossiers of a list among which one can go to and fro."""

Neighbours = tuple[str | None, str | None, int, int]
"""The reference before, the one after, the place of the dossier, and how many there are."""


def neighbours(
    connection: Link, sight: Sight, asked: Asked, reference: str, most: int = WALKED
) -> Neighbours:
    """The references before and after that dossier in the list, in the order of the desk (None at
    either end), its place from 1 on, and how many there are, at most `most`. The place is 0, and
    both are None, where the dossier is not among those."""
    named = desk.references(connection, sight, asked, most)
    if reference not in named:
        return None, None, 0, len(named)
    place = named.index(reference)
    before = named[place - 1] if place else None
    after = named[place + 1] if place + 1 < len(named) else None
    return before, after, place + 1, len(named)
