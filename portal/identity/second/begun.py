"""What a new second factor brings: the session has given it, older ones end, and recovery codes."""

from datetime import datetime
from typing import Literal

from engine.runtime import account_changes, recovery_codes, sessions
from engine.runtime.account_changes import Change
from engine.runtime.database import Link
from portal.identity.second.own import Own


def begun(connection: Link, mine: Own, now: datetime) -> tuple[str, ...]:
    """The recovery codes to be shown, none where some are left. With the first factor of an account
    its other sessions end: they came in without."""
    if not mine.has:
        sessions.second_given(connection, mine.session.key, now)
        sessions.end_of(connection, mine.account.number, now, but=mine.session.key)
    if mine.has.recovery:
        return ()
    return recovery_codes.renew(connection, mine.account.number)


def noted(connection: Link, mine: Own, what: str, now: datetime) -> Literal[True]:
    """Write down what somebody changed in their second factors."""
    name, number = mine.account.name, mine.account.number
    account_changes.write(connection, Change(now, number, name, what))
    return True
