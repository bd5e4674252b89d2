"""Attachments of dossiers: a row for each, and the agreement on who keeps and removes a content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from engine.runtime.filing_tables import attachment
from engine.runtime.held import hold

SERVED: Final = frozenset({"clean", "unscanned"})
"""Statuses in which a content may be handed out."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a dossier. `document` says what for, `state` which State gives it (empty
    where it is for all); `facts` are what it says of itself, `faults` the reasons against it, each
    English, French and source; `status` as in the table, `problem` why, where it is refused."""

    reference: str
    number: int
    document: str
    state: str
    name: str
    media_type: str
    size: int
    sha256: str
    caption: str
    credit: str
    facts: Mapping[str, Any]
    faults: tuple[tuple[str, str, str], ...]
    status: str
    problem: str
    added_at: datetime
    added_by: str
    filed: bool
    removed_at: datetime | None = None


def attachments(connection: Connection, reference: str) -> list[Attachment]:
    """What is attached to a dossier now and is whole, in the order it came."""
    found = connection.execute(
        select(attachment)
        .where(
            attachment.c.reference == reference,
            attachment.c.removed_at.is_(None),
            attachment.c.status != "arriving",
        )
        .order_by(attachment.c.number)
    )
    return [_read(row) for row in found]


def numbered(connection: Connection, reference: str, numbers: Iterable[int]) -> list[Attachment]:
    """Attachments by their numbers, taken out since or not, in that order."""
    found = connection.execute(
        select(attachment)
        .where(attachment.c.reference == reference, attachment.c.number.in_(list(numbers)))
        .order_by(attachment.c.number)
    )
    return [_read(row) for row in found]


def attachment_of(connection: Connection, reference: str, number: int) -> Attachment | None:
    """One attachment, removed or not."""
    row = connection.execute(
        select(attachment).where(attachment.c.reference == reference, attachment.c.number == number)
    ).one_or_none()
    return None if row is None else _read(row)


def announce(connection: Connection, one: Attachment) -> int:
    """A row for a file whose content is about to be kept; its number in the dossier. Until it has
    `arrived`, nobody sees it, and nobody removes a content of that hash."""
    hold(connection, one.reference)  # two who came at once would take the same number
    alone_with(connection, one.sha256)
    # Numbers are never given again: those of removed rows count.
    last = select(func.coalesce(func.max(attachment.c.number), 0)).where(
        attachment.c.reference == one.reference
    )
    number = int(connection.scalar(last) or 0) + 1
    row = {name: getattr(one, name) for name in Attachment.__dataclass_fields__}
    told = {
        "number": number, "facts": dict(one.facts), "faults": [list(f) for f in one.faults],
        "filed": int(one.filed), "status": "arriving",
    }  # fmt: skip
    connection.execute(insert(attachment).values(row | told))
    return number


def arrived(connection: Connection, reference: str, number: int, status: str, why: str) -> None:
    """The content is kept: the attachment is there, with this status."""
    connection.execute(
        update(attachment)
        .where(attachment.c.reference == reference, attachment.c.number == number)
        .values(status=status, problem=why)
    )


def forget(connection: Connection, one: Attachment) -> bool:
    """Forget an attachment that stands as it was seen and that no filing names; whether nobody
    needs its content any more, which is then to be removed before the transaction ends."""
    alone_with(connection, one.sha256)
    gone = connection.execute(
        delete(attachment).where(
            attachment.c.reference == one.reference,
            attachment.c.number == one.number,
            attachment.c.status == one.status,
            attachment.c.filed == 0,
        )
    )
    return gone.rowcount == 1 and not needed(connection, one.sha256)


def infected(connection: Connection, sha256: str, why: str) -> None:
    """A virus was found in a content: whoever attached it, it is handed out no more. What is just
    arriving is scanned by itself."""
    connection.execute(
        update(attachment)
        .where(attachment.c.sha256 == sha256, attachment.c.status.not_in(("arriving", "refused")))
        .values(status="refused", problem=why)
    )


def take_out(connection: Connection, reference: str, number: int, now: datetime) -> None:
    """Take an attachment out of the file to come; filings that name it keep it."""
    connection.execute(
        update(attachment)
        .where(attachment.c.reference == reference, attachment.c.number == number)
        .values(removed_at=now)
    )


def describe(
    connection: Connection, reference: str, number: int, caption: str, credit: str
) -> None:
    """Give an attachment its caption and its credit."""
    connection.execute(
        update(attachment)
        .where(attachment.c.reference == reference, attachment.c.number == number)
        .values(caption=caption, credit=credit)
    )


def file_them(connection: Connection, reference: str, numbers: Iterable[int]) -> None:
    """These attachments are named by a filing: their contents are kept for ever."""
    connection.execute(
        update(attachment)
        .where(attachment.c.reference == reference, attachment.c.number.in_(list(numbers)))
        .values(filed=1)
    )


def needed(connection: Connection, sha256: str) -> bool:
    """Whether any attachment has that content. One that was refused has none."""
    some = select(attachment.c.number).where(
        attachment.c.sha256 == sha256, attachment.c.status != "refused"
    )
    return connection.execute(some.limit(1)).first() is not None


def in_status(connection: Connection, status: str, before: datetime) -> list[Attachment]:
    """The attachments of that status that came before an instant, the oldest first."""
    found = connection.execute(
        select(attachment)
        .where(attachment.c.status == status, attachment.c.added_at < before)
        .order_by(attachment.c.added_at, attachment.c.reference, attachment.c.number)
    )
    return [_read(row) for row in found]


def alone_with(connection: Connection, sha256: str) -> None:
    """Until this transaction ends, nobody else announces or forgets an attachment with a content of
    that hash; a writer of SQLite is alone already."""
    if connection.dialect.name == "postgresql":
        key = int(sha256[:15], 16)
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%(key)s)", {"key": key})


def _read(row: Any) -> Attachment:
    fields = row._asdict()
    faults = tuple((en, fr, cite) for en, fr, cite in row.faults)
    return Attachment(**{**fields, "faults": faults, "filed": bool(row.filed)})
