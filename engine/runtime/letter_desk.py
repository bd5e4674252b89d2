"""The outbox in one look: what waits for a person, and how much waits, leaves or was sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import Connection, Select, func, select

from engine.runtime.among import among
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.tables import dossier, letter

Unsettled = Literal["held", "uncertain", "failed"]

FOR_A_PERSON: Final[tuple[Unsettled, ...]] = ("held", "uncertain", "failed")
"""How a letter stands that goes nowhere until a person has decided."""

_NOT_GONE: Final = (*FOR_A_PERSON, "waiting", "claimed", "sending")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for a person: what it is about (None and empty for no dossier), since
    when it is due, after how many attempts, and what is said of it."""

    key: str
    template: str
    reference: str | None
    title: str
    since: datetime
    attempts: int
    problem: str


def for_a_person(connection: Connection) -> int:
    """How many letters and addresses wait for a person."""
    return connection.scalar(_FOR_A_PERSON) or 0


def _for_a_person() -> Select[tuple[int]]:
    letters = select(func.count()).where(among(letter.c.status, FOR_A_PERSON)).select_from(letter)
    standing = suspended_address.c.resumed_at.is_(None)
    addresses = select(func.count()).where(standing).select_from(suspended_address)
    return select(letters.scalar_subquery() + addresses.scalar_subquery())


_FOR_A_PERSON: Final = _for_a_person()
"""Built once: every page of an officer asks it."""


def waiting(connection: Connection, status: Unsettled, most: int) -> list[Waiting]:
    """The letters of that status, oldest first, up to so many."""
    title = dossier.c.facts["title"].as_string()
    said = (letter.c.due_at, letter.c.attempts, letter.c.problem)
    query = (
        select(letter.c.key, letter.c.template, letter.c.reference, title, *said)
        .outerjoin(dossier, dossier.c.reference == letter.c.reference)
        .where(letter.c.status == status)
        .order_by(letter.c.due_at, letter.c.key)
        .limit(most)
    )
    return [
        Waiting(key, template, reference, title or "", since, attempts, problem or "")
        for key, template, reference, title, since, attempts, problem in connection.execute(query)
    ]


def not_gone(connection: Connection) -> Counter[str]:
    """How many letters wait for a person or for their turn, or are leaving: by status."""
    mine = letter.c.status.in_(_NOT_GONE)
    query = select(letter.c.status, func.count()).where(mine).group_by(letter.c.status)
    return Counter(dict(iter(connection.execute(query))))


def sent_since(connection: Connection, since: datetime) -> int:
    """How many letters were sent from that UTC instant on."""
    sent = (letter.c.status == "sent", letter.c.sent_at >= since)
    return connection.scalar(select(func.count()).where(*sent).select_from(letter)) or 0


@dataclass(frozen=True, slots=True)
class Beside:
    """The same letter to somebody else: to whom, and what became of it."""

    key: str
    address: str
    role: str
    status: str


def beside(connection: Connection, key: str) -> list[Beside]:
    """The same letter to others: its copies, and for a copy the other ones; by address. The one
    that its template is addressed to has an empty address, since that is settled when it leaves."""
    mine = select(letter.c.reference, letter.c.number, letter.c.template).where(letter.c.key == key)
    row = connection.execute(mine).one_or_none()
    if row is None or row.number is None:
        return []
    same = (getattr(letter.c, name) == value for name, value in row._asdict().items())
    said = (letter.c.key, letter.c.address, letter.c.role, letter.c.status)
    query = select(*said).where(*same, letter.c.key != key).order_by(letter.c.address, letter.c.key)
    return [Beside(one.key, one.address or "", one.role or "", one.status)
            for one in connection.execute(query)]  # fmt: skip
