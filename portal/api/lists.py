"""/api/v1/dossiers: the dossiers in sight, by filters, a page at a time."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from engine.runtime import desk
from engine.runtime.database import Link
from engine.runtime.foreseen import foresee
from engine.runtime.queries import looking
from portal.access.sight import whole
from portal.api.caller import Caller, Reading
from portal.api.cursor import cursor, mark_of
from portal.api.declared import problems
from portal.api.filters import INSIDE, Listing, Paged, sought
from portal.api.lines import line
from portal.api.problems import AT
from portal.api.shapes.dossiers import Line, Lines
from portal.here import Here
from workflows.next_date import next_date


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/dossiers", tags=["dossiers"], summary="The dossiers that you may know of",
        description=INSIDE, responses=problems() | LINKED, response_model=Lines,
    )(_Lists(here).listed)  # fmt: skip


LINKED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "headers": {
            "Link": {
                "description": 'The next page, `rel="next"`, where there is one.',
                "schema": {"type": "string"},
            }
        }
    }
}


@dataclass(frozen=True)
class _Lists:
    here: Here

    def listed(self, request: Request, response: Response, caller: Reading, given: Paged) -> Lines:
        """A page of them."""
        found = sought(given, caller, inside=given.sort != "reference")
        after = mark_of(given.cursor)
        foresee(self.here.office, next_date)
        with looking(self.here.office.database) as connection:
            page = desk.page(connection, found.sight, found.asked, after, given.limit, given.order)
            rows = lines(self.here, connection, page.rows, caller)
        follows = None if page.after is None else _next(request, given, cursor(page.after))
        if follows:
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return Lines(dossiers=rows, next=follows)


def lines(
    here: Here, connection: Link, rows: tuple[desk.Standing, ...], caller: Caller
) -> list[Line]:
    """The rows as this caller sees each."""
    named = [row.reference for row in rows]
    mine = desk.of_references(connection, whole(caller.who), named) if named else []
    seen = {row.reference for row in mine}
    pinned = partial(here.office.book.pinned, connection)
    return [line(row, pinned, row.reference in seen) for row in rows]


def _next(request: Request, given: Listing, mark: str) -> str:
    """The same question, from that mark on."""
    asked = [pair for pair in request.query_params.multi_items() if pair[0] != "cursor"]
    return f"{AT}/dossiers?{urlencode([*asked, ('cursor', mark)])}"
