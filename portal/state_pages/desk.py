"""/state: where every dossier of a State stands, theirs to act first; and what is of the past."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import queries
from engine.runtime.files_of_a_state import how_many_of, lines_of
from portal.access.sight import whole
from portal.filing_pages.fields import is_number
from portal.here import Here
from portal.state_pages.person import zone_of
from portal.state_pages.standing import CLOSED, standing
from workflows.catalogue import workflows
from workflows.roles import STATE_PARTY

PAST: Final = 25
"""Past files on one page."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/state")(_Desk(here).look)


@dataclass(frozen=True)
class _Desk:
    here: Here

    def look(self, request: Request, past: str = "") -> Response:
        """Everything that concerns the States of whoever looks."""
        who, office = self.here.reader(request, "state"), self.here.office
        page = max(1, int(past)) if is_number(past) else 1
        mine = (who.states, whole(who), CLOSED)
        with queries.looking(office.database) as connection:
            zone = zone_of(connection, request)
            groups = standing(connection, office, who, zone, office.clock())
            number = how_many_of(connection, *mine)
            lines = lines_of(connection, *mine, PAST, (page - 1) * PAST) if number else []
        return self.here.render(
            request,
            "state.html",
            groups=groups,
            zone=zone,
            writes=who.role == STATE_PARTY,
            states=sorted(who.states),
            lines=[(one, workflows()[one.workflow]) for one in lines],
            past=number,
            page=page,
            pages=-(-number // PAST),
            folded=not past,
        )
