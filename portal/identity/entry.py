"""The last steps inside: what is still asked of somebody who has shown who they are; then in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import sessions, sign_ins
from engine.runtime.accounts import Account, actor_of
from engine.runtime.database import Link, writer
from engine.runtime.on_the_way import set_out
from engine.runtime.sign_ins import IN, REFUSED, SignIn, Visitor
from engine.runtime.tokens import kept
from engine.words import Language
from portal.here import Here
from portal.identity import cookie, letters
from portal.identity.local import local
from portal.identity.second.asked import next_step
from portal.identity.visitor import visitor
from portal.words import language_of, link

SECOND: Final = "second"
"""The purpose of those who have still to give their second factor."""

WAITS: Final = timedelta(minutes=10)
"""So long somebody may take to give it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who has shown by what who they are, and the page they asked for first, if any."""

    account: Account
    how: str
    to: str = ""


def proceed(here: Here, request: Request, shown: Shown) -> Response:
    """In, or on to the second factor, for somebody who has given the first one."""
    office = here.office
    now = office.clock()
    with writer(office.database).begin() as connection:
        step = next_step(connection, here.settings, shown.account)
        if step == "ask":
            told = {"how": shown.how, "next": shown.to}
            way = set_out(connection, SECOND, shown.account.number, told, now, WAITS)
            return _to_the_second(request, way)
    return let_in(here, request, shown, None, step == "enrol")


def let_in(
    here: Here, request: Request, shown: Shown, second_at: datetime | None, enrol: bool = False
) -> Response:
    """Begin the session, under a token that this browser never held, and go to the page that was
    asked for first; where a second factor must be set up, there. A session it had before ends."""
    office, account = here.office, shown.account
    now = office.clock()
    came = sessions.Came(account.number, second_at, visitor(request))
    with writer(office.database).begin() as connection:
        if before := cookie.token_of(request):
            sessions.end_one(connection, kept(before), now)
        _tell_of_a_new_place(connection, here, account, came.visitor, now)
        write_down(connection, request, shown, IN, now)
        token = sessions.begin(connection, actor_of(account), now, came)
    to = local(shown.to) or link(_language(request, account))
    answer = RedirectResponse(link(language_of(request), "account", SECOND) if enrol else to, 303)
    cookie.give(request, answer, token)
    cookie.take_away(request, answer, cookie.ON_THE_WAY)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def refused(here: Here, request: Request, shown: Shown) -> None:
    """Write down that somebody with that account was refused."""
    with writer(here.office.database).begin() as connection:
        write_down(connection, request, shown, REFUSED, here.office.clock())


def write_down(
    connection: Link, request: Request, shown: Shown, outcome: str, now: datetime
) -> None:
    """Write a line of the log of the door."""
    one = shown.account
    line = SignIn(now, one.address, one.number, shown.how, outcome, visitor(request))
    sign_ins.write(connection, line)


def _tell_of_a_new_place(
    connection: Link, here: Here, account: Account, place: Visitor, now: datetime
) -> None:
    if not sign_ins.has_been_in(connection, account.number):
        return  # the first time every place is new
    if not sign_ins.has_been_in(connection, account.number, place):
        letters.new_device(connection, here.settings, account, place, now)


def _to_the_second(request: Request, way: str) -> Response:
    answer = RedirectResponse(link(language_of(request), "sign-in", SECOND), 303)
    cookie.give(request, answer, way, cookie.ON_THE_WAY, int(WAITS.total_seconds()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _language(request: Request, account: Account) -> Language:
    return "fr" if "fr" in (language_of(request), account.language) else "en"
