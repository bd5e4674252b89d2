"""What the desk knows of a program: the same as of a person before the page."""

from engine.runtime.accounts import account
from engine.runtime.database import Link
from engine.runtime.owners import owners
from portal.access.rooms import reads_in, writes_in
from portal.access.sight import whole
from portal.api.caller import Signed
from portal.desk_pages.seeing import Seeing
from portal.here import Here


def seeing(connection: Link, here: Here, signed: Signed) -> Seeing:
    """Who looks at the desk, and how."""
    who = signed.who
    known = None if signed.account is None else account(connection, signed.account)
    return Seeing(
        who, signed.account, known.address if known else "", here.office.clock(), whole(who),
        reads_in(who, "letters") is None, writes_in(who, "desk") is None,
        owners(connection, here.office.book),
    )  # fmt: skip
