"""What the desk knows of who looks: their sight, their address, whose turn is where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from engine.dossier import Actor
from engine.runtime.accounts import account
from engine.runtime.asked_for import Asked
from engine.runtime.database import Link
from engine.runtime.owners import owners
from engine.sight import Sight
from portal.access.rooms import reads_in, writes_in
from portal.access.sight import whole
from portal.desk_pages.asked import asked, without_letters
from portal.desk_pages.query import Line, parse
from portal.here import Here
from portal.identity.current import account_of


@dataclass(frozen=True, slots=True)
class Seeing:
    """Somebody before the desk: `me` is their address, empty where it is not known, `account` its
    number. `letters`: whether they may know which letters are held; `writes`: whether they move."""

    who: Actor
    account: int | None
    me: str
    now: datetime
    sight: Sight
    letters: bool
    writes: bool
    owners: Mapping[str, frozenset[str]]

    def asks(self, line: Line) -> Asked:
        """What that line means for them now."""
        found = asked(line, self.now, self.me, self.owners)
        return found if self.letters else without_letters(found)


def seeing(connection: Link, here: Here, request: Request, who: Actor) -> Seeing:
    """Who looks at the desk, and how."""
    number = account_of(request)
    known = account(connection, number) if number is not None else None
    return Seeing(
        who, number, known.address if known else "", here.office.clock(), whole(who),
        reads_in(who, "letters") is None, writes_in(who, "desk") is None,
        owners(connection, here.office.book),
    )  # fmt: skip


OPEN: Line = parse("-turn:closed")[0]
"""What the desk shows when nothing is asked for: all that waits for somebody."""
