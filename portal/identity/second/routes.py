"""The addresses of second factors: one's own under /account/second, and those at the door."""

from fastapi import FastAPI, Request, Response

from portal.here import Here
from portal.identity.passwords import Locks
from portal.identity.second import at_the_door, by_passkey, removing, with_codes, with_passkeys
from portal.identity.second.shown import TOLD, listed


def add_to(app: FastAPI, here: Here, locks: Locks | None = None) -> None:
    """Give the application these pages; `locks` are those of the other doors."""

    def own(request: Request) -> Response:
        told = request.query_params.get("told", "")
        return listed(here, request, told=told if told in TOLD else None)

    app.get("/account/second")(own)
    for pages in (with_codes, with_passkeys, at_the_door, by_passkey):
        pages.add_to(app, here)
    removing.add_to(app, here, locks or Locks(here.settings.passwords))
