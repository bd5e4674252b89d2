"""A forgotten password: /sign-in/forgotten, and the link that lets one choose another."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.background import BackgroundTask

from engine.runtime import account_changes, accounts, on_the_way, sessions
from engine.runtime.account_changes import Change
from engine.runtime.account_passwords import set_password
from engine.runtime.accounts import Account
from engine.runtime.addresses import LONGEST
from engine.runtime.database import writer
from engine.runtime.queries import looking
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity import letters
from portal.identity.entry import SECOND, Shown, proceed
from portal.identity.knocking import FORGOTTEN, SIGN_IN, knocks_of
from portal.identity.letters import RESET
from portal.identity.passwords import Locks, faults
from portal.identity.secret import secret
from portal.identity.told import closed, wait
from portal.identity.typed import typed
from portal.identity.visitor import visitor


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages."""
    door = _Forgotten(here, locks)
    app.get("/sign-in/forgotten")(door.asked)
    app.post("/sign-in/forgotten")(door.sent)
    app.get("/reset/{token}")(door.shown)
    app.post("/reset/{token}")(door.chosen)


@dataclass(frozen=True)
class _Forgotten:
    here: Here
    locks: Locks

    def asked(self, request: Request) -> Response:
        """The page that asks for the address."""
        return self.here.render(request, "sign_in_forgotten.html", 200, sent=False)

    def sent(self, request: Request, body: Body) -> Response:
        """The same answer whoever it is; the letter is written once it has been given, so that its
        time says nothing either."""
        address = typed(body).get("address", "")[:LONGEST]
        if seconds := knocks_of(request).wait(FORGOTTEN, address, visitor(request).remote):
            return wait(self.here, request, seconds)
        answer = self.here.render(request, "sign_in_forgotten.html", 200, sent=True)
        answer.background = BackgroundTask(self._write, address)
        return answer

    def shown(self, request: Request, token: str) -> Response:
        """Whose password it is. Scanners of mail follow links, so that looking changes nothing."""
        one = self._whose(token)
        return closed(self.here, request) if one is None else self._page(request, 200, one, token)

    def chosen(self, request: Request, token: str, body: Body) -> Response:
        """In, with the new password; wherever else the account was in, it is out."""
        one, password = self._whose(token), typed(body).get("password", "")
        if one is None:
            return closed(self.here, request)
        if against := faults(password, (one.address, one.name)):
            return self._page(request, 422, one, token, against=against)
        if not self._changed(token, one, self.locks.kept(password)):
            return closed(self.here, request)
        knocks_of(request).right(SIGN_IN, one.address, visitor(request).remote)
        return secret(proceed(self.here, request, Shown(one, RESET)))

    def _changed(self, token: str, one: Account, kept: str) -> bool:
        now, office = self.here.office.clock(), self.here.office
        with writer(office.database).begin() as connection:
            if on_the_way.take(connection, token, RESET, now) is None:
                return False
            for purpose in (RESET, SECOND):  # who is half in came with the password of before
                on_the_way.call_back(connection, one.number, purpose, now)
            set_password(connection, one.number, kept, one.name, now)
            sessions.end_of(connection, one.number, now)
            account_changes.write(connection, Change(now, one.number, one.name, "password"))
            letters.password_changed(connection, self.here.settings, one, now)
            return True

    def _whose(self, token: str) -> Account | None:
        office = self.here.office
        found = on_the_way.look(office.database, token, RESET, office.clock())
        if found is None or found.account is None:
            return None
        with looking(office.database) as connection:
            one = accounts.account(connection, found.account)
        return one if one is not None and one.active else None

    def _write(self, address: str) -> None:
        now = self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            one = accounts.by_address(connection, address)
            if one is not None and one.active:
                letters.reset(connection, self.here.settings, one, now)

    def _page(
        self, request: Request, status: int, one: Account, token: str, **known: Any
    ) -> Response:
        told = {"against": [], **known, "account": one, "token": token}
        return secret(self.here.render(request, "sign_in_reset.html", status, **told))
