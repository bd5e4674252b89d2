"""Signing in with an address and a password: /sign-in, and the answer to whoever has not."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import account_passwords, accounts, sign_ins
from engine.runtime.accounts import Account
from engine.runtime.addresses import LONGEST
from engine.runtime.database import writer
from engine.runtime.queries import looking
from engine.runtime.sign_ins import REFUSED, SignIn
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity.current import NotSignedIn, session_of
from portal.identity.entry import Shown, proceed
from portal.identity.knocking import SIGN_IN, knocks_of
from portal.identity.local import asked_for, local
from portal.identity.passwords import Locks
from portal.identity.told import wait
from portal.identity.typed import typed
from portal.identity.visitor import visitor
from portal.words import language_of, link

HOW: Final = "password"


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages."""
    door = _SignIn(here, locks)
    app.get("/sign-in")(door.asked)
    app.post("/sign-in")(door.given)
    app.exception_handler(NotSignedIn)(door.not_signed_in)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an address: its account, what is kept of the password, and whether this
    browser has been in with it."""

    account: Account | None = None
    kept: str | None = None
    been_in: bool = False


@dataclass(frozen=True)
class _SignIn:
    here: Here
    locks: Locks

    def asked(self, request: Request) -> Response:
        """The page that asks; whoever is in already goes on."""
        to = local(request.query_params.get("next", ""))
        if session_of(request) is not None:
            return RedirectResponse(to or link(language_of(request)), 303)
        return self._page(request, 200, to=to)

    def given(self, request: Request, body: Body) -> Response:
        """In, or on to the second factor; or the same sentence, whatever it was that is wrong."""
        given, now = typed(body), self.here.office.clock()
        address, to = given.get("address", "")[:LONGEST], local(given.get("next", ""))
        place, knocks = visitor(request), knocks_of(request)
        known = self._known(request, address)
        if seconds := knocks.wait(SIGN_IN, address, place.remote, known.been_in):
            return wait(self.here, request, seconds)
        verdict = self.locks.judged(known.kept, given.get("password", ""))
        one = known.account
        if one is None or not one.active or not verdict.right:
            number = None if one is None else one.number
            line = SignIn(now, address, number, HOW, REFUSED, place)
            with writer(self.here.office.database).begin() as connection:
                sign_ins.write(connection, line)
            return self._page(request, 401, to=to, address=address, wrong=True)
        if verdict.again and known.kept:
            with writer(self.here.office.database).begin() as connection:
                account_passwords.hash_again(connection, one.number, known.kept, verdict.again)
        knocks.right(SIGN_IN, address, place.remote)
        return proceed(self.here, request, Shown(one, HOW, to))

    def not_signed_in(self, request: Request, fault: NotSignedIn) -> Response:
        """The answer of a page that asked for somebody."""
        return self._page(request, 401, to=asked_for(request), first=True)

    def _known(self, request: Request, address: str) -> _Known:
        with looking(self.here.office.database) as connection:
            one = accounts.by_address(connection, address)
            if one is None:
                return _Known()
            been_in = sign_ins.has_been_in(connection, one.number, visitor(request))
            return _Known(one, account_passwords.hash_of(connection, address), been_in)

    def _page(self, request: Request, status: int, **known: Any) -> Response:
        usual = {"to": "", "address": "", "wrong": False, "first": False}
        told = {
            **usual, **known, "provider": self.here.settings.oidc,
            "demonstration": self.here.demonstration, "person": None,
        }  # fmt: skip
        answer = self.here.render(request, "sign_in.html", status, **told)
        answer.headers["Cache-Control"] = "no-store"
        return answer
