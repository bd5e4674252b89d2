"""Papers: what a step refers to by its hash, kept for ever and exactly as it was."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.citation import house
from engine.rules import Finding
from engine.runtime.filing_tables import paper
from engine.words import Words

Kind = Literal["filing", "sheet"]
"""A `filing` is what a State filed, a `sheet` what the check found; the facts of the step that
refers to it hold its hash under that name."""

_HASH: Final = re.compile("[0-9a-f]{64}")

KINDS: Final[tuple[Kind, ...]] = ("filing", "sheet")
_CALLED: Final[Mapping[Kind, str]] = {"filing": "formulaire déposé", "sheet": "fiche de contrôle"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a dossier, and the UTC instant it was kept."""

    hash: str
    reference: str
    kind: str
    content: Any
    kept_at: datetime


def escaped(content: Any) -> str:
    """The one JSON text of a content in plain ASCII, in which no character is too strange."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def short_name(content: Any) -> str:
    """A name of sixteen characters for a content, to see whether it changed."""
    return sha256(escaped(content).encode()).hexdigest()[:16]


def paper_hash(kind: str, reference: str, text: str) -> str:
    """The hash that names a paper: of its kind, its dossier and its text."""
    return sha256(f"{kind}\n{reference}\n{text}".encode()).hexdigest()


def keep(connection: Connection, kind: Kind, reference: str, content: Any, now: datetime) -> str:
    """Keep a paper, once however often it comes; its hash."""
    text = escaped(content)
    name = paper_hash(kind, reference, text)
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {"hash": name, "reference": reference, "kind": kind, "content": text, "kept_at": now}
    connection.execute(insert(paper).on_conflict_do_nothing(), row)
    return name


def kept(connection: Connection, name: str) -> Paper | None:
    """The paper of that hash."""
    row = connection.execute(select(paper).where(paper.c.hash == name)).one_or_none()
    return None if row is None else _read(row)


def papers(connection: Connection, reference: str) -> dict[str, Paper]:
    """Every paper of a dossier, by hash, the oldest first."""
    found = connection.execute(
        select(paper).where(paper.c.reference == reference).order_by(paper.c.kept_at, paper.c.hash)
    )
    return {row.hash: _read(row) for row in found}


def unkept(connection: Connection, reference: str, answers: Mapping[str, Any]) -> Iterator[Finding]:
    """Why a step cannot refer to a paper: it is not one of this dossier, of that kind."""
    for kind in KINDS:
        name = answers.get(kind)
        if not name:
            continue
        found = kept(connection, name) if _HASH.fullmatch(str(name)) else None
        if found is None or (found.reference, found.kind) != (reference, kind):
            asked = str(name)[:64]
            lost = Words(
                f"no {kind} of {reference} is kept under {asked!r}",
                f"{reference} : aucun document ({_CALLED[kind]}) n'est conservé sous « {asked} »",
            )
            yield Finding("paper", lost, house("3"))


def _read(row: Any) -> Paper:
    return Paper(row.hash, row.reference, row.kind, json.loads(row.content), row.kept_at)
