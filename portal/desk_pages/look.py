"""/desk: what is due, by whom; narrowed by links and by a line, all of it in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fastapi import FastAPI, Request, Response

from engine.content import stamp
from engine.runtime import desk, queries, saved_views
from engine.runtime.database import Link
from engine.runtime.desk import Mark, Page, Standing
from engine.runtime.foreseen import foresee
from engine.runtime.reading import REFERENCE
from engine.runtime.tallied import Counts, counts, how_many
from engine.workflow import State
from portal.desk_pages.facets import as_asked, facets
from portal.desk_pages.faults import Fault, not_for_them
from portal.desk_pages.leading import called
from portal.desk_pages.query import LONGEST, Line, parse
from portal.desk_pages.seeing import OPEN, Seeing, seeing
from portal.desk_pages.stretches import STRETCHES, Stretch, days_from, edges
from portal.desk_pages.vocabulary import HELD, ME, country, state_words
from portal.here import Here
from workflows.next_date import next_date

FIRST: Final = 10
"""Dossiers of a group before its link leads on."""

A_PAGE: Final = 50
COUNTED_VIEWS: Final = 8
"""Saved views that say how many dossiers they have."""

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier on the desk; `days` until its date, negative where it has passed; `late` from the
    first instant on."""

    one: Standing
    state: State
    days: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its first rows, and the line that shows all of them."""

    stretch: Stretch
    dossiers: int
    rows: Sequence[Row]
    line: str


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/desk")(Look(here).look)


@dataclass(frozen=True)
class Look:
    """The desk, for whoever may look at it."""

    here: Here

    def look(
        self, request: Request, q: str | None = None, after: str = "", done: str = ""
    ) -> Response:
        """The list that the line asks for; without a line, what waits, and whose it is."""
        return self._shown(request, q, after, done="desk_view_done" if done == "view" else "")

    def told(self, request: Request, q: str, wrong: str, name: str = "") -> Response:
        """The same list, and the words for what is wrong with the name of a view."""
        return self._shown(request, q, "", wrong=wrong, name=name)

    def _shown(
        self,
        request: Request,
        q: str | None,
        after: str,
        *,
        done: str = "",
        wrong: str = "",
        name: str = "",
    ) -> Response:
        who = self.here.reader(request, "desk")
        foresee(self.here.office, next_date)
        with queries.looking(self.here.office.database) as connection:
            sees = seeing(connection, self.here, request, who)
            line, faults = self._line(connection, sees, q)
            given = self._given(connection, sees, line, faults, after)
        typed = str(line) if q is None else q.strip()
        told = {"typed": typed, "done": done, "wrong": wrong, "name": name}
        status = 422 if faults or wrong else 200
        return self.here.render(request, "desk.html", status, **told, **given)

    def _line(self, connection: Link, sees: Seeing, q: str | None) -> tuple[Line, list[Fault]]:
        if q is None:
            mine = OPEN.only("lead", ME)
            leads = sees.me and how_many(connection, sees.sight, sees.asks(mine), 1)
            return (mine if leads else OPEN), []
        line, faults = parse(q[: LONGEST + 1])
        if HELD in line.of("is").any_of | line.of("is").none_of and not sees.letters:
            faults = [*faults, not_for_them("is:held")]
        return line, faults

    def _given(
        self, connection: Link, sees: Seeing, line: Line, faults: list[Fault], after: str
    ) -> Given:
        asked = sees.asks(line)
        counted = counts(connection, sees.sight, asked, edges(sees.now))
        bounded = bool(line.since or line.until or line.dated is not None or after)
        page = self._page(connection, sees, line, after) if bounded or not counted.whole else None
        return {
            "sees": sees,
            "line": as_asked(line),
            "whole": as_asked(OPEN),
            "everything": as_asked(line.free("turn")),
            "faults": faults,
            "tally": counted,
            "state_words": state_words(),
            "country": country,
            "groups": [] if page else self._groups(connection, sees, line, counted),
            "page": page and self._rows(connection, sees.now, page.rows),
            "after": _after(page.after) if page and page.after else "",
            "further": bool(after),
            **self._narrowed(connection, sees, line, counted, faults),
            "views": self._views(connection, sees),
            "ends": line.free("due") if bounded else None,
        }  # fmt: skip

    def _narrowed(
        self, connection: Link, sees: Seeing, line: Line, counted: Counts, faults: list[Fault]
    ) -> Given:
        """By what the list may be narrowed, and what those are called who lead dossiers."""
        if faults:
            return {"facets": [], "officers": {}}
        found = facets(
            line, counted, lambda one: counts(connection, sees.sight, sees.asks(one)), sees.owners
        )
        leads = [one.value for facet in found if facet.name == "lead" for one in facet.choices]
        return {"facets": found, "officers": called(connection, leads)}

    def _page(self, connection: Link, sees: Seeing, line: Line, after: str) -> Page:
        return desk.page(connection, sees.sight, sees.asks(line), _mark(after), A_PAGE)

    def _groups(self, connection: Link, sees: Seeing, line: Line, counted: Counts) -> list[Group]:
        shown = [stretch for stretch in STRETCHES if counted.stretches[stretch.place]]
        lines = [stretch.of(line) for stretch in shown]
        found = desk.firsts(connection, sees.sight, [sees.asks(one) for one in lines], FIRST)
        return [
            Group(stretch, counted.stretches[stretch.place], self._rows(connection, sees.now, rows),
                  as_asked(one))
            for stretch, one, rows in zip(shown, lines, found, strict=True)
        ]  # fmt: skip

    def _rows(self, connection: Link, now: datetime, found: Sequence[Standing]) -> list[Row]:
        book = self.here.office.book
        return [
            Row(
                one,
                book.pinned(connection, one.workflow, one.definition).state[one.state],
                None if one.due_at is None else days_from(now, one.due_at),
                one.due_at is not None and one.due_at < now,
            )
            for one in found
        ]

    def _views(self, connection: Link, sees: Seeing) -> list[tuple[saved_views.View, int | None]]:
        if sees.account is None:
            return []
        kept = saved_views.views(connection, sees.account)
        return [
            (one, self._many(connection, sees, one.query) if place < COUNTED_VIEWS else None)
            for place, one in enumerate(kept)
        ]

    def _many(self, connection: Link, sees: Seeing, query: str) -> int | None:
        line, faults = parse(query)
        return None if faults else how_many(connection, sees.sight, sees.asks(line))


def _after(mark: Mark) -> str:
    return f"{stamp(mark.at) if mark.at else ''}~{mark.reference}"


def _mark(after: str) -> Mark | None:
    """Where the page before this one ended; None where the address does not say it."""
    at, given, reference = after.partition("~")
    if not given or not REFERENCE.fullmatch(reference):
        return None
    try:
        instant = datetime.fromisoformat(at) if at else None
    except ValueError:
        return None
    return None if instant is not None and instant.tzinfo is None else Mark(instant, reference)
