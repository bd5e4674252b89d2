"""The pages of letters are for the Secretariat: who asks, and how much waits for it."""

from fastapi import Request

from engine.dossier import Actor
from engine.runtime import letter_desk, queries
from engine.runtime.office import Office
from portal.access.rooms import writes_in
from portal.here import Here
from portal.identity.same_origin import READING
from workflows.roles import OFFICE


def officer(here: Here, request: Request) -> Actor:
    """Who asks for a page: an officer, or somebody who only reads there. NotSignedIn, NotYours."""
    enters = here.reader if request.method in READING else here.writer
    return enters(request, "letters")


def acts(here: Here, request: Request) -> bool:
    """Whether who asks does anything with letters, or only reads them."""
    return writes_in(here.somebody(request), "letters") is None


def waits_for(office: Office, who: Actor | None) -> int | None:
    """How many letters and addresses wait for this person to decide; None for whom they do not
    concern."""
    if who is None or who.role not in OFFICE:
        return None
    with queries.glancing(office.database) as connection:
        return letter_desk.for_a_person(connection)
