"""A dossier as somebody knows it: found by its reference or file number, or not there at all."""

from dataclasses import dataclass

from engine.dossier import Actor, Dossier
from engine.runtime.database import Link
from engine.runtime.known_as import known_as
from portal.access.denied import unless
from portal.access.files import reads
from portal.access.sight import View, view, visible
from portal.rendered import Unknown


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A dossier, and how whoever looked for it sees it."""

    dossier: Dossier
    view: View


def looked_up(connection: Link, text: str, who: Actor | None) -> LookedUp:
    """The dossier of that reference or file number, as this person knows it.

    Unknown where they do not know of one: there is none, or it is not for them to know.
    """
    found = known_as(connection, text, visible(who))
    if found is None:
        raise Unknown("no_dossier", text)
    return LookedUp(found, view(who, found))


def read_in_full(connection: Link, text: str, who: Actor) -> Dossier:
    """The dossier, which this person reads with everything in it. Unknown where they do not know of
    one, NotYours where they see of it what the public does."""
    found = looked_up(connection, text, who).dossier
    unless(reads(who, found))
    return found
