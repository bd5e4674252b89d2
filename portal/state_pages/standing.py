"""Where every open dossier of somebody's States stands: whose turn, what is missing, what next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from engine.dossier import Actor, Dossier
from engine.runtime.database import Link
from engine.runtime.files_of_a_state import dossiers_of
from engine.runtime.office import Office
from engine.words import Words
from engine.workflow import State
from portal.access.sight import whole
from portal.state_pages.clocks import NextDate, next_date_told
from portal.state_pages.comes_next import comes_next
from portal.state_pages.missing import Missing, missing
from workflows.catalogue import workflows
from workflows.next_date import next_date
from workflows.roles import STATE_PARTY

CLOSED: Final = frozenset(
    state.name for one in workflows().values() for state in one.states if state.final
)
"""The states in which a dossier is of the past; a name means the same in every workflow."""

CHECKED: Final = 20
"""Drafts of which the desk itself tells what is missing: the others tell it on their own page."""

MOST: Final = 200
"""Files of one group on the desk."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier as its State sees it: under which title, where it stands, the next date if the law
    fixes one, what is missing if it is its turn to write, and what comes next."""

    dossier: Dossier
    mechanism: Words
    state: State
    date: NextDate | None
    missing: Missing | None
    follows: Words


@dataclass(frozen=True, slots=True)
class Group:
    """The files that wait for the same role, and how many there are: no more than so many are
    listed."""

    owner: str
    files: tuple[Standing, ...]
    number: int


def standing(
    connection: Link, office: Office, who: Actor, zone: str, now: datetime
) -> tuple[Group, ...]:
    """Every open dossier of the States of this person, by whose turn it is, theirs first; the
    nearest date first."""
    known = dossiers_of(connection, who.states, whole(who), never_in=CLOSED)
    grouped: dict[str, list[Standing]] = {STATE_PARTY: []}
    for one in known:
        told = _standing(connection, office, one, zone, now)
        grouped.setdefault(told.state.owner, []).append(told)
    return tuple(
        _group(connection, office, owner, files, now)
        for owner, files in sorted(grouped.items(), key=lambda each: each[0] != STATE_PARTY)
    )


def _group(
    connection: Link, office: Office, owner: str, files: list[Standing], now: datetime
) -> Group:
    ordered = sorted(files, key=_by_date)
    shown = tuple(ordered[:MOST])
    if owner == STATE_PARTY:
        shown = tuple(_with_what_is_missing(connection, office, shown, now))
    return Group(owner, shown, len(files))


def _by_date(one: Standing) -> tuple[bool, datetime, str]:
    reference = one.dossier.reference
    if one.date is None:
        return True, _NEVER, reference
    return False, one.date.due.instant, reference


_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def _with_what_is_missing(
    connection: Link, office: Office, files: tuple[Standing, ...], now: datetime
) -> Iterator[Standing]:
    left = CHECKED
    for one in files:
        found = missing(connection, office.book.law, one.dossier, now) if left else None
        left -= found is not None
        yield replace(one, missing=found)


def _standing(
    connection: Link, office: Office, dossier: Dossier, zone: str, now: datetime
) -> Standing:
    workflow = office.book.pinned(connection, dossier.workflow, dossier.definition)
    due = next_date(office.book.law, dossier)
    told = None if due is None else next_date_told(due, now, zone)
    follows = comes_next(workflow, dossier, due, office.book.law, now)
    return Standing(dossier, workflow.title, workflow.state[dossier.state], told, None, follows)
