"""What somebody may know of cycles: how many dossiers each has, and how their places were given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, case, func, select

from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier
from engine.sight import Reach, Sight


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle, and how many dossiers it has; None stands for what belongs to no cycle."""

    cycle: int | None
    dossiers: int
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """How many dossiers of a cycle have a place inside the ceiling and outside, and how many were
    left without one."""

    inside: int = 0
    outside: int = 0
    backlog: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was decided."""
        return bool(self.inside or self.outside or self.backlog)


@dataclass(frozen=True, slots=True)
class Share:
    """A dossier as the list of places has it: of what rank and level it was found, where it stands
    and why, if that was recorded."""

    reference: str
    file_no: str
    title: str
    states: tuple[str, ...]
    workflow: str
    listed: str
    state: str
    place: str
    rank: int | None
    level: str
    why: str
    illustrative: bool


def cycles(connection: Connection, sight: Sight) -> list[Cycle]:
    """Every cycle of which something is in sight, the latest first; what is of none comes last."""
    last = func.max(dossier.c.moved_at, type_=dossier.c.moved_at.type)
    query = (
        select(dossier.c.cycle, func.count(), last)
        .where(in_sight(sight))
        .group_by(dossier.c.cycle)
        .order_by(dossier.c.cycle.is_(None), dossier.c.cycle.desc())
    )
    return [Cycle(*row) for row in connection.execute(query)]


def placed(connection: Connection, sight: Sight, cycle: int | None = None) -> dict[int, Placed]:
    """The places given in each cycle, or in one, by the year."""
    query = (
        select(
            dossier.c.cycle,
            func.sum(case((_PLACE == "inside", 1), else_=0)),
            func.sum(case((_PLACE == "outside", 1), else_=0)),
            func.sum(case((dossier.c.state.in_(_LEFT), 1), else_=0)),
        )
        .where(in_sight(sight), dossier.c.cycle.is_not(None))
        .group_by(dossier.c.cycle)
    )
    if cycle is not None:
        query = query.where(dossier.c.cycle == cycle)
    return {row[0]: Placed(*row[1:]) for row in connection.execute(query)}


def shares(connection: Connection, sight: Sight, cycle: int, wanted: Reach) -> list[Share]:
    """The dossiers of the cycle that were given a place or left without one: by rank, those that
    have none last, then by file number."""
    rank = dossier.c.facts["rank"].as_integer()
    query = (
        select(
            dossier.c.reference, dossier.c.file_no, dossier.c.workflow, dossier.c.state,
            dossier.c.facts["states"].label("states"), rank.label("rank"), _PLACE.label("place"),
            *(dossier.c.facts[name].as_string().label(name) for name in _TEXTS),
        )
        .where(in_sight(sight), in_sight((wanted,)), dossier.c.cycle == cycle)
        .where(_PLACE.is_not(None) | dossier.c.state.in_(_LEFT))
        .order_by(rank.is_(None), rank, dossier.c.file_no, dossier.c.reference)
    )  # fmt: skip
    return [_share(row) for row in connection.execute(query)]


_PLACE: Final = dossier.c.facts["place"].as_string()
_LEFT: Final = ("backlog", "carried_over")
_TEXTS: Final = ("title", "list", "level", "why", "illustrative")


def _share(row: Row[Any]) -> Share:
    return Share(
        row.reference, row.file_no or "", row.title or "", tuple(row.states or ()), row.workflow,
        row.list or "", row.state, row.place or "", row.rank, row.level or "", row.why or "",
        row.illustrative is not None,
    )  # fmt: skip
