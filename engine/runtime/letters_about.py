"""The letters about one dossier, each with whom it is for: what its page may tell of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from engine.runtime.kept_letters import about_dossier
from engine.runtime.tables import letter


@dataclass(frozen=True, slots=True)
class About:
    """A letter about a dossier. `number` is the entry that caused it; a reminder has none. `role`
    is as what its recipient gets it, None where its template says that; `alone` whether it tells of
    no other dossier."""

    key: str
    number: int | None
    template: str
    status: str
    due_at: datetime
    sent_at: datetime | None
    role: str | None
    alone: bool

    @property
    def at(self) -> datetime:
        """When it left, or from when on it may."""
        return self.sent_at or self.due_at


def letters_about(connection: Connection, reference: str) -> list[About]:
    """The letters about a dossier, digests that tell of it among them, in the order in which they
    are due."""
    names = ("key", "number", "template", "status", "due_at", "sent_at", "role")
    # A digest that tells of several dossiers is about none of them alone.
    alone = letter.c.reference.is_not_distinct_from(reference).label("alone")
    found = connection.execute(
        select(*(letter.c[name] for name in names), alone)
        .where(about_dossier(reference))
        .order_by(letter.c.due_at, letter.c.number, letter.c.key)
    )
    return [About(**row._asdict()) for row in found]
