"""What every page needs: who looks, at what, in which room, and how it is rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from engine.dossier import Actor, Dossier
from engine.runtime.database import Link
from engine.runtime.known_as import known_as
from engine.runtime.office import Office
from portal.access import files, rooms
from portal.access.denied import unless
from portal.access.sight import visible
from portal.filing.attach import Archive
from portal.filing.draft import NotThere
from portal.identity.current import required, somebody
from portal.settings import Settings

About = Callable[[Dossier], Mapping[str, Any]]
"""What may be said of a dossier beyond its facts."""

Render = Callable[..., HTMLResponse]
"""`(request, template, status, **known)`: a page in the language of its request."""


@dataclass(frozen=True)
class Here:
    """The office, where contents are kept, how pages are made, what the surroundings say, and
    whether all this is a demonstration."""

    office: Office
    archive: Archive
    render: Render
    about: About
    settings: Settings
    demonstration: bool = False

    def who(self, request: Request) -> Actor:
        """Who asks. NotSignedIn where nobody does."""
        return required(request)

    def somebody(self, request: Request) -> Actor | None:
        """Who asks; None where nobody is signed in."""
        return somebody(request)

    def reader(self, request: Request, room: str) -> Actor:
        """Who looks into that room of `portal.access.rooms`. NotSignedIn, NotYours."""
        who = required(request)
        unless(rooms.reads_in(who, room))
        return who

    def writer(self, request: Request, room: str) -> Actor:
        """Who writes in that room of `portal.access.rooms`. NotSignedIn, NotYours."""
        who = required(request)
        unless(rooms.writes_in(who, room))
        return who

    def dossier(self, connection: Link, request: Request, reference: str) -> Dossier:
        """The dossier, which this person may see. NotThere, NotYours."""
        who = required(request)
        found = known_as(connection, reference, visible(who))
        if found is None:
            raise NotThere(reference)
        unless(files.reads(who, found))
        return found
