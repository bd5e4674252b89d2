"""Whose second factors a page shows: those of the account that is signed in, and nobody else's."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request

from engine.runtime import accounts
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from engine.runtime.second_factors import Factors, factors
from engine.runtime.sessions import Session
from portal.access.denied import NotYours
from portal.here import Here
from portal.identity.current import NotSignedIn, session_of
from portal.identity.second.asked import mandatory

NO_ACCOUNT: Final = (
    "you came in without an account, and only an account has a second factor",
    "vous êtes entré sans compte ; seul un compte a un second facteur",
)
NOT_GIVEN: Final = (
    "this account has a second factor, which was not given in this session: sign in again with it",
    "ce compte a un second facteur, qui n'a pas été donné dans cette session : reconnectez-vous "
    "en le donnant",
)


@dataclass(frozen=True, slots=True)
class Own:
    """Who is signed in: the account, its session, what second factors it has, and whether it must
    have one."""

    account: Account
    session: Session
    has: Factors
    must: bool

    @property
    def last(self) -> bool:
        """Whether what is left must stay: one is demanded, and there is but one."""
        return self.must and self.has.codes + self.has.passkeys == 1


def own(here: Here, connection: Link, request: Request) -> Own:
    """Who looks after their second factors. NotSignedIn; NotYours without an account, and where
    the account has a second factor that this session has not given."""
    session = session_of(request)
    if session is None:
        raise NotSignedIn
    number = session.came.account
    account = None if number is None else accounts.account(connection, number)
    if account is None:
        raise NotYours(*NO_ACCOUNT)
    has = factors(connection, account.number)
    if has and session.came.second_at is None:
        raise NotYours(*NOT_GIVEN)
    return Own(account, session, has, mandatory(here.settings, account.role))
