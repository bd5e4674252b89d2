"""Which rows are in sight: `engine.sight`, said to the database."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select

from engine.runtime.among import among
from engine.runtime.tables import dossier, party
from engine.sight import Reach, Sight


@lru_cache(maxsize=1024)
def in_sight(sight: Sight) -> ColumnElement[bool]:
    """The condition on rows of `dossier` that lets through what `engine.sight.covers` does."""
    return or_(false(), *(and_(True, *_conditions(reach)) for reach in sight))


def _conditions(reach: Reach) -> Iterator[ColumnElement[bool]]:
    if reach.workflows is not None:
        yield among(dossier.c.workflow, reach.workflows)
    if reach.stands_in is not None:
        yield among(dossier.c.state, reach.stands_in)
    if reach.never_in:
        yield not_(among(dossier.c.state, reach.never_in))
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
