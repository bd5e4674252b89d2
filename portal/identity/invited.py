"""Coming in for the first time, by the personal link of an invitation: /enter/{token}."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import account_changes, accounts, invitations, sessions
from engine.runtime.account_changes import Change
from engine.runtime.account_passwords import set_password
from engine.runtime.accounts import Account, Newcomer, Taken
from engine.runtime.database import writer
from engine.runtime.invitations import Invitation
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity import cookie
from portal.identity.entry import Shown, proceed
from portal.identity.passwords import Locks, faults
from portal.identity.second.asked import mandatory
from portal.identity.secret import OF_A_SECRET, secret
from portal.identity.told import closed
from portal.identity.typed import typed
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages."""
    door = _Invited(here, locks)
    app.get("/enter/{token}")(door.shown)
    app.post("/enter/{token}")(door.entered)


@dataclass(frozen=True)
class _Invited:
    here: Here
    locks: Locks

    def shown(self, request: Request, token: str) -> Response:
        """Who one would be. Scanners of mail follow links, so that looking changes nothing."""
        one = self._invited(token)
        return closed(self.here, request) if one is None else self._page(request, 200, one, token)

    def entered(self, request: Request, token: str, body: Body) -> Response:
        """In, under a token that was in no address: with the account that is made by this, or as a
        guest."""
        one = self._invited(token)
        if one is None:
            return closed(self.here, request)
        if one.address is None:
            return self._as_guest(request, token)
        password = typed(body).get("password", "")
        if against := faults(password, (one.address, one.actor.name)):
            return self._page(request, 422, one, token, against=against)
        account = self._made(request, token, self.locks.kept(password))
        if account is None:
            return closed(self.here, request)
        return secret(proceed(self.here, request, Shown(account, "invitation")))

    def _invited(self, token: str) -> Invitation | None:
        office = self.here.office
        one = invitations.invited(office.database, token, office.clock())
        # Who must give a second factor needs an account to keep it with.
        guest = one is not None and one.address is None
        if one is None or (guest and mandatory(self.here.settings, one.actor.role)):
            return None
        return one

    def _as_guest(self, request: Request, token: str) -> Response:
        now = self.here.office.clock()
        opened = invitations.enter(self.here.office.database, token, now)
        if opened is None:
            return closed(self.here, request)
        if before := cookie.token_of(request):  # nobody would ever end it: its token is replaced
            sessions.end(self.here.office.database, before, now)
        answer = RedirectResponse(link(language_of(request)), 303, OF_A_SECRET)
        cookie.give(request, answer, opened)
        return answer

    def _made(self, request: Request, token: str, kept: str) -> Account | None:
        now = self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            one = invitations.use(connection, token, now)
            if one is None or one.address is None:
                return None
            actor = one.actor
            newcomer = Newcomer(
                one.address, actor.name, actor.role, actor.states, language_of(request)
            )
            try:
                account = accounts.add(connection, newcomer, actor.name, now)
            except Taken:
                return None
            set_password(connection, account.number, kept, actor.name, now)
            made = Change(now, account.number, actor.name, "made", "", "", actor.role)
            account_changes.write(connection, made)
            return accounts.account(connection, account.number)

    def _page(
        self, request: Request, status: int, one: Invitation, token: str, **known: Any
    ) -> Response:
        told = {"against": [], **known, "invitation": one, "token": token}
        return secret(self.here.render(request, "enter.html", status, **told))
