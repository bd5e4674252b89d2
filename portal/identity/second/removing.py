"""Taking a factor away and drawing new recovery codes: only with a code or the password, again.

Whoever sits down at a browser that somebody left open can do neither.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import passkeys, recovery_codes, second_factors
from engine.runtime.database import Link, writer
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.passwords import Locks
from portal.identity.second.begun import noted
from portal.identity.second.own import Own, own
from portal.identity.second.proof import proof
from portal.identity.second.shown import codes_shown, page, to_list
from portal.identity.second.tries import right

AT: Final = "/account/second/sure/{what}"
CODES: Final = "codes"
RECOVERY: Final = "recovery"


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages."""
    sure = _Sure(here, locks)
    app.get(AT)(sure.asked)
    app.post(AT)(sure.done)


@dataclass(frozen=True)
class _Sure:
    here: Here
    locks: Locks

    def asked(self, request: Request, what: str) -> Response:
        """What is to be done, and the question who wants it; `what` may be a passkey."""
        with self.here.office.database.connect() as connection:
            mine = own(self.here, connection, request)
            named = _named(connection, mine, what)
        return to_list(request) if named is None else self._page(request, mine, what, named)

    def done(self, request: Request, what: str, posted: Fields) -> Response:
        """Do it, if it is proven who asks."""
        now = self.here.office.clock()
        with self.here.office.database.connect() as connection:
            mine = own(self.here, connection, request)
        offered = proof(self.here, self.locks, request, mine.account, text(posted, "proof"))
        with writer(self.here.office.database).begin() as connection:
            second_factors.hold(connection, mine.account.number)
            mine = own(self.here, connection, request)
            named = _named(connection, mine, what)
            if named is None:
                return to_list(request)
            refused = _stays(mine, what) or offered.refused(
                self.here, connection, mine.account, now
            )
            new = () if refused else _do(connection, mine, what, now)
        if refused:
            return self._page(request, mine, what, named, refused)
        right(request, mine.account)
        return codes_shown(self.here, request, new) if new else to_list(request, _TOLD[named[0]])

    def _page(
        self, request: Request, mine: Own, what: str, named: tuple[str, str], refused: str = ""
    ) -> Response:
        known = {"mine": mine, "what": what, "wanted": named, "refused": refused}
        stays = _stays(mine, what)
        return page(
            self.here, request, "second_sure.html", 422 if refused else 200, stays=stays, **known
        )


_TOLD: Final = {CODES: "second_codes_removed", "key": "second_key_removed"}


def _named(connection: Link, mine: Own, what: str) -> tuple[str, str] | None:
    if what == CODES:
        return (CODES, "") if mine.has.codes else None
    if what == RECOVERY:
        return (RECOVERY, "") if mine.has else None
    found = passkeys.find(connection, what)
    return None if found is None or found.account != mine.account.number else ("key", found.name)


def _stays(mine: Own, what: str) -> str:
    return "second_last" if mine.last and what != RECOVERY else ""


def _do(connection: Link, mine: Own, what: str, now: datetime) -> tuple[str, ...]:
    number = mine.account.number
    if what == RECOVERY:
        noted(connection, mine, "recovery_renewed", now)
        return recovery_codes.renew(connection, number)
    if what == CODES:
        second_factors.forget(connection, number)
        noted(connection, mine, "codes_removed", now)
    else:
        passkeys.remove(connection, number, what)
        noted(connection, mine, "passkey_removed", now)
    if mine.has.codes + mine.has.passkeys == 1:  # there is nothing more to stand in for
        recovery_codes.forget(connection, number)
    return ()
