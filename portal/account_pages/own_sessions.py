"""Where one is signed in: one session ended, or all of them."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import account_changes, sessions
from engine.runtime.account_changes import Change
from engine.runtime.database import writer
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity import cookie
from portal.identity.current import lasting, session_of
from portal.identity.typed import typed
from portal.rendered import Unknown
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    pages = _OwnSessions(here)
    app.post("/account/sessions")(pages.ended)
    app.post("/account/sign-out-everywhere")(pages.all_ended)


@dataclass(frozen=True)
class _OwnSessions:
    here: Here

    def ended(self, request: Request, body: Body) -> Response:
        """One session of one's own, over."""
        key, now = typed(body).get("key", ""), self.here.office.clock()
        lasts = lasting(self.here.settings.sessions)
        number = self._number(request)
        own = sessions.signed_in(self.here.office.database, now, lasts, number)
        if key not in {one.key for one in own}:
            raise Unknown("no_address")
        with writer(self.here.office.database).begin() as connection:
            sessions.end_one(connection, key, now)
        return RedirectResponse(link(language_of(request), "account", done="session"), 303)

    def all_ended(self, request: Request) -> Response:
        """Every session of one's own, over: this one too."""
        number, now = self._number(request), self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            sessions.end_of(connection, number, now)
            # Whoever acts in somebody's place signs out themselves.
            by = found.actor.name if (found := session_of(request)) else ""
            account_changes.write(connection, Change(now, number, by, "signed_out"))
        answer = RedirectResponse(link(language_of(request), "leave"), 303)
        cookie.take_away(request, answer)
        return answer

    def _number(self, request: Request) -> int:
        self.here.reader(request, "own")
        found = session_of(request)
        if found is None or found.came.account is None:
            raise Unknown("no_address")
        return found.came.account
