"""Acting in somebody's place: an officer for a State, with a written reason, shown as both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.content import stamp
from engine.runtime import account_changes, sessions
from engine.runtime.account_changes import Change
from engine.runtime.database import writer
from engine.runtime.sessions import Session
from portal.access.denied import unless
from portal.access.files import acts_in_the_place_of
from portal.account_pages.faults import Fault, about, of_reason
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity.current import NotSignedIn, session_of
from portal.identity.invitable import in_one_line, of_name, of_states
from portal.identity.typed import typed
from portal.words import language_of, link
from workflows.roles import STATE_PARTY
from workflows.states_parties import states_parties


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    pages = _Acting(here)
    app.get("/act")(pages.asked)
    app.post("/act")(pages.begun)
    app.post("/act/end")(pages.ended)


@dataclass(frozen=True)
class _Acting:
    here: Here

    def asked(self, request: Request) -> Response:
        """For whom, in whose place, and why."""
        self._officer(request)
        return self._page(request, 200)

    def begun(self, request: Request, body: Body) -> Response:
        """From now on in their place, until it is ended, for two hours at most."""
        found, given = self._officer(request), typed(body)
        name, why = in_one_line(given.get("name", "")), given.get("why", "").strip()
        state, now = given.get("state", ""), self.here.office.clock()
        if against := list(_against(name, state, why)):
            return self._page(request, 422, against=against, given=given)
        acting = {"name": name, "states": [state], "why": why, "since": stamp(now)}
        became = f"{name}, {state}"
        change = Change(now, found.came.account, found.actor.name, "acting", why, "", became)
        with writer(self.here.office.database).begin() as connection:
            sessions.act_for(connection, found.key, acting)
            account_changes.write(connection, change)
        return RedirectResponse(link(language_of(request), "state"), 303)

    def ended(self, request: Request) -> Response:
        """From now on for oneself."""
        found, now = session_of(request), self.here.office.clock()
        if found is None:
            raise NotSignedIn
        if found.acting is not None:
            was = f"{found.acting['name']}, {', '.join(found.acting['states'])}"
            change = Change(now, found.came.account, found.actor.name, "acting", "", was)
            with writer(self.here.office.database).begin() as connection:
                sessions.act_for(connection, found.key, None)
                account_changes.write(connection, change)
        return RedirectResponse(link(language_of(request)), 303)

    def _officer(self, request: Request) -> Session:
        """The session of an officer, who may be acting already. NotSignedIn, NotYours."""
        found = session_of(request)
        if found is None:
            raise NotSignedIn
        unless(acts_in_the_place_of(found.actor))
        return found

    def _page(self, request: Request, status: int, **known: Any) -> Response:
        given: Mapping[str, str] = {"name": "", "state": request.query_params.get("for", "")}
        told = {"against": [], "given": given, **known, "states": sorted(states_parties())}
        return self.here.render(request, "account_act.html", status, **told)


def _against(name: str, state: str, why: str) -> Iterator[Fault]:
    yield from about("state", of_states(STATE_PARTY, [state] if state else []))
    yield from about("name", of_name(name))
    yield from of_reason(why)
