"""What stands before all pages: foreign writes are refused, and whoever lacks a second factor that
they must have is sent to set it up."""

from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import Response

from engine.runtime.office import Office
from portal.identity.enrolling import EnrolFirst
from portal.identity.same_origin import SameOrigin
from portal.identity.secret import OF_A_SECRET, secret

__all__ = ["OF_A_SECRET", "Page", "add_to"]


class Page(Protocol):
    """How a template becomes a page."""

    def __call__(
        self, request: Request, template: str, status: int = 200, **known: Any
    ) -> Response:
        """Render it with what is known, in the language of the request."""
        ...


def add_to(app: FastAPI, office: Office, page: Page) -> None:
    """Add the refusal of foreign writes, and what lets nobody further without a second factor.

    Whatever guards the answers is to be added after this, so that it sees the refusals too.
    """
    app.state.office = office
    app.add_middleware(EnrolFirst)
    app.add_middleware(SameOrigin, refused=_Foreign(page).refused)


@dataclass(frozen=True)
class _Foreign:
    page: Page

    def refused(self, request: Request) -> Response:
        """The answer to what another site had sent."""
        # Nobody is named: a site that sends this may show the answer in a frame of its own.
        known = {"heading": "not_accepted", "sentence": ("from_elsewhere",), "person": None}
        return secret(self.page(request, "missing.html", 403, **known))
