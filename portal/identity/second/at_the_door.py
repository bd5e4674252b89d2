"""The page that asks for the second factor once the first one was given: /sign-in/second."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import accounts, on_the_way
from engine.runtime.accounts import Account
from engine.runtime.database import Link, writer
from engine.runtime.passkeys import passkeys
from engine.runtime.second_factors import Factors, factors
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity import cookie
from portal.identity.entry import SECOND, Shown, let_in, refused
from portal.identity.second import ceremony
from portal.identity.second.asked_of_script import asked, not_asked
from portal.identity.second.challenge import PROVING, answered, challenge
from portal.identity.second.given import given
from portal.identity.second.place import place
from portal.identity.second.proven_passkey import claimed, proven
from portal.identity.second.shown import page
from portal.identity.second.tries import may_try, right
from portal.words import language_of, link

AT: Final = "/sign-in/second"

How = Callable[[Link, Account, datetime], str | None]
"""By what the second factor was given; None where it was not."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    door = _Door(here)
    app.get(AT)(door.ask)
    app.post(AT)(door.code)
    app.post(f"{AT}/passkey/options")(door.options)
    app.post(f"{AT}/passkey")(door.passkey)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody who has given the first factor: their token, account, what it has, and the page they
    asked for first."""

    token: str
    account: Account
    has: Factors
    to: str


@dataclass(frozen=True)
class _Door:
    here: Here

    def ask(self, request: Request) -> Response:
        """Ask for what the account has."""
        waiting = self._waiting(request)
        return _back(request) if waiting is None else self._page(request, waiting)

    def code(self, request: Request, posted: Fields) -> Response:
        """In, with a one-time code or a recovery code."""
        typed = text(posted, "code")

        def how(connection: Link, account: Account, now: datetime) -> str | None:
            return given(connection, self.here.settings, account.number, typed, now)

        return self._tried(request, how, "code", "second_wrong_code")

    def options(self, request: Request) -> Response:
        """What the script asks the browser for."""
        waiting, where = self._waiting(request), place(self.here.settings.public_address)
        if waiting is None or where is None:
            return not_asked(request, "second_too_late")
        with writer(self.here.office.database).begin() as connection:
            number, now = waiting.account.number, self.here.office.clock()
            has = [one.id for one in passkeys(connection, number)]
            token, drawn = challenge(connection, PROVING, number, now)
        return asked(token, ceremony.asked_to_prove(where, has, drawn))

    def passkey(self, request: Request, posted: Fields) -> Response:
        """In, with a passkey of the account."""
        answer, token = text(posted, "answer"), text(posted, "token")
        where = place(self.here.settings.public_address)

        def how(connection: Link, account: Account, now: datetime) -> str | None:
            drawn = answered(connection, PROVING, account.number, token, now)
            one = claimed(connection, answer)
            if drawn is None or where is None or one is None or one.account != account.number:
                return None
            return "passkey" if proven(connection, where, answer, drawn, one, now) else None

        return self._tried(request, how, "passkey", "second_wrong_key")

    def _tried(self, request: Request, how: How, tried: str, said: str) -> Response:
        here, now = self.here, self.here.office.clock()
        waiting = self._waiting(request)
        if waiting is None:
            return _back(request)
        if not may_try(request, waiting.account):
            return self._page(request, waiting, 429, "second_too_often")
        with writer(here.office.database).begin() as connection:
            by = how(connection, waiting.account, now)
            if by and on_the_way.take(connection, waiting.token, SECOND, now) is None:
                return _back(request)
        shown = Shown(waiting.account, by or tried, waiting.to)
        if by is None:
            refused(here, request, shown)
            return self._page(request, waiting, 422, said)
        right(request, waiting.account)
        return let_in(here, request, shown, now)

    def _waiting(self, request: Request) -> _Waiting | None:
        office = self.here.office
        token = cookie.token_of(request, cookie.ON_THE_WAY) or ""
        found = on_the_way.look(office.database, token, SECOND, office.clock())
        if found is None or found.account is None:
            return None
        with office.database.connect() as connection:
            account = accounts.account(connection, found.account)
            has = factors(connection, found.account)
        if account is None or not account.active:
            return None
        return _Waiting(token, account, has, found.kept.get("next", ""))

    def _page(
        self, request: Request, waiting: _Waiting, status: int = 200, refused: str = ""
    ) -> Response:
        known = {"has": waiting.has, "refused": refused, "person": None}
        where = place(self.here.settings.public_address)
        return page(self.here, request, "second_ask.html", status, place=where, **known)


def _back(request: Request) -> Response:
    # Too late, or never there: the first factor is to be given (again).
    return RedirectResponse(link(language_of(request), "sign-in"), 303)
