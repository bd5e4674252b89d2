"""The dossier that somebody knows under a reference or a file number: what they may not know of is
not there."""

from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, or_, select

from engine.dossier import Dossier
from engine.runtime.in_sight import in_sight
from engine.runtime.reading import COLUMNS, REFERENCE
from engine.runtime.tables import dossier
from engine.sight import EVERYTHING, Sight


def known_as(connection: Connection, text: str, sight: Sight) -> Dossier | None:
    """The dossier in sight that has this reference, or else the latest one that bears this file
    number. What is out of sight is answered by the same statement as what does not exist."""
    if not REFERENCE.fullmatch(text):  # some texts no database may even be asked for
        return None
    found = [Dossier(*row) for row in connection.execute(_named(sight), {"text": text})]
    return next((one for one in found if one.reference == text), found[0] if found else None)


def find(connection: Connection, text: str, sight: Sight = EVERYTHING) -> str | None:
    """The reference of that dossier."""
    found = known_as(connection, text, sight)
    return None if found is None else found.reference


@lru_cache(maxsize=1024)
def _named(sight: Sight) -> Select[Any]:
    """The dossiers in sight that are named so, the latest first: built once for each sight."""
    text: BindParameter[str] = bindparam("text")
    numbered = dossier.c.file_no == text
    # Each half is in an index of its own: numbers of first dossiers, and those borne again.
    later = dossier.c.predecessor.is_not(None)
    wanted = or_(dossier.c.reference == text, numbered & later, numbered & ~later)
    return (
        select(*(dossier.c[name] for name in COLUMNS))
        .where(wanted, in_sight(sight))
        .order_by(dossier.c.cycle.is_(None), dossier.c.cycle.desc())
    )
