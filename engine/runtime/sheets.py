"""Sheets of checks as the steps that ended them refer to them, streamed for those who count."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from engine.dossier import Facts
from engine.runtime.filing_tables import paper
from engine.runtime.tables import dossier, entry


@dataclass(frozen=True, slots=True)
class Concluded:
    """A check that a step ended: of which dossier, for which cycle it is now (None: of none), the
    facts of the step, and the sheet as it was kept."""

    reference: str
    cycle: int | None
    facts: Facts
    content: Any


def concluded(connection: Connection, cycle: int | None = None) -> Iterator[Concluded]:
    """Every check that was concluded, or those of a cycle: dossier by dossier, the first one first,
    not held in memory together. A sheet that no step refers to is none."""
    named = and_(
        entry.c.reference == paper.c.reference, entry.c.facts["sheet"].as_string() == paper.c.hash
    )
    query = (
        select(entry.c.reference, dossier.c.cycle, entry.c.facts, paper.c.content)
        .select_from(paper)
        .join(entry, named)
        .join(dossier, dossier.c.reference == paper.c.reference)
        .where(paper.c.kind == "sheet")
        .order_by(entry.c.reference, entry.c.number)
    )
    if cycle is not None:
        query = query.where(dossier.c.cycle == cycle)
    for row in connection.execution_options(yield_per=100).execute(query):
        yield Concluded(row.reference, row.cycle, row.facts, json.loads(row.content))
