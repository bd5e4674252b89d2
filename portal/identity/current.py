"""Who is signed in, as a page asks for it."""

from datetime import datetime, timedelta
from typing import Final

from fastapi import Request

from engine.dossier import Actor
from engine.runtime.office import Office
from engine.runtime.sessions import Lasting, Session, opened
from portal.identity.cookie import token_of
from portal.settings import Sessions, Settings
from workflows.roles import OFFICE, SECRETARIAT, STATE_PARTY

ACTS_FOR: Final = timedelta(hours=2)
"""So long an officer acts in somebody's place, unless they end it before."""


class NotSignedIn(Exception):
    """The page is for those who have signed in, and this browser has not."""


def session_of(request: Request) -> Session | None:
    """The session of this browser; None when it has none. The database is asked once in a
    request."""
    if not hasattr(request.state, "session"):
        request.state.session = _asked(request)
    found: Session | None = request.state.session
    return found


def account_of(request: Request) -> int | None:
    """The number of the account that is signed in, also while it acts for somebody else; None in a
    session without one."""
    found = session_of(request)
    return None if found is None else found.came.account


def somebody(request: Request) -> Actor | None:
    """Who is signed in, or for whom they act; None when nobody is."""
    if not hasattr(request.state, "somebody"):
        one = session_of(request)
        now = request.app.state.office.clock()
        request.state.somebody = None if one is None else acting(one, now)
    found: Actor | None = request.state.somebody
    return found


def required(request: Request) -> Actor:
    """Who is signed in, or for whom they act. NotSignedIn when nobody is."""
    found = somebody(request)
    if found is None:
        raise NotSignedIn
    return found


def acting(of: Session, now: datetime) -> Actor:
    """As whom a session acts: an officer for two hours as the person in whose place they do."""
    one = of.acting
    if one is None or of.actor.role not in OFFICE:
        return of.actor
    if now >= datetime.fromisoformat(one["since"]) + ACTS_FOR:
        return of.actor
    through = f"{of.actor.name}, {SECRETARIAT}"
    return Actor(one["name"], STATE_PARTY, frozenset(one["states"]), through)


def settings_of(request: Request) -> Settings:
    """What the surroundings say."""
    given: Settings = request.app.state.settings
    return given


def lasting(given: Sessions) -> Lasting:
    """How long sessions last by these settings."""
    return Lasting(timedelta(minutes=given.idle_minutes), timedelta(hours=given.hours))


def _asked(request: Request) -> Session | None:
    office: Office = request.app.state.office
    token = token_of(request)
    lasts = lasting(settings_of(request).sessions)
    return opened(office.database, token, office.clock(), lasts) if token else None
