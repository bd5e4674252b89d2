"""Signing out: /leave."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import accounts, sessions
from engine.runtime.database import writer
from engine.runtime.sign_ins import OUT
from portal.here import Here
from portal.identity import cookie
from portal.identity.current import session_of
from portal.identity.entry import Shown, write_down
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    door = _Leaving(here)
    app.get("/leave")(door.outside)
    app.post("/leave")(door.leave)


@dataclass(frozen=True)
class _Leaving:
    here: Here

    def leave(self, request: Request) -> Response:
        """Out; the page that says so is another one, so that loading it again does nothing."""
        if found := session_of(request):
            now = self.here.office.clock()
            with writer(self.here.office.database).begin() as connection:
                sessions.end_one(connection, found.key, now)
                number = found.came.account
                one = None if number is None else accounts.account(connection, number)
                if one is not None:
                    write_down(connection, request, Shown(one, OUT), OUT, now)
        answer = RedirectResponse(link(language_of(request), "leave"), 303)
        cookie.take_away(request, answer)
        return answer

    def outside(self, request: Request) -> Response:
        """Whether one is signed in."""
        return self.here.render(request, "signed_out.html")
