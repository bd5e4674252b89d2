"""/state/order: the order of priority that a State gives its files, and what each may expect."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.database import Link
from engine.words import Words
from portal.filing.draft import NotThere
from portal.filing_pages.fields import Fields, is_number, text
from portal.here import Here
from portal.state_pages.forecast import forecasts_of
from portal.state_pages.ordering import Place, faults, in_order, moved, notes
from portal.state_pages.own_files import Ranking, Row, files_of, may_name, rankings
from portal.state_pages.saved_order import Typed, save
from portal.words import language_of, link
from workflows.roles import STATE_PARTY

_BY = {"up": -1, "down": 1}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    page = _Order(here)
    app.get("/state/order")(page.look)
    app.post("/state/order")(page.order)


@dataclass(frozen=True, slots=True)
class Line:
    """A file in the order as it is typed: its number as text, what is wrong with it or stands
    against it, and whether it was just moved, in which direction."""

    row: Row
    number: str
    against: tuple[Words, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asked for that was not saved: for which ranking, what was typed, what stands
    against it, and which file was moved up or down."""

    typed: Typed
    against: Mapping[str, tuple[Words, ...]]
    moved: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A ranking on the page."""

    ranking: Ranking
    lines: tuple[Line, ...]
    notes: tuple[Words, ...]
    naming: tuple[tuple[Row, tuple[Words, ...]], ...]
    asked: Asked | None

    @property
    def name(self) -> str:
        """What its fields begin with: a person may speak for several States."""
        return f"{self.ranking.cycle}-{self.ranking.state}"


@dataclass(frozen=True)
class _Order:
    here: Here

    def look(self, request: Request, saved: str = "") -> Response:
        """The order as it stands."""
        who = self.here.reader(request, "state")
        return self._page(request, who, saved=int(saved) if is_number(saved) else None)

    def order(self, request: Request, form: Fields) -> Response:
        """Move one file up or down on the page, or save the whole order."""
        who = self.here.writer(request, "state")
        ranking = self._ranking(who, text(form, "cycle"), text(form, "state"))
        typed, places = _typed(form, ranking)
        do, _, reference = text(form, "do").partition(" ")
        if do in _BY:
            renumbered = moved(places, reference, _BY[do])
            numbers = {one.reference: one.number for one in renumbered}
            known = Asked(Typed(numbers, typed.seen, typed.named), {}, (reference, do))
            return self._page(request, who, ranking, known)
        if wrong := faults(places):
            known = Asked(typed, {reference: (said,) for reference, said in wrong.items()})
            return self._page(request, who, ranking, known, 422)
        outcome = save(self.here.office, ranking, typed, who)
        if not isinstance(outcome, int):
            return self._page(request, who, ranking, Asked(typed, outcome), 409)
        there = link(language_of(request), "state", "order", saved=str(outcome))
        return RedirectResponse(there, 303)

    def _ranking(self, who: Actor, cycle: str, state: str) -> Ranking:
        office = self.here.office
        with queries.looking(office.database) as connection:
            for one in rankings(connection, office, who, office.clock()):
                if (str(one.cycle), one.state) == (cycle, state):
                    return one
        raise NotThere(state)

    def _page(
        self,
        request: Request,
        who: Actor,
        of: Ranking | None = None,
        asked: Asked | None = None,
        status: int = 200,
        saved: int | None = None,
    ) -> Response:
        office = self.here.office
        with queries.looking(office.database) as connection:
            known = rankings(connection, office, who, office.clock())
            files = files_of(known)
            expected = forecasts_of(connection, office, who, files.values())
            shown = [
                self._shown(connection, who, one, asked if _same(one, of) else None)
                for one in known
            ]
        return self.here.render(
            request,
            "state_order.html",
            status,
            rankings=shown,
            forecasts=expected,
            saved=saved,
            ranks=who.role == STATE_PARTY,
            titles={reference: one.text("title") or reference for reference, one in files.items()},
            placed={reference for reference, one in files.items() if one.text("place")},
        )

    def _shown(self, connection: Link, who: Actor, ranking: Ranking, asked: Asked | None) -> Shown:
        office = self.here.office
        naming = tuple(
            (row, may_name(connection, office, who, row, ranking.state, office.clock()))
            for row in ranking.shared
        )
        places = [_place(row, asked) for row in ranking.own]
        rows = {row.dossier.reference: row for row in ranking.own}
        lines = tuple(_line(rows[place.reference], place, asked) for place in in_order(places))
        return Shown(ranking, lines, tuple(notes(places)), naming, asked)


def _same(one: Ranking, of: Ranking | None) -> bool:
    return of is not None and (one.cycle, one.state) == (of.cycle, of.state)


def _place(row: Row, asked: Asked | None) -> Place:
    reference = row.dossier.reference
    number = "" if row.order is None else str(row.order)
    if asked is not None and row.open:
        number = asked.typed.numbers.get(reference, number)
    return Place(reference, number, row.open)


def _line(row: Row, place: Place, asked: Asked | None) -> Line:
    reference = row.dossier.reference
    if asked is None:
        return Line(row, place.number, (), "")
    moved_to = asked.moved[1] if asked.moved[0] == reference else ""
    return Line(row, place.number, asked.against.get(reference, ()), moved_to)


def _typed(form: FormData, ranking: Ranking) -> tuple[Typed, list[Place]]:
    """What was typed for the files of this ranking, and for no others."""
    rows = {row.dossier.reference: row for row in (*ranking.own, *ranking.shared)}
    seen = {}
    for reference in rows:
        version = text(form, f"seen {reference}")
        seen[reference] = int(version) if is_number(version) else 0
    places = [
        Place(
            row.dossier.reference,
            text(form, f"number {row.dossier.reference}") if row.open else str(row.order or ""),
            row.open,
        )
        for row in ranking.own
    ]
    numbers = {one.reference: one.number for one in places if one.open}
    return Typed(numbers, seen, text(form, "named")), places
