"""Drafts: a form under way, saved answer by answer, by several people without losing a word."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.runtime.filing_tables import answer, draft
from engine.runtime.held import hold
from engine.runtime.papers import escaped

Place = tuple[str, str]
"""A question, and the State it is asked of; empty where it is asked of all together."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it was saved: as given (None: cleared), at which version, when and by whom."""

    given: Any
    version: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form under way. `version` counts its saves; `answers` are the saved ones by place."""

    reference: str
    form: str
    edition: str
    version: int
    saved_at: datetime
    saved_by: str
    answers: Mapping[Place, Saved]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the same answer meanwhile: it stands, and `mine` was not saved."""

    place: Place
    theirs: Saved
    mine: Any


class Closed(Exception):
    """The dossier is not in a state in which its answers may change; nothing was saved."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Unstarted(LookupError):
    """The dossier has no draft."""


def start(
    connection: Connection, reference: str, form: str, edition: str, who: str, now: datetime
) -> None:
    """Begin a draft on that edition, if there is none; on another edition, continue on this one:
    what was answered stays."""
    row = {
        "reference": reference, "form": form, "edition": edition, "version": 0,
        "saved_at": now, "saved_by": who,
    }  # fmt: skip
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    same = (draft.c.form != form) | (draft.c.edition != edition)
    connection.execute(
        dialect.insert(draft)
        .values(row)
        .on_conflict_do_update(
            index_elements=["reference"], set_={"form": form, "edition": edition}, where=same
        )
    )


def draft_of(connection: Connection, reference: str) -> Draft | None:
    """The draft of a dossier."""
    row = connection.execute(select(draft).where(draft.c.reference == reference)).one_or_none()
    if row is None:
        return None
    answers = _answers(connection, reference)
    return Draft(reference, row.form, row.edition, row.version, row.saved_at, row.saved_by, answers)


def save(
    connection: Connection,
    reference: str,
    changes: Mapping[Place, Any],
    seen: int,
    who: str,
    now: datetime,
    open_in: frozenset[str],
) -> tuple[int, list[Conflict]]:
    """Save these answers (None clears one) of a draft of which version `seen` was looked at; the
    version now, and what somebody else changed since.

    Closed when the dossier stands in none of the states `open_in`, Unstarted without a draft.
    """
    # Whoever files this dossier waits for us, or we for them: no answer slips in after the file
    # was read.
    state = hold(connection, reference)
    if state not in open_in:
        raise Closed(str(state))
    version = connection.scalar(
        update(draft)
        .where(draft.c.reference == reference)
        .values(version=draft.c.version + 1, saved_at=now, saved_by=who)
        .returning(draft.c.version)
    )
    if version is None:
        raise Unstarted(reference)
    standing = _answers(connection, reference, {question for question, _ in changes})
    conflicts = []
    for place, given in changes.items():
        there = standing.get(place)
        if there is not None and there.version > seen and there.given != given:
            conflicts.append(Conflict(place, there, given))
        elif there is None or there.given != given:
            _put(connection, reference, place, Saved(given, version, now, who), there is None)
    return version, conflicts


def size(connection: Connection, reference: str, without: Collection[Place] = ()) -> int:
    """Characters of the answers of a dossier as they are kept, but for those in these places."""
    counted = select(answer.c.question, answer.c.state, func.length(answer.c.given)).where(
        answer.c.reference == reference
    )
    return sum(
        length
        for question, state, length in connection.execute(counted)
        if (question, state) not in without
    )


_SAVED: Final = ("given", "version", "saved_at", "saved_by")


def _put(connection: Connection, reference: str, place: Place, saved: Saved, new: bool) -> None:
    question, state = place
    row = dict(zip(_SAVED, (escaped(saved.given), saved.version, saved.at, saved.by), strict=True))
    here = {"reference": reference, "question": question, "state": state}
    if new:
        connection.execute(insert(answer).values(here | row))
        return
    connection.execute(
        update(answer).where(*(answer.c[name] == value for name, value in here.items())).values(row)
    )


def _answers(
    connection: Connection, reference: str, questions: Collection[str] | None = None
) -> dict[Place, Saved]:
    query = select(answer).where(answer.c.reference == reference)
    if questions is not None:
        query = query.where(answer.c.question.in_(questions))
    found = connection.execute(query)
    return {
        (row.question, row.state): Saved(
            json.loads(row.given), row.version, row.saved_at, row.saved_by
        )
        for row in found
    }
