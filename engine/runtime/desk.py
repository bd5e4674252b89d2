"""The lists of dossiers that everybody uses, a page at a time: what is asked for, and in sight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    exists,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
)

from engine.runtime.asked_for import Asked, asked_for
from engine.runtime.correspondent_tables import correspondent, post
from engine.runtime.correspondents import OFFICER
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier, letter
from engine.sight import Sight

Order = Literal["due", "reference", "moved"]
"""By the next date, the earliest first and those without one last; by reference; or by the last
move, the latest first. Equal ones by reference."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The officer who is in charge of a dossier."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier in a list. `due` is the key of the date by which whoever has it is to act, `due_at`
    its instant (UTC); both None where there is none. `held`: a letter of it waits for release."""

    reference: str
    file_no: str | None
    title: str
    states: tuple[str, ...]
    workflow: str
    definition: str
    state: str
    version: int
    cycle: int | None
    moved_at: datetime
    due_at: datetime | None
    due: str | None
    illustrative: bool
    held: bool = False
    leads: tuple[Lead, ...] = ()

    @property
    def led_by(self) -> str:
        """The names of the officers in charge; empty where there is none."""
        return ", ".join(one.name for one in self.leads)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ends, so that the next one begins after it: the instant it is ordered by (None
    where that has none, or is no instant) and the reference."""

    at: datetime | None
    reference: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some dossiers of a list, and where the next ones begin; None where there are no more."""

    rows: tuple[Standing, ...]
    after: Mark | None


def page(
    connection: Connection,
    sight: Sight,
    asked: Asked,
    after: Mark | None = None,
    most: int = 50,
    order: Order = "due",
) -> Page:
    """So many dossiers at most that are asked for and in sight, from a mark on in that order."""
    found: list[Standing] = []
    for stretch in _stretches(_named(connection, sight, asked), asked, after, order):
        found += _in_full(connection, [stretch.limit(most + 1 - len(found))], order)[0]
        if len(found) > most:
            break
    rows, more = found[:most], len(found) > most
    return Page(tuple(rows), Mark(_at(rows[-1], order), rows[-1].reference) if more else None)


def firsts(
    connection: Connection, sight: Sight, each: Sequence[Asked], most: int
) -> list[tuple[Standing, ...]]:
    """So many dossiers at most of each of these lists, in their order by date, at once: lists that
    are bounded by a date, or have none."""
    lists = [
        next(_stretches(_named(connection, sight, asked), asked, None, "due")).limit(most)
        for asked in each
    ]
    return [tuple(rows) for rows in _in_full(connection, lists, "due")] if lists else []


def references(connection: Connection, sight: Sight, asked: Asked, most: int) -> list[str]:
    """The references of so many of them at most, in their order by date."""
    found: list[str] = []
    for stretch in _stretches(_named(connection, sight, asked), asked, None, "due"):
        found += connection.scalars(stretch.limit(most - len(found)))
        if len(found) >= most:
            break
    return found


def of_references(connection: Connection, sight: Sight, wanted: Iterable[str]) -> list[Standing]:
    """The dossiers of these references that are in sight, in the order of references."""
    query = select(dossier.c.reference).where(
        in_sight(sight), dossier.c.reference.in_(sorted(set(wanted)))
    )
    return _in_full(connection, [query], "reference")[0]


_COLUMNS: Final = (
    dossier.c.reference,
    dossier.c.file_no,
    dossier.c.facts["title"].as_string().label("title"),
    dossier.c.facts["states"].label("states"),
    dossier.c.workflow,
    dossier.c.definition,
    dossier.c.state,
    dossier.c.version,
    dossier.c.cycle,
    dossier.c.moved_at,
    dossier.c.due_at,
    dossier.c.due,
    dossier.c.facts["illustrative"].as_string().is_not(None).label("illustrative"),
    exists(select(letter.c.key).where(letter.c.reference == dossier.c.reference,
                                      letter.c.status == "held")).label("held"),
)  # fmt: skip

_KEYS: Final[Mapping[str, tuple[ColumnElement[Any], ...]]] = {
    "due": (dossier.c.due_at, dossier.c.reference),
    "moved": (dossier.c.moved_at, dossier.c.reference),
    "reference": (dossier.c.reference,),
}
_SORTED: Final = (func.coalesce(dossier.c.reference, ""),)

_PLACE: Final = literal_column("named.place", Integer())
_REFERENCE: Final = literal_column("named.reference", dossier.c.reference.type)
_LEADS: Final = and_(
    post.c.concerns == dossier.c.reference, post.c.kind == OFFICER, post.c.ended_at.is_(None)
)
_ORDERED: Final = {
    order: (
        _PLACE, *(key.desc() if order == "moved" else key for key in keys),
        post.c.since, post.c.address,
    )
    for order, keys in _KEYS.items()
}  # fmt: skip


def _named(connection: Connection, sight: Sight, asked: Asked) -> Select[Any]:
    return select(dossier.c.reference).where(in_sight(sight), asked_for(connection, asked))


def _stretches(
    query: Select[Any], asked: Asked, after: Mark | None, order: Order
) -> Iterator[Select[Any]]:
    """One statement for each stretch of an index."""
    if order == "due":
        yield from _by_date(query, asked, after)
    else:
        yield _by(query, _KEYS[order], after, back=order == "moved")


def _by_date(query: Select[Any], asked: Asked, after: Mark | None) -> Iterator[Select[Any]]:
    """Those with a date, then those without: together no index has them in order."""
    if asked.dated is not False and (after is None or after.at is not None):
        yield _by(query.where(dossier.c.due_at.is_not(None)), _KEYS["due"], after)
        after = None
    if asked.by_date:
        return
    # Of those that are open few have no date: they are found by their state and sorted, which is
    # quicker than to walk through all that are closed in the order of references.
    keys = _SORTED if asked.open_alone else _KEYS["reference"]
    yield _by(query.where(dossier.c.due_at.is_(None)), keys, after)


def _by(
    query: Select[Any],
    keys: Sequence[ColumnElement[Any]],
    after: Mark | None = None,
    *,
    back: bool = False,
) -> Select[Any]:
    if after is not None:
        given = (after.at, after.reference)[-len(keys) :]
        mark = tuple_(*(literal(one, key.type) for key, one in zip(keys, given, strict=True)))
        query = query.where(tuple_(*keys) < mark if back else tuple_(*keys) > mark)
    return query.order_by(*(key.desc() if back else key for key in keys))


def _at(one: Standing, order: Order) -> datetime | None:
    return {"due": one.due_at, "moved": one.moved_at}.get(order)


def _in_full(
    connection: Connection, lists: Sequence[Select[Any]], order: Order
) -> list[list[Standing]]:
    """The dossiers of several lists of references, with those who lead them: one statement, which
    reads of each row no more than is shown."""
    placed = [one.add_columns(literal(place).label("place")) for place, one in enumerate(lists)]
    several = [select(one.subquery()) for one in placed[1:] and placed]
    named = (union_all(*several) if several else placed[0]).subquery("named")
    query = (
        select(_PLACE, *_COLUMNS, post.c.address, correspondent.c.name)
        .join_from(named, dossier, dossier.c.reference == _REFERENCE)
        .outerjoin(post, _LEADS)
        .outerjoin(correspondent, correspondent.c.address == post.c.address)
        .order_by(*_ORDERED[order])
    )
    found: list[list[Standing]] = [[] for _ in lists]
    for place, reference, *said, address, name in connection.execute(query).all():
        leads = (Lead(address, name),) if address else ()
        last = found[place][-1] if found[place] else None
        if last is not None and last.reference == reference:
            found[place][-1] = replace(last, leads=(*last.leads, *leads))
        else:
            found[place].append(_standing(reference, *said, leads))
    return found


def _standing(
    reference: str, file_no: str | None, title: str | None, states: list[str] | None, *said: Any
) -> Standing:
    """A dossier from the values of its columns, and who leads it."""
    return Standing(reference, file_no, title or "", tuple(states or ()), *said)
