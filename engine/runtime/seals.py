"""Seals: a chained hash over the heads of all dossiers, whose short form is kept elsewhere.

A seal names the heads that moved since the seal before it, and the hash of that seal: so each
covers the head of every dossier, at a cost of what happened since.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from engine.content import digest, stamp
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.tables import dossier, letter, seal, sealed_head

LETTER = "audit_seal"
"""The letter that takes the short form out of this machine."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal: `heads` are (reference, number of the entry, its hash), in order of references;
    `dossiers` counts all dossiers that were there."""

    number: int
    at: str
    dossiers: int
    previous: str
    heads: tuple[tuple[str, int, str], ...]
    hash: str = ""

    @property
    def short(self) -> str:
        """Sixteen digits of the hash, to be printed and read aloud: `1a2b-3c4d-5e6f-7a8b`."""
        return "-".join(self.hash[start : start + 4] for start in range(0, 16, 4))

    def answers_to(self, name: str) -> bool:
        """Whether that is its hash or its short form, in whatever case and with any dashes."""
        digits = re.sub(r"[\s-]", "", name).lower()
        return len(digits) >= 16 and self.hash.startswith(digits)


def seal_hash(one: Seal) -> str:
    """The hash of a seal's content."""
    heads = [list(head) for head in one.heads]
    return digest([one.number, one.at, one.dossiers, one.previous, heads])


def make_seal(office: Office) -> Seal:
    """Seal all dossiers as they stand now, and put the letter about it into the outbox."""
    with writer(office.database).begin() as connection:
        if connection.dialect.name == "postgresql":
            # One seal at a time; moves go on meanwhile, and the next seal covers them.
            connection.exec_driver_sql("LOCK TABLE seal IN EXCLUSIVE MODE")
        before = connection.execute(select(seal).order_by(seal.c.number.desc()).limit(1)).first()
        unnamed = Seal(
            number=before.number + 1 if before else 1,
            at=stamp(office.clock()),
            dossiers=connection.scalar(select(func.count()).select_from(dossier)) or 0,
            previous=before.hash if before else "",
            heads=tuple(_moved_heads(connection)),
        )
        made = replace(unnamed, hash=seal_hash(unnamed))
        _store(connection, made, office)
    return made


def _moved_heads(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """The heads of dossiers that moved since they were last sealed."""
    last = (
        select(sealed_head.c.reference, func.max(sealed_head.c.number).label("number"))
        .group_by(sealed_head.c.reference)
        .subquery()
    )
    query = (
        select(dossier.c.reference, dossier.c.version, dossier.c.head)
        .outerjoin(last, last.c.reference == dossier.c.reference)
        .where(dossier.c.version > func.coalesce(last.c.number, 0))
    )
    yield from sorted((row.reference, row.version, row.head) for row in connection.execute(query))


def _store(connection: Connection, made: Seal, office: Office) -> None:
    now = office.clock()
    row = {name: getattr(made, name) for name in ("number", "dossiers", "previous", "hash")}
    connection.execute(insert(seal), {**row, "at": datetime.fromisoformat(made.at)})
    if made.heads:
        heads = [
            {"seal": made.number, "reference": reference, "number": number, "head": head}
            for reference, number, head in made.heads
        ]
        connection.execute(insert(sealed_head), heads)
    facts: dict[str, Any] = {
        "seal_number": made.number,
        "seal_short": made.short,
        "seal_hash": made.hash,
        "sealed_at": made.at,
        "dossiers_sealed": made.dossiers,
    }
    about = {"key": f"seal:{LETTER}:{made.number}", "template": LETTER, "facts": facts}
    connection.execute(insert(letter), {**about, "status": "waiting", "due_at": now, "attempts": 0})


def all_seals(connection: Connection) -> Iterator[Seal]:
    """Every seal with its heads, in order."""
    heads: dict[int, list[tuple[str, int, str]]] = {}
    for row in connection.execute(select(sealed_head)):
        heads.setdefault(row.seal, []).append((row.reference, row.number, row.head))
    for row in connection.execute(select(seal).order_by(seal.c.number)):
        mine = tuple(sorted(heads.get(row.number, ())))
        yield Seal(row.number, stamp(row.at), row.dossiers, row.previous, mine, row.hash)
