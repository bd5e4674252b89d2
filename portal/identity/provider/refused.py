"""The line that the log of the door gets when another provider lets nobody in."""

from typing import Final

from fastapi import Request

from engine.runtime import accounts, sign_ins, subjects
from engine.runtime.database import Link, writer
from engine.runtime.sign_ins import REFUSED, SignIn
from portal.here import Here
from portal.identity.provider.statement import Statement
from portal.identity.visitor import visitor

HOW: Final = "provider"


def write_down(here: Here, request: Request, who: Statement | None) -> None:
    """Write it: with the account that was meant, as far as the provider proved whose it is."""
    now = here.office.clock()
    with writer(here.office.database).begin() as connection:
        address, number = _meant(connection, who)
        line = SignIn(now, address, number, HOW, REFUSED, visitor(request))
        sign_ins.write(connection, line)


def _meant(connection: Link, who: Statement | None) -> tuple[str, int | None]:
    if who is None:
        return "", None
    number = subjects.number_of(connection, who.subject)
    linked = None if number is None else accounts.account(connection, number)
    found = linked or accounts.by_address(connection, who.address or "")
    return (who.address or "", None) if found is None else (found.address, found.number)
