"""Lists of the dossiers that somebody may know of: a page at a time, and how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, case, func, select, tuple_

from engine.runtime.in_sight import in_sight
from engine.runtime.queries import LINE, Count, Line, line_of
from engine.runtime.tables import dossier
from engine.sight import Reach, Sight

ANYTHING: Final = Reach()
ANY_CYCLE: Final = 0
"""Asks for no cycle; None asks for the dossiers that belong to none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the dossiers in sight: those that `reach` covers, of a cycle."""

    cycle: int | None = ANY_CYCLE
    reach: Reach = ANYTHING


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a list, and what to ask for the ones after them; empty after the last."""

    lines: tuple[Line, ...]
    after: str


ALL: Final = Wanted()


def counts(connection: Connection, sight: Sight, wanted: Wanted = ALL) -> list[Count]:
    """How those dossiers are spread over workflows and states: one grouped statement."""
    by = (dossier.c.workflow, dossier.c.definition, dossier.c.state)
    query = select(*by, func.count()).where(*_conditions(sight, wanted)).group_by(*by)
    return [Count(*row) for row in connection.execute(query.order_by(*by))]


def page(connection: Connection, sight: Sight, wanted: Wanted, after: str, most: int) -> Page:
    """At most so many lines, by file number, then reference; what has no number comes last.
    `after` is what the page before it said; anything else begins at the beginning."""
    query = select(*LINE).where(*_conditions(sight, wanted)).order_by(*_ORDER).limit(most + 1)
    number, tilde, reference = after.partition("~")
    if tilde and "\x00" not in after:
        query = query.where(tuple_(*_ORDER) > tuple_(0 if number else 1, number, reference))
    found = tuple(map(line_of, connection.execute(query)))
    if len(found) <= most:
        return Page(found, "")
    last = found[most - 1]
    return Page(found[:most], f"{last.file_no or ''}~{last.reference}")


def firsts(connection: Connection, sight: Sight, wanted: Wanted, most: int) -> list[Line]:
    """The first lines of each state, at most so many of each."""
    place = func.row_number().over(partition_by=dossier.c.state, order_by=_ORDER).label("place")
    found = select(*LINE, place).where(*_conditions(sight, wanted)).subquery()
    columns = [found.c[name] for name in Line.__dataclass_fields__]
    query = select(*columns).where(found.c.place <= most).order_by(found.c.state, found.c.place)
    return list(map(line_of, connection.execute(query)))


def _conditions(sight: Sight, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield in_sight(sight)
    if wanted.cycle != ANY_CYCLE:
        yield dossier.c.cycle.is_not_distinct_from(wanted.cycle)
    if wanted.reach != ANYTHING:
        yield in_sight((wanted.reach,))


_ORDER: Final = (
    case((dossier.c.file_no.is_(None), 1), else_=0),
    func.coalesce(dossier.c.file_no, ""),
    dossier.c.reference,
)
