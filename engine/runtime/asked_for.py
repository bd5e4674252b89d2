"""Which dossiers somebody asks a list for, as data, and the same as a condition on rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, func, not_, or_, select

from engine.runtime.among import among
from engine.runtime.contains import contains
from engine.runtime.correspondent_tables import post
from engine.runtime.correspondents import OFFICER
from engine.runtime.tables import dossier, letter, party

NOBODY: Final = ""
"""Stands among those who lead dossiers for nobody at all."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Among(Generic[Value]):
    """Any of these, or whatever it is where none is named; and none of those."""

    any_of: frozenset[Value] = frozenset()
    none_of: frozenset[Value] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.any_of or self.none_of)


@dataclass(frozen=True, slots=True)
class Asked:
    """The dossiers that meet everything that is named here.

    `workflows` and `states` by name; `turns` by the role whose turn it is, empty where it is
    nobody's; `parties` by the name of a State Party; `cycles` by their year, None outside of
    cycles; `leads` by the address of the officer, NOBODY where there is none. `since` and `until`:
    the next date is not before the one and before the other (instants); `dated`: whether there is
    one. `numbers`: the file number. `words` stand in title, reference or file number, each of
    them; none of `without` does. `illustrative`, `held`: whether a letter of it is held.

    `owners` has the states in which it is the turn of each role (engine/runtime/owners.py).
    """

    workflows: Among[str] = Among()
    states: Among[str] = Among()
    turns: Among[str] = Among()
    parties: Among[str] = Among()
    cycles: Among[int | None] = Among()
    leads: Among[str] = Among()
    numbers: Among[str] = Among()
    since: datetime | None = None
    until: datetime | None = None
    dated: bool | None = None
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    illustrative: bool | None = None
    held: bool | None = None
    owners: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def by_date(self) -> bool:
        """Whether only dossiers are asked for that have a next date."""
        return self.dated is True or self.since is not None or self.until is not None

    @property
    def open_alone(self) -> bool:
        """Whether only dossiers are asked for in which it is somebody's turn."""
        turns = self.turns
        return "" in turns.none_of or (bool(turns.any_of) and "" not in turns.any_of)


def asked_for(connection: Connection, asked: Asked) -> ColumnElement[bool]:
    """The condition on rows of `dossier` that lets through what is asked for."""
    return and_(True, *_of_columns(asked), *_of_others(asked), *_of_words(connection, asked))


def _of_columns(asked: Asked) -> Iterator[ColumnElement[bool]]:
    yield from _among(dossier.c.workflow, asked.workflows)
    yield from _among(dossier.c.state, asked.states)
    if asked.turns:
        # Nearly all that have a date are open. PostgreSQL takes one for no sign of the other, and
        # would sort thousands of rows where it could walk along the dates: it is not let see it.
        state = func.coalesce(dossier.c.state, "") if asked.by_date else dossier.c.state
        yield among(state, _by_turn(asked))
    yield from _among(dossier.c.file_no, asked.numbers)
    yield from _of_cycles(asked.cycles)
    if asked.since is not None:
        yield dossier.c.due_at >= asked.since
    if asked.until is not None:
        yield dossier.c.due_at < asked.until
    if asked.dated is not None:
        yield dossier.c.due_at.is_not(None) if asked.dated else dossier.c.due_at.is_(None)


def _among(column: Column[str], asked: Among[str]) -> Iterator[ColumnElement[bool]]:
    if asked.any_of:
        yield column.in_(sorted(asked.any_of))
    if asked.none_of:
        yield or_(column.is_(None), column.not_in(sorted(asked.none_of)))


def _by_turn(asked: Asked) -> set[str]:
    """The states in which it is the turn of those roles. They are named one by one, also where a
    role is excepted: no index knows what a state is not."""
    roles = (asked.turns.any_of or asked.owners.keys()) - asked.turns.none_of
    return {state for role in roles for state in asked.owners.get(role, ())}


def _of_cycles(asked: Among[int | None]) -> Iterator[ColumnElement[bool]]:
    if asked.any_of:
        yield _in_cycles(asked.any_of)
    if asked.none_of:
        yield not_(_in_cycles(asked.none_of))


def _in_cycles(cycles: frozenset[int | None]) -> ColumnElement[bool]:
    years = sorted(one for one in cycles if one is not None)
    named = and_(dossier.c.cycle.is_not(None), dossier.c.cycle.in_(years))
    return or_(named, dossier.c.cycle.is_(None)) if None in cycles else named


def _of_others(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.parties.any_of:
        yield _submitted_by(asked.parties.any_of)
    if asked.parties.none_of:
        yield ~_submitted_by(asked.parties.none_of)
    if asked.leads.any_of:
        yield _led_by(asked.leads.any_of)
    if asked.leads.none_of:
        yield ~_led_by(asked.leads.none_of)
    if asked.held is not None:
        held = dossier.c.reference.in_(
            select(letter.c.reference).where(
                letter.c.status == "held", letter.c.reference.is_not(None)
            )
        )
        yield held if asked.held else ~held


def _submitted_by(states: frozenset[str]) -> ColumnElement[bool]:
    theirs = (party.c.reference == dossier.c.reference, party.c.state.in_(sorted(states)))
    return exists(select(party.c.reference).where(*theirs))


def _led_by(addresses: frozenset[str]) -> ColumnElement[bool]:
    standing = (post.c.kind == OFFICER, post.c.ended_at.is_(None))
    somebody = sorted(addresses - {NOBODY})
    theirs = select(post.c.concerns).where(*standing, post.c.address.in_(somebody))
    # A count and not EXISTS, which would read the officers of all that is closed, too.
    anybody = select(func.count()).where(*standing, post.c.concerns == dossier.c.reference)
    either = [dossier.c.reference.in_(theirs)] if somebody else []
    return or_(*either, *([anybody.scalar_subquery() == 0] if NOBODY in addresses else []))


def _of_words(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    for word in asked.words:
        yield _holds(connection, word)
    for word in asked.without:
        yield not_(_holds(connection, word))
    if asked.illustrative is not None:
        marked = dossier.c.facts["illustrative"].as_string().is_not(None)
        yield marked if asked.illustrative else ~marked


def _holds(connection: Connection, word: str) -> ColumnElement[bool]:
    places = (dossier.c.facts["title"].as_string(), dossier.c.reference, dossier.c.file_no)
    return or_(*(and_(one.is_not(None), contains(connection, one, word)) for one in places))
