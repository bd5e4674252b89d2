"""The addresses of attaching, filing and checking, and what is said of what cannot be done."""

from fastapi import FastAPI, Request, Response

from engine.runtime.drafts import Closed
from engine.words import Words
from portal.access.denied import NotYours
from portal.filing.draft import NotThere
from portal.filing_pages import attachments, export, filing, sheet
from portal.here import Here
from portal.words import words


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages. They come before the addresses that take any section of a
    form or any reference."""
    for pages in (attachments, filing, sheet, export):
        pages.add_to(app, here)

    def not_yours(request: Request, fault: NotYours) -> Response:
        return _said(here, request, 403, "not_yours", fault.said)

    def closed(request: Request, fault: Closed) -> Response:
        return _said(here, request, 409, "closed_now", words()["page"]["closed_told"])

    def silent(request: Request, fault: OSError) -> Response:
        return _said(here, request, 503, "fault", words()["page"]["store_silent"])

    def not_there(request: Request, fault: NotThere) -> Response:
        return _said(here, request, 404, "no_page", words()["page"]["no_address"])

    app.exception_handler(NotYours)(not_yours)
    app.exception_handler(NotThere)(not_there)
    app.exception_handler(Closed)(closed)
    app.exception_handler(OSError)(silent)


def _said(here: Here, request: Request, status: int, heading: str, said: Words) -> Response:
    return here.render(request, "refused.html", status, heading=heading, told=said)
