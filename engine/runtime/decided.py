"""What was decided, of the dossiers in sight and of the register as it was imported."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Select,
    String,
    case,
    exists,
    func,
    literal,
    null,
    select,
    tuple_,
    type_coerce,
    union_all,
)

from engine.runtime.columns import Json
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier, element, party
from engine.sight import Sight

_SESSION: Final = 6
"""The letters of a decision's number that name its session: "16.COM" of "16.COM 8.b.2"."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many files of a kind a session decided in one way; `kind` is a workflow, or the list of
    the register, `state` where the file came to stand ("" for what the register alone knows)."""

    session: str
    year: int
    kind: str
    state: str
    files: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about one file; what the register alone knows has no reference and no state."""

    file_no: str
    reference: str
    title: str
    states: tuple[str, ...]
    kind: str
    listed: str
    state: str
    decision: str
    decided_on: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Decisions:
    """Some decisions, and what to ask for the ones after them; empty after the last."""

    found: tuple[Decision, ...]
    after: str


def outcomes(connection: Connection, sight: Sight) -> list[Outcomes]:
    """Everything that was decided, counted by session, the latest first; the sessions of a year in
    their order."""
    found = _all(sight).subquery()
    by = (func.substr(found.c.decision, 1, _SESSION), found.c.year, found.c.kind, found.c.state)
    query = select(*by, func.count()).group_by(*by)
    return sorted(
        (
            Outcomes(session.strip(), int(year or 0), kind, state, files)
            for session, year, kind, state, files in connection.execute(query)
        ),
        key=lambda one: (-one.year, _number(one.session), one.kind, one.state),
    )


def decisions(
    connection: Connection, sight: Sight, session: str, after: str = "", most: int = 100
) -> Decisions:
    """What one session decided, by file number; `after` is what the page before it said."""
    found = _all(sight).subquery()
    order = (found.c.file_no, found.c.reference)
    query = (
        select(found)
        .where(func.substr(found.c.decision, 1, len(session) + 1) == f"{session} ")
        .order_by(*order)
        .limit(most + 1)
    )
    number, tilde, reference = after.partition("~")
    if tilde and "\x00" not in after:
        query = query.where(tuple_(*order) > tuple_(number, reference))
    rows = [_decision(row) for row in connection.execute(query)]
    last = rows[most - 1] if len(rows) > most else None
    return Decisions(tuple(rows[:most]), f"{last.file_no}~{last.reference}" if last else "")


def latest(connection: Connection, sight: Sight, most: int) -> list[Decision]:
    """The latest decisions about dossiers: of the last cycle that has any, the last day first."""
    decided = (in_sight(sight), dossier.c.decision.is_not(None))
    last = select(func.max(dossier.c.cycle)).where(*decided).scalar_subquery()
    query = _of_dossiers(sight).where(dossier.c.cycle == last)
    query = query.order_by(_DECIDED_ON.desc(), dossier.c.file_no).limit(most)
    return [_decision(row) for row in connection.execute(query)]


def inscribed(
    connection: Connection, sight: Sight, workflows: Collection[str], states: Collection[str]
) -> list[tuple[str, int | None, int]]:
    """How many files of these workflows came to stand in these states, by workflow and cycle;
    those that were imported into the register are left out, and a number counts once."""
    query = (
        select(dossier.c.workflow, dossier.c.cycle, func.count(func.distinct(dossier.c.file_no)))
        .where(*_new_on_the_register(sight, workflows, states))
        .group_by(dossier.c.workflow, dossier.c.cycle)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def by_group(
    connection: Connection,
    sight: Sight,
    workflows: Collection[str],
    states: Collection[str],
    members: Mapping[str, Collection[str]],
) -> dict[str, int]:
    """The same, by groups of States that `members` names: a file of States of several groups counts
    once in each of them."""
    group = case(
        *((party.c.state.in_(sorted(names)), name) for name, names in members.items()), else_=""
    )
    query = (
        select(group, func.count(func.distinct(dossier.c.file_no)))
        .select_from(party)
        .join(dossier, dossier.c.reference == party.c.reference)
        .where(*_new_on_the_register(sight, workflows, states))
        .group_by(group)
    )
    return {name: number for name, number in connection.execute(query) if name}


def _new_on_the_register(
    sight: Sight, workflows: Collection[str], states: Collection[str]
) -> tuple[Any, ...]:
    return (
        in_sight(sight),
        dossier.c.workflow.in_(sorted(workflows)),
        dossier.c.state.in_(sorted(states)),
        ~_IMPORTED,
    )


_DECIDED_ON: Final = dossier.c.facts["decided_on"].as_string()
_IMPORTED: Final = exists(
    select(element.c.file_no).where(element.c.file_no == dossier.c.file_no)
).correlate(dossier)


def _of_dossiers(sight: Sight) -> Select[Any]:
    return select(
        func.coalesce(dossier.c.file_no, "").label("file_no"),
        dossier.c.reference.label("reference"),
        dossier.c.facts["title"].as_string().label("title"),
        type_coerce(dossier.c.facts["states"], Json).label("states"),
        dossier.c.workflow.label("kind"),
        dossier.c.facts["list"].as_string().label("listed"),
        dossier.c.state.label("state"),
        dossier.c.decision.label("decision"),
        _DECIDED_ON.label("decided_on"),
        func.substr(_DECIDED_ON, 1, 4).label("year"),
        case((dossier.c.facts["illustrative"].as_string().is_(None), 0), else_=1).label(
            "illustrative"
        ),
    ).where(in_sight(sight), dossier.c.decision.is_not(None))


def _all(sight: Sight) -> Any:
    """Dossiers, and the elements of which no dossier in sight was decided."""
    known = exists(
        select(dossier.c.reference).where(
            in_sight(sight),
            dossier.c.file_no == element.c.file_no,
            dossier.c.decision == element.c.decision,
        )
    ).correlate(element)
    of_the_register = select(
        element.c.file_no,
        literal("", String),
        element.c.name,
        element.c.states,
        element.c.list,
        element.c.list,
        literal("", String),
        element.c.decision,
        null(),
        element.c.year.cast(String),
        literal(0),
    ).where(element.c.decision.is_not(None), ~known)
    return union_all(_of_dossiers(sight), of_the_register)


def _decision(row: Any) -> Decision:
    return Decision(
        row.file_no, row.reference, row.title or "", tuple(row.states or ()), row.kind,
        row.listed or "", row.state, row.decision, row.decided_on or "", bool(row.illustrative),
    )  # fmt: skip


def _number(session: str) -> int:
    number = session.partition(".")[0]
    return int(number) if number.isdecimal() else 0
