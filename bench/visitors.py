"""Who looks at the pages of the large office: an officer, a State of average work, and anybody."""

from typing import Final

from sqlalchemy import func, select

from bench.office_of import NOW, OFFICER
from engine.dossier import Actor
from engine.runtime.database import connect, writer
from engine.runtime.sessions import begin
from engine.runtime.tables import dossier, party
from portal.identity.cookie import NAME
from workflows.catalogue import workflows
from workflows.roles import STATE_PARTY

WORK: Final = 12
"""Open files of a State of average work."""

_FINAL: Final = sorted({s.name for one in workflows().values() for s in one.states if s.final})


def officer_of(url: str) -> str:
    """The cookie of an officer."""
    return _cookie(url, OFFICER)


def state_of(url: str) -> tuple[str, str]:
    """The cookie of a focal point, and the name of its State: of those whose open files are
    nearest to WORK in number, the one that has the most of the past."""
    named = (
        select(party.c.state)
        .join(dossier, dossier.c.reference == party.c.reference)
        .group_by(party.c.state)
        .order_by(
            func.abs(func.count().filter(dossier.c.state.not_in(_FINAL)) - WORK),
            func.count().desc(),
            party.c.state,
        )
    )
    engine = connect(url, 1)
    with engine.connect() as connection:
        state = str(connection.scalars(named).first())
    engine.dispose()
    return _cookie(url, Actor("The focal point", STATE_PARTY, frozenset({state}))), state


def _cookie(url: str, who: Actor) -> str:
    engine = connect(url, 1)
    with writer(engine).begin() as connection:
        token = begin(connection, who, NOW)
    engine.dispose()
    return f"{NAME}={token}"
