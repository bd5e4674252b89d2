"""Signing in with a passkey alone, which is two factors in one: /sign-in/passkey."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import accounts, sign_ins
from engine.runtime.accounts import Account
from engine.runtime.database import writer
from engine.runtime.sign_ins import REFUSED, SignIn
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.entry import Shown, let_in
from portal.identity.local import local
from portal.identity.second import ceremony
from portal.identity.second.asked_of_script import asked, not_asked
from portal.identity.second.challenge import PROVING, answered, challenge
from portal.identity.second.place import place
from portal.identity.second.proven_passkey import claimed, proven
from portal.identity.second.shown import page
from portal.identity.second.tries import may_come
from portal.identity.visitor import visitor

AT: Final = "/sign-in/passkey"


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    door = _Door(here)
    app.get(AT)(door.ask)
    app.post(AT)(door.enter)
    app.post(f"{AT}/options")(door.options)


@dataclass(frozen=True)
class _Door:
    here: Here

    def ask(self, request: Request) -> Response:
        """The button."""
        return self._page(request, request.query_params.get("next", ""))

    def options(self, request: Request) -> Response:
        """What the script asks the browser for: any passkey of this place."""
        office, where = self.here.office, place(self.here.settings.public_address)
        if where is None:
            return not_asked(request, "second_no_place")
        if not may_come(request):
            return not_asked(request, "second_too_often", 429)
        with writer(office.database).begin() as connection:
            token, drawn = challenge(connection, PROVING, None, office.clock())
        return asked(token, ceremony.asked_to_prove(where, (), drawn))

    def enter(self, request: Request, posted: Fields) -> Response:
        """In, as whoever the passkey is of. Whatever is wrong is told in one and the same way."""
        answer, to = text(posted, "answer"), text(posted, "next")
        found, proven = self._whose(request, answer, text(posted, "token"))
        if found is None or not proven:
            if found is not None or may_come(request):  # else anybody could fill the log
                self._write_down(request, found)
            return self._page(request, to, 422, "second_wrong_key")
        now = self.here.office.clock()
        return let_in(self.here, request, Shown(found, "passkey", to), now)

    def _whose(self, request: Request, answer: str, token: str) -> tuple[Account | None, bool]:
        office, where = self.here.office, place(self.here.settings.public_address)
        now = office.clock()
        with writer(office.database).begin() as connection:
            drawn = answered(connection, PROVING, None, token, now)
            one = claimed(connection, answer)
            if drawn is None or where is None or one is None:
                return None, False
            found = accounts.account(connection, one.account)
            ok = proven(connection, where, answer, drawn, one, now)
            return found, ok and found is not None and found.active

    def _write_down(self, request: Request, found: Account | None) -> None:
        address, number = ("", None) if found is None else (found.address, found.number)
        now = self.here.office.clock()
        line = SignIn(now, address, number, "passkey", REFUSED, visitor(request))
        with writer(self.here.office.database).begin() as connection:
            sign_ins.write(connection, line)

    def _page(self, request: Request, to: str, status: int = 200, refused: str = "") -> Response:
        where = place(self.here.settings.public_address)
        known = {"place": where, "refused": refused, "to": local(to)}
        return page(self.here, request, "second_passkey.html", status, **known)
