"""The dossier that somebody knows under a reference or a file number: what they may not know of is
not there."""

from sqlalchemy import Connection, or_, select

from engine.dossier import Dossier
from engine.runtime import reading
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import dossier
from engine.sight import Sight


def known_as(connection: Connection, text: str, sight: Sight) -> Dossier | None:
    """The dossier in sight that has this reference, or else the latest one that bears this file
    number. What is out of sight is answered by the same statement as what does not exist."""
    if not reading.REFERENCE.fullmatch(text):  # some texts no database may even be asked for
        return None
    numbered = dossier.c.file_no == text
    # Each half is in an index of its own: numbers of first dossiers, and those borne again.
    later = dossier.c.predecessor.is_not(None)
    wanted = or_(dossier.c.reference == text, numbered & later, numbered & ~later)
    found = list(
        connection.scalars(
            select(dossier.c.reference)
            .where(wanted, in_sight(sight))
            .order_by(dossier.c.cycle.is_(None), dossier.c.cycle.desc())
        )
    )
    reference = text if text in found else next(iter(found), "")
    return reading.dossiers(connection, [reference]).get(reference)
