"""The pages of letters are for the Secretariat: who of it asks, and how much waits for it."""

from typing import Final

from fastapi import Request

from engine.dossier import Actor
from engine.runtime import letter_desk, queries
from engine.runtime.office import Office
from engine.words import Words
from portal.filing.draft import NotYours
from portal.filing_pages.here import Here
from workflows.roles import OFFICE

_FOR_THE_OFFICE: Final = Words(
    "the letters of the office are for the Secretariat",
    "les courriers du bureau sont réservés au Secrétariat",
)


def officer(here: Here, request: Request) -> Actor:
    """The officer who asks for a page. NotSignedIn, NotYours."""
    who = here.who(request)
    if who.role not in OFFICE:
        raise NotYours(*_FOR_THE_OFFICE)
    return who


def waits_for(office: Office, who: Actor | None) -> int | None:
    """How many letters and addresses wait for this person to decide; None for whom they do not
    concern."""
    if who is None or who.role not in OFFICE:
        return None
    with queries.looking(office.database) as connection:
        return letter_desk.for_a_person(connection)
