"""The dossier that an address names, as whoever calls knows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.dossier import Actor, Dossier, Fact
from engine.runtime.database import Link
from engine.runtime.known_as import known_as
from engine.words import Words
from portal.access import files
from portal.access.denied import Denied
from portal.access.sight import View, view, visible
from portal.api.problems import Problem
from portal.told import WITHHELD


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier, and how whoever calls sees it."""

    dossier: Dossier
    view: View


def known(connection: Link, reference: str, who: Actor | None) -> Known:
    """The dossier of that reference or file number. Problem where they do not know of one: what is
    not for them to know is answered as what does not exist."""
    found = known_as(connection, reference, visible(who))
    if found is None:
        raise not_there(
            "There is no such dossier, or none that you may know of.",
            "Il n'existe aucun dossier de ce nom, ou aucun que vous puissiez connaître.",
        )
    return Known(found, view(who, found))


def read_whole(connection: Link, reference: str, who: Actor | None) -> Dossier:
    """The dossier, for those who may read everything in it. Problem for all others."""
    found = known(connection, reference, who).dossier
    only(files.reads(who, found))
    return found


def only(denied: Denied | None) -> None:
    """Problem where something stands against it."""
    if denied is not None:
        error = {"rule": "access", "sentence": denied.said._asdict(), "cite": str(denied.citation)}
        raise Problem("not-yours", denied.said, [error])


def not_there(en: str, fr: str) -> Problem:
    """What is answered where nothing is."""
    return Problem("not-there", Words(en, fr))


def told_facts(facts: Mapping[str, Fact], who: Actor | None, dossier: Dossier) -> dict[str, Fact]:
    """The facts, without those about a person for whoever may not read them."""
    if files.reads_letters(who, dossier) is None:
        return dict(facts)
    return {name: value for name, value in facts.items() if name not in WITHHELD}
