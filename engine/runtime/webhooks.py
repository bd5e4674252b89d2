"""Webhooks: where programs are told what happened, of which steps, and with which secret."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from engine.runtime.account_tables import account
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier
from engine.runtime.webhook_tables import notice, webhook
from engine.sight import Sight


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook: its address, the triggers it is told of (all where there are none), the number and
    the name of the account whose eyes it has, and when it was made and ended (UTC)."""

    number: int
    url: str
    events: tuple[str, ...]
    account: int
    owner: str
    made_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a notice: for which webhook, of which entry, after how many attempts."""

    webhook: int
    reference: str
    number: int
    status: str
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    problem: str


def add(
    connection: Connection,
    url: str,
    secret: str,
    events: Collection[str],
    owner: int,
    now: datetime,
) -> int:
    """A new webhook, told of every such step from now on; its number."""
    row = {
        "url": url, "secret": secret, "events": sorted(events), "account": owner, "made_at": now,
    }  # fmt: skip
    made = insert(webhook).values(row).returning(webhook.c.number)
    return int(connection.execute(made).scalar_one())


def webhooks(connection: Connection) -> list[Webhook]:
    """Every webhook, also those that are over, in the order they were made."""
    return _read(connection)


def webhook_of(connection: Connection, number: int) -> Webhook | None:
    """The webhook of that number."""
    return next(iter(_read(connection, number)), None)


def end(connection: Connection, number: int, now: datetime) -> bool:
    """Tell that webhook nothing more, not even what it was to be told already; whether it stood."""
    mine = (webhook.c.number == number, webhook.c.ended_at.is_(None))
    ended = connection.execute(update(webhook).where(*mine).values(ended_at=now))
    if not ended.rowcount:
        return False
    waiting = (notice.c.webhook == number, notice.c.status.in_(("waiting", "claimed")))
    over = {"status": "failed", "problem": "the webhook was ended"}
    connection.execute(update(notice).where(*waiting).values(over))
    return True


def told(connection: Connection, number: int, sight: Sight, most: int = 50) -> list[Told]:
    """The latest notices to a webhook of dossiers in sight, at most so many: of every step there is
    one, also of what nobody may be told of."""
    columns = [notice.c[name] for name in Told.__dataclass_fields__ if name != "problem"]
    query = (
        select(*columns, func.coalesce(notice.c.problem, ""))
        .join(dossier, dossier.c.reference == notice.c.reference)
        .where(notice.c.webhook == number, in_sight(sight))
        .order_by(notice.c.due_at.desc(), notice.c.reference, notice.c.number.desc())
        .limit(most)
    )
    return [Told(*list(row)) for row in connection.execute(query)]


def _read(connection: Connection, number: int | None = None) -> list[Webhook]:
    one = webhook.c
    query = (
        select(
            one.number, one.url, one.events, one.account, account.c.name, one.made_at, one.ended_at
        )
        .join(account, account.c.number == one.account)
        .order_by(one.number)
    )
    if number is not None:
        query = query.where(one.number == number)
    return [
        Webhook(found, url, tuple(events), *rest)
        for found, url, events, *rest in connection.execute(query)
    ]
