"""How many dossiers a list has, by all that it can be narrowed by; never more work than a bound."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from engine.runtime.asked_for import Asked, asked_for
from engine.runtime.correspondent_tables import post
from engine.runtime.correspondents import OFFICER
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier, party
from engine.sight import Sight

COUNTED: Final = 5000
"""Dossiers counted at most: a list that is longer is narrowed first."""

FEW: Final = 500
"""Dossiers whose States and officers are counted, too: each of them is looked up."""

NO_DATE: Final = -1
"""Stands for the stretch of time of a dossier that has no next date."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many dossiers there are, and how they are spread over workflows, states, cycles (None:
    outside of cycles), stretches of time (0: before the first edge, and so on; NO_DATE), States
    Parties and the addresses of those who lead them.

    States and officers are counted where there are at most FEW dossiers, else they are empty.
    Where there are more than were counted, `total` is one more than that, `whole` is False, and
    nothing is said of how they are spread.
    """

    total: int
    whole: bool = True
    workflows: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    cycles: Counter[int | None] = field(default_factory=Counter)
    stretches: Counter[int] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    leads: Counter[str] = field(default_factory=Counter)


def counts(
    connection: Connection,
    sight: Sight,
    asked: Asked,
    edges: Sequence[datetime] = (),
    most: int = COUNTED,
) -> Counts:
    """How many dossiers are asked for and in sight, and how they are spread; `edges` are instants
    in their order, between which time is cut into stretches."""
    picked = _picked(connection, sight, asked, most)
    instants = {f"edge{place}": edge for place, edge in enumerate(edges)}
    spread = connection.execute(_spread_of(len(edges)).select_from(picked), instants).all()
    total = sum(row[0] for row in spread)
    if total > most:
        return Counts(most + 1, whole=False)
    found = _spread(total, spread)
    if 0 < total <= FEW:
        _add_people(connection, picked, found)
    return found


def _spread(total: int, spread: Iterable[Sequence[Any]]) -> Counts:
    found = Counts(total)
    for number, workflow, state, cycle, stretch in spread:
        found.workflows[workflow] += number
        found.states[state] += number
        found.cycles[cycle] += number
        found.stretches[stretch] += number
    return found


def how_many(connection: Connection, sight: Sight, asked: Asked, most: int = COUNTED) -> int:
    """How many dossiers are asked for and in sight; one more than `most` where there are more."""
    picked = _picked(connection, sight, asked, most)
    return connection.scalar(select(func.count()).select_from(picked)) or 0


def _picked(connection: Connection, sight: Sight, asked: Asked, most: int) -> Subquery:
    wanted = _FULL.where(in_sight(sight), asked_for(connection, asked))
    return wanted.limit(most + 1).subquery("picked")


_REFERENCE: Final = literal_column("picked.reference", dossier.c.reference.type)
_DUE: Final = literal_column("picked.due_at", dossier.c.due_at.type)
_KEYS: Final[list[Any]] = [
    literal_column(f"picked.{name}") for name in ("workflow", "state", "cycle")
]
_FULL: Final[Select[Any]] = select(
    dossier.c.reference, dossier.c.workflow, dossier.c.state, dossier.c.cycle, dossier.c.due_at
)


@cache
def _spread_of(edges: int) -> Select[Any]:
    """How many dossiers of `picked` have the same of everything, for so many edges: built once."""
    before = [
        (bindparam(f"edge{place}", type_=dossier.c.due_at.type) > _DUE, literal(place))
        for place in range(edges)
    ]
    stretch = case((_DUE.is_(None), literal(NO_DATE)), *before, else_=literal(edges))
    keys = [*_KEYS, stretch]
    return select(func.count(), *keys).group_by(*keys)


def _add_people(connection: Connection, picked: Subquery, found: Counts) -> None:
    """The States that submit those dossiers, and the officers who lead them."""
    named = select(_REFERENCE).select_from(picked)
    states = (
        select(literal(True), party.c.state, func.count())
        .where(party.c.reference.in_(named))
        .group_by(party.c.state)
    )
    leads = (
        select(literal(False), post.c.address, func.count())
        .where(post.c.kind == OFFICER, post.c.concerns.in_(named), post.c.ended_at.is_(None))
        .group_by(post.c.address)
    )
    for is_state, name, number in connection.execute(union_all(states, leads)):
        (found.parties if is_state else found.leads)[name] = number
