"""What every page of a file needs: who looks, at which dossier, and how it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from engine.dossier import Actor, Dossier
from engine.runtime import queries, reading
from engine.runtime.database import Link
from engine.runtime.office import Office
from portal.filing.attach import Archive
from portal.filing.draft import NotThere, reads

Render = Callable[..., HTMLResponse]
"""`(request, template, status, **known)`: a page in the language of its request."""


@dataclass(frozen=True)
class Here:
    """The office, where contents are kept, how pages are made, and who asks for one."""

    office: Office
    archive: Archive
    render: Render
    who: Callable[[Request], Actor]

    def dossier(self, connection: Link, request: Request, reference: str) -> Dossier:
        """The dossier, which this person may see. LookupError, NotYours."""
        who = self.who(request)
        found = queries.find(connection, reference)
        if found is None:
            raise NotThere(reference)
        dossier = reading.dossiers(connection, [found])[found]
        reads(dossier, who)
        return dossier
