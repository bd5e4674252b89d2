"""The addresses of the page that a link in a letter opens: /reminders/{token}.

The link is the key, so nobody signs in. Looking changes nothing, since scanners of mail follow
links; a link that is unknown and one that is too old give one and the same page.
"""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import FastAPI, Request, Response

from engine.runtime.database import writer
from engine.runtime.links import Opened, opened
from engine.runtime.office import Office
from engine.runtime.preferences import MOST_DAYS
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words
from portal.filing_pages.fields import Fields, text
from portal.identity.routes import OF_A_SECRET, Page
from portal.reminder_pages.one_click import OneClick
from portal.reminder_pages.seen import plans_of, seen, stoppable
from portal.reminder_pages.wishes import Asking, Wish, fulfil
from portal.words import PARIS


def add_to(app: FastAPI, office: Office, page: Page) -> None:
    """Give the application these pages."""
    shown = _Shown(office, page)
    app.get("/reminders/{token}")(shown.look)
    app.get("/reminders/{token}/unsubscribe")(shown.look)
    app.post("/reminders/{token}")(shown.ask)
    app.post("/reminders/{token}/unsubscribe")(shown.unsubscribe)


@dataclass(frozen=True)
class _Shown:
    office: Office
    page: Page

    def look(self, request: Request, token: str) -> Response:
        """What one is reminded of, and the buttons."""
        mine = self._opened(token)
        return self._unknown(request) if mine is None else self._page(request, token, mine)

    def ask(self, request: Request, token: str, posted: Fields) -> Response:
        """Keep what a button asks, and confirm it. Sent again, it asks the same again."""
        wish = Wish(*(text(posted, name) for name in ("do", "reference", "rule", "until")))
        return self._asked(request, token, wish, "on the page of the letter")

    def unsubscribe(self, request: Request, token: str, asked: OneClick) -> Response:
        """Stop all that may be stopped; a mail program asks for it, and brings nobody's cookie."""
        request.state.somebody = None
        return self._asked(request, token, Wish("stop_all"), "in one click from the letter")

    def _asked(self, request: Request, token: str, wish: Wish, way: str) -> Response:
        mine = self._opened(token)
        if mine is None:
            return self._unknown(request)
        now, plans = self.office.clock(), plans_of(self.office)
        known = seen(self.office, mine, plans, now).dossiers
        waiting = frozenset(one.dossier.reference for one in known if one.can_wait)
        asking = Asking(mine, f"{way} {mine.letter}", now, waiting, stoppable(plans))
        try:
            with writer(self.office.database).begin() as connection:
                said = fulfil(connection, wish, asking)
        except Unacceptable as fault:
            return self._page(request, token, mine, 422, refused=fault.reasons)
        return self._page(request, token, mine, confirmed=said)

    def _opened(self, token: str) -> Opened | None:
        return opened(self.office.database, token, self.office.clock())

    def _page(
        self,
        request: Request,
        token: str,
        mine: Opened,
        status: int = 200,
        *,
        confirmed: Words | None = None,
        refused: tuple[Words, ...] = (),
    ) -> Response:
        now, plans = self.office.clock(), plans_of(self.office)
        today = now.astimezone(PARIS).date()
        answer = self.page(
            request,
            "reminders.html",
            status,
            token=token,
            seen=seen(self.office, mine, plans, now),
            kinds=stoppable(plans),
            earliest=today + timedelta(1),
            latest=today + timedelta(MOST_DAYS),
            confirmed=confirmed,
            refused=refused,
        )
        return _secret(answer)

    def _unknown(self, request: Request) -> Response:
        told = {"heading": "reminder_no_link", "sentence": ("reminder_no_link_told",)}
        return _secret(self.page(request, "missing.html", 404, **told))


def _secret(answer: Response) -> Response:
    answer.headers.update(OF_A_SECRET)
    return answer
