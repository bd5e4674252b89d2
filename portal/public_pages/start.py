"""The start, for whoever comes; who is signed in comes to where their work is."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import decided, listed, queries
from engine.runtime.listed import Wanted
from portal.access.rooms import reads_in
from portal.access.sight import PUBLIC
from portal.cycle_pages.timetable import to_come
from portal.here import Here
from portal.laid_out import groups
from portal.public_pages.process import UNDER_PROCESS
from portal.words import PARIS, language_of, link

DESKS: Final = ("desk", "state")
"""Rooms that are also the addresses where the work of those who may enter them is."""

LATEST: Final = 6
DATES: Final = 5


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page, and the way to the status of a file."""
    shown = _Start(here)
    app.get("/")(shown.start)
    app.get("/status")(shown.status)


@dataclass(frozen=True)
class _Start:
    here: Here

    def start(self, request: Request) -> Response:
        """What is under process, what was decided last, which dates are next."""
        who = self.here.somebody(request)
        for room in DESKS:
            if who is not None and reads_in(who, room) is None:
                return RedirectResponse(link(language_of(request), room), 303)
        return self._page(request)

    def status(self, request: Request, number: str = "") -> Response:
        """To the file of that number; whether it is there is for its own page to say."""
        wanted = number.strip()[:64]
        if not wanted.strip("."):  # dots alone would lead to another address
            return self._page(request, 422, empty=True)
        return RedirectResponse(link(language_of(request), "dossiers", wanted), 303)

    def _page(self, request: Request, status: int = 200, *, empty: bool = False) -> Response:
        office = self.here.office
        now = office.clock()
        with queries.looking(office.database) as connection:
            counts = listed.counts(connection, PUBLIC, Wanted(reach=UNDER_PROCESS))
            kinds = dict.fromkeys((one.workflow, one.definition) for one in counts)
            definitions = {kind: office.book.pinned(connection, *kind) for kind in kinds}
            latest = decided.latest(connection, PUBLIC, LATEST)
            outcomes = {
                one.reference: office.book.workflows[one.kind].state.get(one.state)
                for one in latest
            }
        mechanisms: Counter[str] = Counter()
        for one in counts:
            mechanisms[one.workflow] += one.dossiers
        year = now.astimezone(PARIS).year
        coming = list(to_come(office.book.law, range(year, year + 3), now))
        return self.here.render(
            request,
            "public_start.html",
            status,
            empty=empty,
            mechanisms=dict(mechanisms.most_common()),
            groups=groups(counts, definitions, inside=False),
            latest=latest,
            outcomes=outcomes,
            dates=coming[:DATES],
        )
