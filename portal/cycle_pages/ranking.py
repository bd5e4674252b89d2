"""/cycles/{cycle}/ranking: the order of priority, with reasons for those who may read them."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.decide import Refused
from engine.dossier import Actor
from engine.parameters import UnknownParameter
from engine.rules import Finding
from engine.runtime import cycles_in_sight, listed, queries
from engine.runtime.cycles_in_sight import Placed
from engine.runtime.listed import ANYTHING, Wanted
from engine.sight import Reach
from portal.access.rooms import reads_in, writes_in
from portal.access.sight import visible, whole
from portal.cycle import standing
from portal.cycle_pages.addressed import year_of
from portal.cycle_pages.asked import Asked, asked
from portal.cycle_pages.gauge import gauge
from portal.cycle_pages.seen import NOTHING, illustrative, mark_of, seen_in
from portal.filing_pages.fields import Fields, is_number
from portal.here import Here
from portal.places import give_places, selection
from portal.rendered import Unknown
from portal.selected import as_data
from portal.words import language_of, link
from workflows.roles import OF_A_STATE
from workflows.selection.cut import NO_DECISION, Decision
from workflows.selection.kept import read_again


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    page = _Ranking(here)
    app.get("/cycles/{address}/ranking")(page.look)
    app.post("/cycles/{address}/ranking")(page.decide)


@dataclass(frozen=True)
class _Ranking:
    here: Here

    def look(self, request: Request, address: str, done: str = "") -> Response:
        """All of it for those who give the places or decide under them; for all others the places
        that were given and the backlog, and for a State why its own files stand where they do."""
        year, who = year_of(address), self.here.somebody(request)
        if reads_in(who, "selection") is None:
            return self._all(request, year, done=done if is_number(done) else "")
        return self._published(request, year, who)

    def decide(self, request: Request, address: str, form: Fields) -> Response:
        """Give the places: once it was seen what follows, and only of what the page showed."""
        who, year, given = self.here.writer(request, "selection"), year_of(address), asked(form)
        if given.mark != self._mark(year, address):
            return self._all(request, year, 409, given, stale=True)
        if faults := given.faults():
            return self._all(request, year, 422, given, faults=faults)
        if not given.sure:
            return self._all(request, year, 200, given, decision=given.decision, dry=True)
        made, moved = give_places(self.here.office, year, given.decision, who)
        if isinstance(made, Refused):
            return self._all(request, year, 422, given, findings=made.findings)
        to = link(language_of(request), "cycles", year, "ranking", done=str(moved))
        return RedirectResponse(to, 303)

    def _mark(self, year: int, address: str) -> str:
        office = self.here.office
        try:
            return mark_of(standing(office, year), office.book.law)
        except UnknownParameter as unknown:
            raise Unknown("no_cycle", address) from unknown

    def _all(
        self,
        request: Request,
        year: int,
        status: int = 200,
        given: Asked | None = None,
        decision: Decision = NO_DECISION,
        findings: tuple[Finding, ...] = (),
        **known: Any,
    ) -> Response:
        """The whole ranking, as a decision makes it where one is tried."""
        office = self.here.office
        try:
            # The mark is read first: whoever acts on a page that is newer than its mark is refused.
            now = standing(office, year)
            mark = mark_of(now, office.book.law)
            made = selection(office, year, decision, now)
            if isinstance(made, Refused) and decision != NO_DECISION:
                findings, known["dry"], status = made.findings, False, 422
                made = selection(office, year, NO_DECISION, now)
        except UnknownParameter:
            answered = 200 if status == 200 else 422
            return self._page(request, "cycle_no_order.html", year, answered)
        refused = isinstance(made, Refused)
        return self._page(
            request,
            "cycle_ranking.html",
            year,
            status,
            mark=mark,
            flagged=illustrative(now),
            told=None if isinstance(made, Refused) else as_data(made, language_of(request)),
            seen=NOTHING if isinstance(made, Refused) else seen_in(made),
            findings=made.findings if isinstance(made, Refused) and not findings else findings,
            given=given or Asked(),
            may_decide=not refused and writes_in(self.here.somebody(request), "selection") is None,
            **{"done": "", "faults": [], "dry": False, "stale": False, **known},
        )

    def _published(self, request: Request, year: int, who: Actor | None) -> Response:
        """The places given, as anyone may read them, and a State's own files with reasons."""
        sight = visible(who)
        states = who.states if who is not None and who.role in OF_A_STATE else frozenset()
        with queries.looking(self.here.office.database) as connection:
            if not listed.counts(connection, sight, Wanted(year)):
                raise Unknown("no_cycle", str(year))
            shares = cycles_in_sight.shares(connection, sight, year, ANYTHING)
            own = Reach(parties=states)
            theirs = cycles_in_sight.shares(connection, whole(who), year, own) if states else []
            placed = cycles_in_sight.placed(connection, sight, year).get(year, Placed())
        return self._page(
            request,
            "cycle_places.html",
            year,
            inside=[one for one in shares if one.place == "inside"],
            aside=[one for one in shares if one.place == "outside"],
            backlog=[one for one in shares if not one.place],
            theirs=theirs,
            why={one.reference: read_again(one.why, language_of(request)) for one in theirs},
            gauge=gauge(self.here.office.book.law, year, placed),
            total=0,
        )

    def _page(
        self, request: Request, template: str, year: int, status: int = 200, **known: Any
    ) -> Response:
        return self.here.render(
            request, template, status, address=str(year), cycle=year,
            may_try=reads_in(self.here.somebody(request), "selection") is None, **known,
        )  # fmt: skip
