"""The account of somebody: who they are here, where they are signed in, and what was changed."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import account_changes, accounts, sessions, sign_ins
from engine.runtime.accounts import Account
from engine.runtime.database import writer
from engine.runtime.queries import looking
from portal.access.rooms import writes_in
from portal.account_pages.browsers import browser
from portal.account_pages.changing import DONE, Asked, against, make
from portal.form_pages.body import Body, pairs
from portal.here import Here
from portal.identity.current import account_of, lasting
from portal.identity.invitable import in_one_line
from portal.identity.typed import typed
from portal.rendered import Unknown
from portal.words import language_of, link
from workflows.roles import PEOPLE
from workflows.states_parties import states_parties


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    pages = _One(here)
    app.get("/accounts/{number}")(pages.shown)
    app.post("/accounts/{number}")(pages.changed)


@dataclass(frozen=True)
class _One:
    here: Here

    def shown(self, request: Request, number: str) -> Response:
        """The page."""
        self.here.reader(request, "accounts")
        return self._page(request, 200, self._account(number))

    def changed(self, request: Request, number: str, body: Body) -> Response:
        """Changed, with the reason kept; or everything that stands against it."""
        by = self.here.writer(request, "accounts")
        one, given = self._account(number), typed(body)
        states = frozenset(value for name, value in pairs(body) if name == "states" and value)
        asked = Asked(
            given.get("do", ""), in_one_line(given.get("name", "")), given.get("role", ""), states,
            given.get("why", "").strip(), account_of(request) == one.number,
        )  # fmt: skip
        if wrong := list(against(one, asked)):
            return self._page(request, 422, one, against=wrong, given=given, chosen=states)
        now = self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            make(connection, self.here.settings, one, asked, by.name, now)
        there = link(language_of(request), "accounts", one.number, done=asked.do)
        return RedirectResponse(there, 303)

    def _account(self, number: str) -> Account:
        with looking(self.here.office.database) as connection:
            known = number.isascii() and number.isdigit() and len(number) < _TOO_LONG
            one = accounts.account(connection, int(number)) if known else None
        if one is None:
            raise Unknown("no_address")
        return one

    def _page(self, request: Request, status: int, one: Account, **known: Any) -> Response:
        office, lasts = self.here.office, lasting(self.here.settings.sessions)
        done = request.query_params.get("done", "")
        told: dict[str, Any] = {
            "against": [], "given": {}, "chosen": one.states, **known, "account": one,
            "sessions": sessions.signed_in(office.database, office.clock(), lasts, one.number),
            "browser": browser, "roles": PEOPLE, "states": sorted(states_parties()),
            "may": writes_in(self.here.who(request), "accounts") is None,
            "own": account_of(request) == one.number, "done": done if done in DONE else "",
        }  # fmt: skip
        with looking(office.database) as connection:
            told["sign_ins"] = sign_ins.latest(connection, one.number, 50)
            told["changes"] = account_changes.changes(connection, one.number)
        return self.here.render(request, "account_one.html", status, **told)


_TOO_LONG = 10
