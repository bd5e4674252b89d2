"""Who looks at the desk of a State: the person, their zone, and the pages that they may open."""

from fastapi import Request

from engine.runtime import accounts
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from portal.identity.current import account_of
from portal.state_pages.clocks import PARIS


def account(connection: Link, request: Request) -> Account | None:
    """The account of whoever is signed in; None in a session without one."""
    number = account_of(request)
    return None if number is None else accounts.account(connection, number)


def zone_of(connection: Link, request: Request) -> str:
    """The zone whose clocks this person lives by: that of Paris where none is known."""
    found = account(connection, request)
    return PARIS if found is None else found.zone
