"""/api: the description of the interface, for people."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from portal.api.described import TOLD, described
from portal.api.scopes import SCOPES
from portal.api_pages.laid_out import groups
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/api")(_Documented(here).page)


@dataclass(frozen=True)
class _Documented:
    here: Here

    def page(self, request: Request) -> HTMLResponse:
        """Everything that programs can ask, made from what they are given themselves."""
        document = described(request.app.state.programs.made())
        site = self.here.settings.public_address.rstrip("/")
        return self.here.render(
            request,
            "api_docs.html",
            groups=groups(document, site),
            paragraphs=TOLD.split("\n\n"),
            scopes=SCOPES.values(),
        )
