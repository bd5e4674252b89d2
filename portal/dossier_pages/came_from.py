"""The dossiers before and after this one in the list that one came from, as its address says."""

from dataclasses import dataclass

from fastapi import Request

from engine.dossier import Actor
from engine.runtime.database import Link
from portal.access.rooms import reads_in
from portal.desk_pages.around import neighbours
from portal.desk_pages.query import LONGEST, parse
from portal.desk_pages.seeing import seeing
from portal.here import Here


@dataclass(frozen=True, slots=True)
class CameFrom:
    """The line of the list; the references before and after (None at either end); the place of the
    dossier from 1 on, and how many there are."""

    line: str
    before: str | None
    after: str | None
    place: int
    of: int


def came_from(
    connection: Link, here: Here, request: Request, who: Actor, reference: str
) -> CameFrom | None:
    """Where the dossier stands in the list that `?from=` names; None where it names none, or the
    dossier is not in it, or the desk is not for this person."""
    said = request.query_params.get("from", "").strip()
    if not said or reads_in(who, "desk") is not None:
        return None
    line, faults = parse(said[: LONGEST + 1])
    if faults:
        return None
    sees = seeing(connection, here, request, who)
    before, after, place, of = neighbours(connection, sees.sight, sees.asks(line), reference)
    return CameFrom(said, before, after, place, of) if place else None
