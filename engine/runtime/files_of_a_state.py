"""The dossiers of some States Parties, found by the index of parties: however many others there
are."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from engine.dossier import Dossier
from engine.runtime.in_sight import in_sight
from engine.runtime.queries import LINE, Line, line_of
from engine.runtime.reading import COLUMNS
from engine.runtime.tables import dossier, party
from engine.sight import Sight

_COLUMNS = tuple(dossier.c[name] for name in COLUMNS)


def dossiers_of(
    connection: Connection,
    states: Collection[str],
    sight: Sight,
    *,
    cycle: int | None = None,
    stands_in: Collection[str] | None = None,
    never_in: Collection[str] = (),
) -> list[Dossier]:
    """The dossiers that one of these States submits, as far as they are in sight, in the order of
    references: of a cycle, in some states, or in none of others, where that is said."""
    query = select(*_COLUMNS).where(_theirs(states), in_sight(sight))
    if cycle is not None:
        query = query.where(dossier.c.cycle == cycle)
    if stands_in is not None:
        query = query.where(dossier.c.state.in_(sorted(stands_in)))
    if never_in:
        query = query.where(dossier.c.state.not_in(sorted(never_in)))
    return _read(connection, query)


def changing_elements(connection: Connection, stands_in: Collection[str]) -> list[Dossier]:
    """The dossiers in these states that changed which States have an element: a State that left it
    is no party to the dossier by which it did."""
    changed = (dossier.c.workflow == "reduction", dossier.c.state.in_(sorted(stands_in)))
    return _read(connection, select(*_COLUMNS).where(*changed))


def _read(connection: Connection, query: Select[Any]) -> list[Dossier]:
    found = connection.execute(query.order_by(dossier.c.reference))
    return [Dossier(**row._asdict()) for row in found]


def how_many_of(
    connection: Connection, states: Collection[str], sight: Sight, stands_in: Collection[str]
) -> int:
    """How many dossiers these States submit that are in sight and stand in these states."""
    return connection.scalar(_some(select(func.count()), states, sight, stands_in)) or 0


def lines_of(
    connection: Connection,
    states: Collection[str],
    sight: Sight,
    stands_in: Collection[str],
    most: int,
    after: int = 0,
) -> list[Line]:
    """The dossiers of these States that are in sight and stand in these states, as lines, the
    last moved first: `most` of them, `after` so many."""
    order = (dossier.c.moved_at.desc(), dossier.c.reference)
    some = _some(select(dossier.c.reference), states, sight, stands_in).order_by(*order)
    # Cut first: what is said of a row is read out of its facts, and for none but these.
    shown = some.limit(most).offset(after).subquery()
    ordered = select(*LINE).join(shown, shown.c.reference == dossier.c.reference).order_by(*order)
    return list(map(line_of, connection.execute(ordered)))


def _some(
    query: Select[Any], states: Collection[str], sight: Sight, stands_in: Collection[str]
) -> Select[Any]:
    wanted = dossier.c.state.in_(sorted(stands_in))
    return query.select_from(dossier).where(_theirs(states), in_sight(sight), wanted)


def _theirs(states: Collection[str]) -> ColumnElement[bool]:
    # As a set of references: a condition on each row would have every dossier looked at.
    return dossier.c.reference.in_(
        select(party.c.reference).where(party.c.state.in_(sorted(states)))
    )
