"""The addresses of one dossier, and of looking for it."""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import queries
from portal.dossier_pages import letter_copy, opening_page, step_page
from portal.dossier_pages.looked_up import looked_up
from portal.dossier_pages.whole import Asked, file_of, whole
from portal.here import Here
from portal.public_pages.status import show
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages; they come last, since one takes any reference."""
    shown = _Dossiers(here)
    opening_page.add_to(app, here)
    step_page.add_to(app, here)
    letter_copy.add_to(app, here)
    app.get("/dossiers/{reference:path}")(shown.dossier)
    app.get("/find")(shown.find)


@dataclass(frozen=True)
class _Dossiers:
    here: Here

    def find(self, request: Request, q: str = "") -> RedirectResponse:
        """To the dossier of that reference or file number, as whoever asks knows it."""
        who = self.here.somebody(request)
        with queries.looking(self.here.office.database) as connection:
            found = looked_up(connection, q.strip(), who).dossier
        return RedirectResponse(link(language_of(request), "dossiers", found.reference), 303)

    def dossier(
        self, request: Request, reference: str, at: str = "", kind: str = "", done: str = ""
    ) -> Response:
        """Everything about one dossier, or what the public may know of it."""
        here, who = self.here, self.here.somebody(request)
        with queries.looking(here.office.database) as connection:
            found = looked_up(connection, reference, who)
            file = file_of(connection, found.dossier.reference)
            seen = None
            if who is not None and found.view == "whole":
                seen = whole(here, connection, request, file, who, Asked(at, kind, done))
        if seen is None:
            return show(here, request, file)
        return here.render(request, "dossier.html", seen[0], **seen[1])
