"""/api/v1/desk: what is due, by whom, as the query line of the desk asks for it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final, cast
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query, Request, Response
from pydantic import BaseModel, Field

from engine.bilingual import headed
from engine.runtime import desk
from engine.runtime.database import Link
from engine.runtime.desk import Standing
from engine.runtime.foreseen import foresee
from engine.runtime.queries import looking
from engine.runtime.tallied import counts
from engine.words import Words
from portal.api.caller import Signed, Signing
from portal.api.cursor import Cursor, cursor, mark_of
from portal.api.declared import problems
from portal.api.filters import MOST
from portal.api.lines import line as line_told
from portal.api.lists import LINKED
from portal.api.not_as_asked import sent_otherwise
from portal.api.problems import AT
from portal.api.scopes import READ
from portal.api.seeing import seeing
from portal.api.shapes.desk import (
    Desk,
    DeskChoice,
    DeskCounts,
    DeskFacet,
    DeskGroup,
    DeskLine,
    Lead,
)
from portal.desk_pages.facets import Facet, facets
from portal.desk_pages.faults import Fault, not_for_them
from portal.desk_pages.query import LONGEST, Line, parse
from portal.desk_pages.seeing import OPEN, Seeing
from portal.desk_pages.stretches import STRETCHES, Stretch, days_from, edges
from portal.desk_pages.vocabulary import FILTERS, HELD
from portal.here import Here
from workflows.next_date import next_date

Reader = Annotated[Signed, Depends(Signing(READ, "desk"))]

_LINE: Final = f"The query line: words, and {', '.join(f'`{one}:`' for one in FILTERS)}; "


class Asked(BaseModel):
    """A page of the desk."""

    q: Annotated[
        str | None,
        Field(
            max_length=LONGEST,
            description=f"{_LINE}without one, all that waits for somebody.",
            examples=["state:checking due:<14d lead:me"],
        ),
    ] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    cursor: Cursor = None


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/desk", tags=["desk"], response_model=Desk, summary="What is due, and by whom",
        responses=problems() | LINKED,
    )(_Desk(here).look)  # fmt: skip


@dataclass(frozen=True)
class _Desk:
    here: Here

    def look(
        self,
        request: Request,
        response: Response,
        reader: Reader,
        given: Annotated[Asked, Query()],
    ) -> Desk:
        """For those who work on the files of many States: dossiers of which they see everything, by
        the next date, in groups by how late they are. A draft is its State's own, and never here.
        """
        after = mark_of(given.cursor)
        foresee(self.here.office, next_date)
        with looking(self.here.office.database) as connection:
            sees = seeing(connection, self.here, reader)
            line = OPEN if given.q is None else read(given.q, sees)
            page = desk.page(connection, sees.sight, sees.asks(line), after, given.limit)
            counted = None if after else self._counts(connection, sees, line)
            rows = [self._row(connection, sees, one) for one in page.rows]
        follows = None
        if page.after is not None:
            asked = [one for one in request.query_params.multi_items() if one[0] != "cursor"]
            follows = f"{AT}/desk?{urlencode([*asked, ('cursor', cursor(page.after))])}"
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return Desk(q=str(line), at=sees.now, counts=counted, dossiers=rows, next=follows)

    def _counts(self, connection: Link, sees: Seeing, line: Line) -> DeskCounts:
        def count(one: Line) -> Any:
            return counts(connection, sees.sight, sees.asks(one))

        found = counts(connection, sees.sight, sees.asks(line), edges(sees.now))
        return DeskCounts(
            total=found.total,
            whole=found.whole,
            groups=[
                DeskGroup(
                    group=_group(one), dossiers=found.stretches[one.place], q=str(one.of(line))
                )
                for one in STRETCHES
                if found.stretches[one.place]
            ],
            facets=[_facet(one) for one in facets(line, found, count, sees.owners)],
        )

    def _row(self, connection: Link, sees: Seeing, one: Standing) -> DeskLine:
        pinned = partial(self.here.office.book.pinned, connection)
        place = -1 if one.due_at is None else bisect_right(edges(sees.now), one.due_at)
        return DeskLine(
            **line_told(one, pinned, whole=True).model_dump(),
            group=_group(next(each for each in STRETCHES if each.place == place)),
            days=None if one.due_at is None else days_from(sees.now, one.due_at),
            leads=[Lead(name=lead.name, address=lead.address) for lead in one.leads],
            held=one.held if sees.letters else None,
        )


def read(text: str, sees: Seeing, pointer: str = "?q") -> Line:
    """The line of that text. Problem with everything in it that cannot be read or is not for them,
    and what was probably meant."""
    line, faults = parse(text)
    if HELD in line.of("is").any_of | line.of("is").none_of and not sees.letters:
        faults = [*faults, not_for_them("is:held")]
    if faults:
        raise sent_otherwise("q", pointer, *(_told(one) for one in faults))
    return line


def _told(one: Fault) -> Words:
    said = one.said
    if one.better:
        said = Words(
            f"{said.en}; is “{one.better}” meant?",
            f"{said.fr} ; s'agit-il de « {one.better} » ?",
        )
    return headed(one.word, said) if one.word else said


def _group(one: Stretch) -> Any:
    return cast("Any", one.name.removeprefix("desk_"))


def _facet(one: Facet) -> DeskFacet:
    return DeskFacet(
        filter=one.name,
        free=one.free.strip(),
        values=[
            DeskChoice(
                value=each.value, q=each.line.strip(), dossiers=each.dossiers, chosen=each.chosen
            )
            for each in one.choices
        ],
    )
