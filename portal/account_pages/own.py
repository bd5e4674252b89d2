"""One's own account: who one is here, language and clocks, and the password."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import account_changes, account_passwords, accounts, sessions, sign_ins
from engine.runtime.account_changes import Change
from engine.runtime.accounts import Account
from engine.runtime.database import writer
from engine.runtime.queries import looking
from engine.words import Words
from portal.account_pages.browsers import browser
from portal.account_pages.faults import Fault, about
from portal.form_pages.body import Body
from portal.here import Here
from portal.identity import letters
from portal.identity.current import account_of, lasting, session_of
from portal.identity.knocking import SIGN_IN, knocks_of
from portal.identity.passwords import Locks, faults
from portal.identity.told import wait
from portal.identity.typed import typed
from portal.identity.visitor import visitor
from portal.rendered import Unknown
from portal.words import language_of, link

_WRONG = Words("The present password is not right.", "Le mot de passe actuel n'est pas le bon.")
_DONE = ("settings", "password", "session")
_NO_ZONE = Words("There are no such clocks.", "Ce fuseau horaire n'existe pas.")


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages."""
    pages = _Own(here, locks)
    app.get("/account")(pages.shown)
    app.post("/account/settings")(pages.settled)
    app.post("/account/password")(pages.chosen)


@cache
def zones() -> tuple[str, ...]:
    """The clocks one can live by: those of a place."""
    return tuple(sorted(one for one in available_timezones() if "/" in one or one == "UTC"))


@dataclass(frozen=True)
class _Own:
    here: Here
    locks: Locks

    def shown(self, request: Request) -> Response:
        """The page."""
        return self._page(request, 200)

    def settled(self, request: Request, body: Body) -> Response:
        """Language and clocks, kept."""
        one, given = self._own(request), typed(body)
        language, zone = given.get("language", ""), given.get("zone", "").strip()
        if zone not in zones() or language not in ("en", "fr"):
            against = list(about("zone", [_NO_ZONE]))
            return self._page(request, 422, against=against, given=given)
        now = self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            wanted = {"language": language, "zone": zone}
            accounts.change(connection, one.number, wanted, one.name, now)
        return self._done("fr" if language == "fr" else "en", "settings")

    def chosen(self, request: Request, body: Body) -> Response:
        """Another password: whoever has it elsewhere is out."""
        one, given = self._own(request), typed(body)
        place, knocks = visitor(request), knocks_of(request)
        if seconds := knocks.wait(SIGN_IN, one.address, place.remote, known=True):
            return wait(self.here, request, seconds)
        if against := self._against(one, given):
            return self._page(request, 422, against=against)
        knocks.right(SIGN_IN, one.address, place.remote)
        now, found = self.here.office.clock(), session_of(request)
        kept = self.locks.kept(given.get("password", ""))
        with writer(self.here.office.database).begin() as connection:
            account_passwords.set_password(connection, one.number, kept, one.name, now)
            sessions.end_of(connection, one.number, now, but=found.key if found else "")
            account_changes.write(connection, Change(now, one.number, one.name, "password"))
            letters.password_changed(connection, self.here.settings, one, now)
        return self._done(language_of(request), "password")

    def _against(self, one: Account, given: Mapping[str, str]) -> list[Fault]:
        with looking(self.here.office.database) as connection:
            kept = account_passwords.hash_of(connection, one.address)
        wrong = []
        # Whoever came by another way may have none yet.
        if kept is not None and not self.locks.judged(kept, given.get("present", "")).right:
            wrong.append(Fault("present", _WRONG))
        password = given.get("password", "")
        return [*wrong, *about("password", faults(password, (one.address, one.name)))]

    def _own(self, request: Request) -> Account:
        self.here.reader(request, "own")
        number = account_of(request)
        with looking(self.here.office.database) as connection:
            one = None if number is None else accounts.account(connection, number)
        if one is None:
            raise Unknown("no_address")
        return one

    def _done(self, language: Any, what: str) -> Response:
        return RedirectResponse(link(language, "account", done=what), 303)

    def _page(self, request: Request, status: int, **known: Any) -> Response:
        self.here.reader(request, "own")
        number, found = account_of(request), session_of(request)
        office, lasts = self.here.office, lasting(self.here.settings.sessions)
        told: dict[str, Any] = {"account": None, "sessions": [], "sign_ins": []}
        if number is not None:
            open_ = sessions.signed_in(office.database, office.clock(), lasts, number)
            with looking(office.database) as connection:
                told = {
                    "account": accounts.account(connection, number),
                    "sessions": open_,
                    "sign_ins": sign_ins.latest(connection, number, 20),
                }
        done = request.query_params.get("done")
        usual = {"against": [], "given": {}, "done": done if done in _DONE else ""}
        known = {
            **usual,
            **told,
            **known,
            "browser": browser,
            "zones": zones(),
            "mine": found and found.key,
        }
        known["myself"] = found.actor if found else None
        return self.here.render(request, "account_own.html", status, **known)
