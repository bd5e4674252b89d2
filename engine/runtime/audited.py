"""The entries of all dossiers in sight, latest first: what happened, through whom, when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, tuple_

from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier, entry, seal
from engine.sight import Sight


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for: entries from one instant until before another, of an actor, a trigger and
    a dossier, where these are not empty."""

    since: datetime
    until: datetime
    actor: str = ""
    trigger: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a line: of which dossier, what, by whom and through whom, when, and its hash."""

    reference: str
    number: int
    title: str
    workflow: str
    definition: str
    trigger: str
    source: str
    target: str
    actor: str
    role: str
    through: str | None
    reason: str
    at: datetime
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The last seal: its number, its instant, how many dossiers it covers, its hash."""

    number: int
    at: datetime
    dossiers: int
    hash: str


After = tuple[datetime, str, int]
"""The instant, reference and number of the last line of a page: the next one goes on behind it."""


def lines(
    connection: Connection, sight: Sight, looked: Looked, most: int, after: After | None = None
) -> list[Line]:
    """So many entries of dossiers in sight, the latest first."""
    columns = {name: entry.c[name] for name in Line.__dataclass_fields__ if name != "title"}
    order = (entry.c.at, entry.c.reference, entry.c.number)
    query = (
        select(*columns.values(), dossier.c.facts["title"].as_string().label("title"))
        .join(dossier, dossier.c.reference == entry.c.reference)
        .where(entry.c.at >= looked.since, entry.c.at < looked.until, in_sight(sight))
        .order_by(*(column.desc() for column in order))
        .limit(most)
    )
    for name in ("actor", "trigger", "reference"):
        if wanted := getattr(looked, name):
            query = query.where(entry.c[name] == wanted)
    if after is not None:
        # The first column alone finds the place in its index.
        query = query.where(entry.c.at <= after[0], tuple_(*order) < after)
    rows = (row._asdict() for row in connection.execute(query))
    return [Line(**{**row, "title": row["title"] or ""}) for row in rows]


def last_seal(connection: Connection) -> Seal | None:
    """The last seal; None where none was made."""
    names = Seal.__dataclass_fields__
    query = select(*(seal.c[name] for name in names)).order_by(seal.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else Seal(*row)
