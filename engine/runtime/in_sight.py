"""Which rows are in sight: `engine.sight`, said to the database."""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from engine.runtime.tables import dossier, party
from engine.sight import Reach, Sight


def in_sight(sight: Sight) -> ColumnElement[bool]:
    """The condition on rows of `dossier` that lets through what `engine.sight.covers` does."""
    return or_(false(), *(and_(True, *_conditions(reach)) for reach in sight))


def _conditions(reach: Reach) -> Iterator[ColumnElement[bool]]:
    if reach.workflows is not None:
        yield dossier.c.workflow.in_(sorted(reach.workflows))
    if reach.stands_in is not None:
        yield dossier.c.state.in_(sorted(reach.stands_in))
    if reach.never_in:
        yield dossier.c.state.not_in(sorted(reach.never_in))
    if reach.parties is not None:
        yield _submitted_by(reach.parties)
    if reach.not_of:
        yield ~_submitted_by(reach.not_of)
    has = (
        (reach.received, dossier.c.received_at),
        (reach.numbered, dossier.c.file_no),
        (reach.decided, dossier.c.decision),
    )
    for asked, column in has:
        if asked is not None:
            yield column.is_not(None) if asked else column.is_(None)


def _submitted_by(states: Iterable[str]) -> ColumnElement[bool]:
    theirs = (party.c.reference == dossier.c.reference, party.c.state.in_(sorted(states)))
    return exists(select(party.c.reference).where(*theirs))
