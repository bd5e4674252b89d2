"""Notices to programs: promised with a move, claimed and marked by whoever delivers them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, and_, bindparam, func, or_, select, tuple_, update

from engine.dossier import Actor, Dossier
from engine.runtime import reading
from engine.runtime.account_tables import account
from engine.runtime.database import writer
from engine.runtime.tables import entry
from engine.runtime.webhook_tables import notice, webhook

LEASE: Final = timedelta(minutes=5)
"""How long a notice stays with somebody who has stopped answering; then it is told again."""

Name = tuple[int, str, int]
"""A notice: its webhook, and the reference and number of its entry."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to be told: where, signed with which secret, whose eyes it has (None where that
    account is closed), which step of which dossier, and as the dossier is by now. `attempts` counts
    the one that the claim is for, `at` is when the step was taken."""

    webhook: int
    url: str
    secret: str
    who: Actor | None
    dossier: Dossier
    number: int
    trigger: str
    at: datetime
    attempts: int
    claimed_at: datetime

    @property
    def name(self) -> Name:
        """What names it."""
        return self.webhook, self.dossier.reference, self.number


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a notice: the columns that say so; one without any was told."""

    notice: Notice
    values: Mapping[str, Any] = field(default_factory=dict)


def claim(database: Engine, now: datetime, most: int = 50) -> list[Notice]:
    """Up to so many due notices, oldest first, leased to the caller. What somebody else had claimed
    and never marked is claimed again: a notice may be told twice, and is never lost."""
    with database.connect() as connection:  # most of the time there is nothing, and no lock
        if not _due(connection, now, 1):
            return []
    with writer(database).begin() as connection:
        names = _due(connection, now, most)
        if names:
            chosen = tuple_(notice.c.webhook, notice.c.reference, notice.c.number).in_(names)
            connection.execute(
                update(notice).where(chosen).values(status="claimed", claimed_at=now)
            )
        return _read(connection, names, now)


def mark(database: Engine, marks: Collection[Mark], now: datetime) -> None:
    """Mark what became of notices that are still the caller's: a lease may have run out."""
    with writer(database).begin() as connection:
        for one in sorted(marks, key=lambda one: one.notice.name):
            number, reference, place = one.notice.name
            mine = (
                notice.c.webhook == number, notice.c.reference == reference,
                notice.c.number == place, notice.c.status == "claimed",
                notice.c.claimed_at == one.notice.claimed_at,
            )  # fmt: skip
            told = {"status": "sent", "sent_at": now, "problem": None}
            values = {"attempts": one.notice.attempts, **(one.values or told)}
            connection.execute(update(notice).where(*mine).values(values))


def again(connection: Connection, number: int, now: datetime) -> int:
    """Let every failed notice of an open webhook be told once more; how many there were."""
    stands = select(webhook.c.number).where(
        webhook.c.number == number, webhook.c.ended_at.is_(None)
    )
    failed = (notice.c.webhook.in_(stands), notice.c.status == "failed")
    values = {"status": "waiting", "due_at": now, "attempts": 0}
    return connection.execute(update(notice).where(*failed).values(values)).rowcount


def let_go(database: Engine, before: datetime) -> int:
    """Forget notices that were told before that instant; the trail keeps what they told of."""
    with writer(database).begin() as connection:
        old = (notice.c.status == "sent", notice.c.sent_at < before)
        return connection.execute(notice.delete().where(*old)).rowcount


def statuses(connection: Connection) -> dict[tuple[int, str], int]:
    """How many notices of each webhook are waiting, sent, failed, ..."""
    by = (notice.c.webhook, notice.c.status)
    rows = connection.execute(select(*by, func.count()).group_by(*by))
    return {(number, status): count for number, status, count in rows}


def _due(connection: Connection, now: datetime, most: int) -> list[Name]:
    given = {"now": now, "lapsed": now - LEASE, "most": most}
    return [(number, of, place) for number, of, place in connection.execute(_DUE, given)]


_READY: Final = or_(
    notice.c.status == "waiting",
    and_(notice.c.status == "claimed", notice.c.claimed_at < bindparam("lapsed")),
)
_NAMES: Final = (notice.c.webhook, notice.c.reference, notice.c.number)
_DUE: Final = (
    select(*_NAMES)
    .where(_READY, notice.c.due_at <= bindparam("now"))
    .order_by(notice.c.due_at, *_NAMES)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
"""Built once: it is asked all day, and as a rule in vain."""


def _read(connection: Connection, names: list[Name], now: datetime) -> list[Notice]:
    if not names:
        return []
    query = (
        select(
            notice.c.webhook, notice.c.reference, notice.c.number, notice.c.attempts,
            webhook.c.url, webhook.c.secret, entry.c.trigger, entry.c.at,
            account.c.name, account.c.role, account.c.states, account.c.active,
        )
        .join(webhook, webhook.c.number == notice.c.webhook)
        .join(account, account.c.number == webhook.c.account)
        .join(entry, and_(entry.c.reference == notice.c.reference,
                          entry.c.number == notice.c.number))
        .where(tuple_(notice.c.webhook, notice.c.reference, notice.c.number).in_(names))
        .order_by(entry.c.at, notice.c.reference, notice.c.number, notice.c.webhook)
    )  # fmt: skip
    rows = connection.execute(query).all()
    dossiers = reading.dossiers(connection, (row.reference for row in rows))
    return [
        Notice(
            row.webhook, row.url, row.secret,
            Actor(row.name, row.role, frozenset(row.states)) if row.active else None,
            dossiers[row.reference], row.number, row.trigger, row.at, row.attempts + 1, now,
        )
        for row in rows
    ]  # fmt: skip
