"""Proving again who asks, before a second factor is taken away: by a code, or by the password."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from engine.runtime import account_passwords
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from portal.here import Here
from portal.identity.passwords import Locks
from portal.identity.second.given import given
from portal.identity.second.tries import may_try


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody typed, and whether that is their password: asked before the rows are held,
    since it takes its time."""

    typed: str
    password: bool
    too_often: bool

    def refused(self, here: Here, connection: Link, account: Account, now: datetime) -> str:
        """Why it is no proof, as the name of a sentence; empty where it is one."""
        if self.too_often:
            return "second_too_often"
        if self.password or given(connection, here.settings, account.number, self.typed, now):
            return ""
        return "second_no_proof"


def proof(here: Here, locks: Locks, request: Request, account: Account, typed: str) -> Proof:
    """What somebody typed, as a proof to be judged; the try counts."""
    if not may_try(request, account):
        return Proof(typed, password=False, too_often=True)
    with here.office.database.connect() as connection:
        kept = account_passwords.hash_of(connection, account.address)
    fits = kept is not None and locks.judged(kept, typed).right
    return Proof(typed, fits, too_often=False)
