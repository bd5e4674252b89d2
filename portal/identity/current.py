"""Who is signed in, as a page asks for it."""

from fastapi import Request

from engine.dossier import Actor
from engine.runtime.office import Office
from engine.runtime.sessions import who
from portal.identity.cookie import token_of


class NotSignedIn(Exception):
    """The page is for those who have signed in, and this browser has not."""


def somebody(request: Request) -> Actor | None:
    """Who is signed in; None when nobody is. The database is asked once in a request."""
    if not hasattr(request.state, "somebody"):
        request.state.somebody = _asked(request)
    found: Actor | None = request.state.somebody
    return found


def required(request: Request) -> Actor:
    """Who is signed in. NotSignedIn when nobody is."""
    found = somebody(request)
    if found is None:
        raise NotSignedIn
    return found


def _asked(request: Request) -> Actor | None:
    office: Office = request.app.state.office
    token = token_of(request)
    return who(office.database, token, office.clock()) if token else None
