"""Confirmations: which State stood by which version of a draft, when, and what it then saw."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.dossier import Actor
from engine.runtime.filing_tables import confirmation, draft, paper
from engine.runtime.papers import escaped, paper_hash


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The word of a State: for which version of the draft, by whom in which role, through whom if
    somebody acted in their place, and the UTC instant."""

    reference: str
    state: str
    version: int
    name: str
    role: str
    through: str
    at: datetime


def confirmations(connection: Connection, reference: str) -> list[Confirmation]:
    """Every confirmation of a dossier, the oldest first."""
    rows = connection.execute(
        select(confirmation)
        .where(confirmation.c.reference == reference)
        .order_by(confirmation.c.at, confirmation.c.version, confirmation.c.state)
    )
    return [
        Confirmation(row.reference, row.state, row.version, row.name, row.role, row.through or "",
                     row.at)
        for row in rows
    ]  # fmt: skip


def keep(
    connection: Connection,
    reference: str,
    states: Collection[str],
    content: Mapping[str, Any],
    who: Actor,
    now: datetime,
) -> int | None:
    """Write down that these States confirm what is in the draft now, which is kept with it; the
    version they confirmed. None without a draft. A State that has confirmed that very version
    stays as it is.

    The caller holds the dossier. Whatever is changed beside the answers does not count as a version
    of the draft: where it was confirmed with something else in it, it becomes another one.
    """
    mine = draft.c.reference == reference
    version: int | None = connection.scalar(select(draft.c.version).where(mine))
    if version is None:
        return None
    text = escaped(content)
    if _otherwise(connection, reference, version, text):
        version += 1
        connection.execute(update(draft).where(mine).values(version=version))
    _keep_content(connection, reference, version, text, now)
    row = {"reference": reference, "version": version, "name": who.name, "role": who.role,
           "through": who.through or None, "at": now}  # fmt: skip
    there = {one.state for one in confirmations(connection, reference) if one.version == version}
    for state in sorted(set(states) - there):
        connection.execute(insert(confirmation).values(row | {"state": state}))
    return version


def confirmed(connection: Connection, reference: str, version: int) -> Any:
    """What was in the draft when that version was confirmed; None where nobody confirmed it."""
    text = connection.scalar(select(paper.c.content).where(*_of(reference, version)))
    return None if text is None else json.loads(text)


def _otherwise(connection: Connection, reference: str, version: int, text: str) -> bool:
    name = paper_hash(_kind(version), reference, text)
    other = exists().where(*_of(reference, version), paper.c.hash != name)
    return bool(connection.scalar(select(other)))


def _keep_content(
    connection: Connection, reference: str, version: int, text: str, now: datetime
) -> None:
    kind = _kind(version)
    name = paper_hash(kind, reference, text)
    row = {"hash": name, "reference": reference, "kind": kind, "content": text, "kept_at": now}
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(made(paper).on_conflict_do_nothing(), row)


def _of(reference: str, version: int) -> tuple[Any, ...]:
    return paper.c.reference == reference, paper.c.kind == _kind(version)


def _kind(version: int) -> str:
    """The kind of paper that holds what was confirmed: no step refers to one, and each version of
    a draft has its own."""
    return f"seen {version}"
