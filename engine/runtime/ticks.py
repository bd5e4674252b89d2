"""Ticks: what officers found under the items of a check, as far as they have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.runtime.filing_tables import tick


@dataclass(frozen=True, slots=True)
class Tick:
    """A verdict on one item with its note, and who gave it when."""

    verdict: str
    note: str
    at: datetime
    by: str


def ticks(connection: Connection, reference: str, filing: str) -> dict[str, Tick]:
    """What was ticked of that filing, by item."""
    found = connection.execute(
        select(tick).where(tick.c.reference == reference, tick.c.filing == filing)
    )
    return {row.item: Tick(row.verdict, row.note, row.ticked_at, row.ticked_by) for row in found}


def put(
    connection: Connection, reference: str, filing: str, given: Mapping[str, Tick | None]
) -> None:
    """Put these ticks, or take them back; a later one replaces an earlier one."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    for item, one in given.items():
        here = {"reference": reference, "filing": filing, "item": item}
        if one is None:
            connection.execute(
                delete(tick).where(*(tick.c[name] == value for name, value in here.items()))
            )
            continue
        said = {
            "verdict": one.verdict, "note": one.note, "ticked_at": one.at, "ticked_by": one.by,
        }  # fmt: skip
        connection.execute(
            dialect.insert(tick)
            .values(here | said)
            .on_conflict_do_update(index_elements=list(here), set_=said)
        )
