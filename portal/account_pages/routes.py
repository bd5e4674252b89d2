"""The addresses of these pages."""

from fastapi import FastAPI

from portal.account_pages import acting, inviting, listed, one, own, own_sessions
from portal.here import Here
from portal.identity import doors
from portal.identity.passwords import Locks
from portal.identity.provider import routes as provider
from portal.identity.second import routes as second


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages, and the doors to all of them."""
    locks = Locks(here.settings.passwords)
    doors.add_to(app, here, locks)
    second.add_to(app, here, locks)
    provider.add_to(app, here)
    own.add_to(app, here, locks)
    own_sessions.add_to(app, here)
    acting.add_to(app, here)
    listed.add_to(app, here)
    inviting.add_to(app, here)
    one.add_to(app, here)
