"""/state/feeds: private addresses of calendars, made and closed; /feeds/{token}.ics: what one
answers."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import accounts, feeds, queries
from engine.runtime.accounts import Account
from engine.runtime.database import writer
from engine.runtime.foreseen import foresee
from portal.access.denied import NotYours
from portal.filing.draft import NotThere
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.current import account_of
from portal.state_pages.feed_file import feed_file
from portal.words import language_of, link
from workflows.next_date import next_date

_PRIVATE: Final = {
    # The address is the key: nobody between keeps the answer, no page is told where it came from.
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
_FIRST_CYCLE: Final = 2010


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    page = _Calendars(here)
    app.get("/state/feeds")(page.look)
    app.post("/state/feeds")(page.make)
    app.post("/state/feeds/end")(page.end)
    app.get("/feeds/{token}.ics")(page.read)


@dataclass(frozen=True)
class _Calendars:
    here: Here

    def look(self, request: Request, done: str = "") -> Response:
        """The open addresses of this account."""
        return self._page(request, done=done == "ended")

    def make(self, request: Request, form: Fields) -> Response:
        """A new address, which is shown once: only its hash is kept."""
        mine = self._mine(request)
        what = text(form, "what").strip()
        if what and not _is_cycle(what):
            return self._page(request, 422, wrong=what)
        with writer(self.here.office.database).begin() as connection:
            token = feeds.make(connection, mine.number, what, self.here.office.clock())
        if token is None:
            return self._page(request, 409, too_many=True)
        address = f"{self.here.settings.public_address.rstrip('/')}/feeds/{token}.ics"
        return self._page(request, 201, made=address)

    def end(self, request: Request, form: Fields) -> Response:
        """Close an address of one's own."""
        mine = self._mine(request)
        with writer(self.here.office.database).begin() as connection:
            ended = feeds.end(connection, mine.number, text(form, "key"), self.here.office.clock())
        if not ended:
            raise NotThere("feed")
        return RedirectResponse(link(language_of(request), "state", "feeds", done="ended"), 303)

    def read(self, request: Request, token: str) -> Response:
        """The calendar, as what its account sees at this moment."""
        office = self.here.office
        with queries.looking(office.database) as connection:
            found = feeds.opened(connection, token)
        if found is None:
            raise NotThere("feed")
        one, mine = found
        foresee(office, next_date)
        with queries.looking(office.database) as connection:
            content = feed_file(connection, office, self.here.settings, mine, one.what)
        if not feeds.was_read(one, office.clock()):
            with writer(office.database).begin() as connection:
                feeds.read(connection, one, office.clock())
        headers = _PRIVATE | {"ETag": f'"{sha256(content).hexdigest()[:32]}"'}
        if headers["ETag"] in _known(request):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    def _mine(self, request: Request) -> Account:
        """The account that is signed in; who acts for somebody else makes no address for them."""
        who = self.here.writer(request, "own")
        number = account_of(request)
        if number is None or who.through:
            raise NotYours(
                "a calendar belongs to an account; please sign in with your own",
                "un calendrier est lié à un compte ; veuillez vous identifier avec le vôtre",
            )
        with queries.looking(self.here.office.database) as connection:
            found = accounts.account(connection, number)
        if found is None:
            raise NotThere("account")
        return found

    def _page(
        self,
        request: Request,
        status: int = 200,
        *,
        made: str = "",
        wrong: str = "",
        too_many: bool = False,
        done: bool = False,
    ) -> Response:
        mine = self._mine(request)
        with queries.looking(self.here.office.database) as connection:
            known = feeds.feeds(connection, mine.number)
        return self.here.render(
            request,
            "state_feeds.html",
            status,
            feeds=known,
            made=made,
            wrong=wrong,
            too_many=too_many,
            done=done,
            most=feeds.MOST,
        )


def _is_cycle(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal() and int(text) >= _FIRST_CYCLE


def _known(request: Request) -> set[str]:
    """The answers that a calendar has already; a proxy may have marked them as weak."""
    given = request.headers.get("if-none-match", "").split(",")
    return {one.strip().removeprefix("W/") for one in given}
