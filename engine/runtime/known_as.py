"""The dossier that somebody knows under a reference or a file number: what they may not know of is
not there."""

from sqlalchemy import Connection

from engine.dossier import Dossier
from engine.runtime import queries, reading
from engine.sight import Sight


def known_as(connection: Connection, text: str, sight: Sight) -> Dossier | None:
    """The dossier in sight that has this reference, or else the latest one that bears this file
    number. What is out of sight is answered by the same statements as what does not exist."""
    reference = queries.find(connection, text, sight) or ""
    return reading.dossiers(connection, [reference]).get(reference)
