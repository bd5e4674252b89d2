"""The dossiers that were ticked on the desk, each with the version that was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from engine.dossier import Dossier
from engine.runtime import desk, reading
from engine.runtime.database import Link
from engine.runtime.desk import Standing
from engine.runtime.reading import REFERENCE
from portal.desk_pages.query import parse
from portal.desk_pages.seeing import Seeing
from portal.filing_pages.fields import is_number

MOST: Final = 200
"""Dossiers that take a step together."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A dossier that was ticked: as it was seen, and as it stands now; None where there is no such
    dossier in sight."""

    reference: str
    seen: int
    shown: Standing | None = None
    dossier: Dossier | None = None


def ticked(rows: Iterable[str]) -> list[Picked]:
    """What was ticked: each row is a reference and a version. What is neither is left out."""
    found: dict[str, Picked] = {}
    for row in rows:
        reference, _, version = row.strip().partition(" ")
        if REFERENCE.fullmatch(reference) and is_number(version):
            found[reference] = Picked(reference, int(version))
    return list(found.values())[:MOST]


def all_of(connection: Link, sees: Seeing, query: str) -> list[Picked]:
    """All that a line shows, as far as they can take a step together."""
    asked = sees.asks(parse(query)[0])
    rows = desk.page(connection, sees.sight, asked, None, MOST).rows
    return [Picked(one.reference, one.version) for one in rows]


def standing(connection: Link, sees: Seeing, picked: Sequence[Picked]) -> list[Picked]:
    """The same, as they stand now: those that are in sight."""
    named = [one.reference for one in picked]
    shown = {one.reference: one for one in desk.of_references(connection, sees.sight, named)}
    found = reading.dossiers(connection, shown)
    return [
        Picked(one.reference, one.seen, shown.get(one.reference), found.get(one.reference))
        for one in picked
    ]


def written(picked: Iterable[Picked]) -> str:
    """The rows in one field: a form has room for so many rows, and not for as many fields."""
    return "\n".join(f"{one.reference} {one.seen}" for one in picked)
