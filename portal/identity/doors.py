"""Every way in and out: by password, by a link, on from a forgotten password, and out."""

from fastapi import FastAPI

from portal.here import Here
from portal.identity import demonstration, forgotten, invited, leaving, sign_in
from portal.identity.knocking import Knocks
from portal.identity.passwords import Locks


def add_to(app: FastAPI, here: Here, locks: Locks) -> None:
    """Give the application these pages, and what they ask of the surroundings."""
    app.state.settings = here.settings
    app.state.knocks = Knocks()
    sign_in.add_to(app, here, locks)
    forgotten.add_to(app, here, locks)
    invited.add_to(app, here, locks)
    leaving.add_to(app, here)
    if here.demonstration:
        demonstration.add_to(app, here)
