"""The addresses of signing in at another provider: there, and back."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from engine.runtime.database import writer
from engine.runtime.on_the_way import OnTheWay
from portal.here import Here
from portal.identity import cookie
from portal.identity.entry import Shown, proceed
from portal.identity.local import local
from portal.identity.provider.asked import Asked
from portal.identity.provider.known_here import known_here
from portal.identity.provider.refusals import DECLINED, LATE, SAID, TOO_OFTEN, UNPROVEN, NotVouched
from portal.identity.provider.refused import HOW, write_down
from portal.identity.provider.round_trip import COOKIE, LASTS, RoundTrip, begin, end
from portal.identity.provider.statement import Statement, stated
from portal.identity.second.tries import may_come
from portal.words import language_of, link

AT: Final = "/sign-in/provider"


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages; they lead nowhere where no provider is set."""
    door = _Door(here)
    app.get(AT)(door.go)
    app.get(f"{AT}/back")(door.back)
    app.get(f"{AT}/refused/{{why}}")(door.refused)


@dataclass(frozen=True)
class _Door:
    here: Here

    def go(self, request: Request) -> Response:
        """There. It is a link and no form, since a form leads to no other host (form-action)."""
        asked = self._asked()
        if not may_come(request):
            return _refused(request, TOO_OFTEN)
        to, now = local(request.query_params.get("next", "")), self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            trip = begin(connection, to, language_of(request), now)
        try:
            answer = RedirectResponse(asked.there(trip), 303)
        except NotVouched as fault:
            return self._not_in(request, fault.why)
        cookie.give(request, answer, trip.token, COOKIE, int(LASTS.total_seconds()))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def back(self, request: Request) -> Response:
        """In, or on to the second factor, as whoever the provider vouches for."""
        asked = self._asked()
        trip = RoundTrip(cookie.token_of(request, COOKIE) or "")
        way = self._ended(request, trip)
        if way is None:
            return self._not_in(request, LATE)
        spoken = _in_language(request, way.kept.get("lang", ""))
        who: Statement | None = None
        try:
            who = self._stated(request, asked, trip)
            with writer(self.here.office.database).begin() as connection:
                account = known_here(connection, who, self.here.office.clock())
        except NotVouched as fault:
            return self._not_in(spoken, fault.why, who)
        answer = proceed(self.here, spoken, Shown(account, HOW, way.kept.get("next", "")))
        cookie.take_away(request, answer, COOKIE)
        return answer

    def refused(self, request: Request, why: str) -> Response:
        """Why somebody is not in; a page of its own, so that no code stands in its address."""
        if why not in SAID:
            raise HTTPException(404)
        known = {"why": SAID[why], "name": self.here.settings.oidc.name, "person": None}
        answer = self.here.render(request, "second_provider.html", 403, **known)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _asked(self) -> Asked:
        provider = self.here.settings.oidc
        if not provider.issuer:
            raise HTTPException(404)
        return Asked(provider, f"{self.here.settings.public_address.rstrip('/')}{AT}/back")

    def _ended(self, request: Request, trip: RoundTrip) -> OnTheWay | None:
        # Of another question's answer nothing is used up: anybody could send one here.
        if not trip.belongs(request.query_params.get("state", "")):
            return None
        with writer(self.here.office.database).begin() as connection:
            return end(connection, trip.token, self.here.office.clock())

    def _stated(self, request: Request, asked: Asked, trip: RoundTrip) -> Statement:
        answer = request.query_params
        if "error" in answer or not answer.get("code"):
            raise NotVouched(DECLINED)
        if answer.get("iss", asked.provider.issuer) != asked.provider.issuer:  # RFC 9207
            raise NotVouched(UNPROVEN)
        signed, keys = asked.vouched(trip, answer["code"])
        return stated(asked.provider, trip, signed, keys, self.here.office.clock())

    def _not_in(self, request: Request, why: str, who: Statement | None = None) -> Response:
        if why != LATE or may_come(request):  # else anybody could fill the log with such lines
            write_down(self.here, request, who)
        answer = _refused(request, why)
        cookie.take_away(request, answer, COOKIE)
        return answer


def _refused(request: Request, why: str) -> Response:
    there = link(language_of(request), "sign-in", "provider", "refused", why)
    return RedirectResponse(there, 303, {"Cache-Control": "no-store"})


def _in_language(request: Request, language: str) -> Request:
    # The provider sends everybody back to one address, which says no language.
    said = b"lang=fr" if language == "fr" else b""
    return Request({**request.scope, "query_string": said}, request.receive)
