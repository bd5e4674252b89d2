"""Who somebody is here for whom another provider vouches: an account that exists and is open."""

from datetime import datetime

from engine.runtime import account_changes, accounts, subjects
from engine.runtime.account_changes import Change
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from portal.identity.provider.refusals import NOBODY, SOMEBODY_ELSE, UNVERIFIED, NotVouched
from portal.identity.provider.statement import Statement


def known_here(connection: Link, stated: Statement, now: datetime) -> Account:
    """The account that is linked to them; the first time, the one of the address of mail that the
    provider has verified, which is linked by that. Nothing is created. NotVouched."""
    number = subjects.number_of(connection, stated.subject)
    if number is not None:
        return _open(accounts.account(connection, number))
    if stated.address is None:
        raise NotVouched(UNVERIFIED)
    found = _open(accounts.by_address(connection, stated.address))
    if not subjects.link(connection, found.number, stated.subject):
        raise NotVouched(SOMEBODY_ELSE)
    account_changes.write(connection, Change(now, found.number, found.name, "provider_linked"))
    return found


def _open(found: Account | None) -> Account:
    if found is None or not found.active:  # which of both, nobody is told
        raise NotVouched(NOBODY)
    return found
