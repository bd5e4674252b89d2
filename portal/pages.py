"""The pages that show the cycles, the dossiers of one, and one dossier with its timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as NotServed
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.dossier import Dossier
from engine.runtime import queries
from engine.runtime.office import Office
from engine.words import Words
from portal.api.routes import api
from portal.filing.attach import Archive
from portal.filing.draft import may_read
from portal.filing_pages import routes as filing_pages
from portal.filing_pages.here import Here
from portal.form_pages import routes as form_pages
from portal.identity import routes as identity
from portal.identity.current import required, somebody
from portal.laid_out import by_workflow, groups, turns
from portal.letter_pages import routes as letter_pages
from portal.letter_pages.officers import waits_for
from portal.letter_pages.to_come import to_come
from portal.reminder_pages import routes as reminder_pages
from portal.settings import Settings
from portal.told import told
from portal.wording_pages import routes as wording_pages
from portal.words import language_of, link, speaking, words
from workflows.roles import OFFICE

About = Callable[[Dossier], Mapping[str, Any]]

OUTSIDE: Final = "outside"
"""Stands for the cycle in the address of the dossiers that belong to none."""

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Guarded:
    """Gives every answer the headers that keep a browser to what the page itself brought; what an
    answer says of them by itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, and add the headers to what comes back."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                more = [header for header in self._headers if header[0] not in own]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self._app(scope, receive, with_headers)


class Unknown(LookupError):
    """Somebody asked for what does not exist: the words that say so, and what was asked for."""


def pages(
    office: Office,
    about: About,
    banner: Words | None,
    archive: Archive,
    settings: Settings | None = None,
) -> FastAPI:
    """The pages of an office; `about` is what may be said of a dossier beyond its facts, `banner`
    is said on each page, and `archive` is where attachments are kept."""
    app = FastAPI(title="ich-dossiers", openapi_url=None)
    shown = _Pages(office, about, banner)
    identity.add_to(app, office, shown.page)
    app.add_middleware(Guarded)  # after what refuses foreign writes: those answers too
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/api/v1", api())
    app.get("/")(shown.cycles)
    app.get("/cycles/{address}")(shown.cycle)
    here = Here(office, archive, shown.page, required)
    filing_pages.add_to(app, here)
    wording_pages.add_to(app, here)
    letter_pages.add_to(app, here, settings or Settings())
    form_pages.add_to(app, office, shown.page, required)
    reminder_pages.add_to(app, office, shown.page)
    app.get("/dossiers/{reference:path}")(shown.dossier)
    app.get("/find")(shown.find)
    app.get("/healthz")(_healthz)
    app.exception_handler(Unknown)(shown.unknown)
    app.exception_handler(NotServed)(shown.not_served)
    app.exception_handler(Exception)(shown.fault)
    return app


def _healthz() -> dict[str, str]:
    return {"status": "ok"}


@dataclass(frozen=True)
class _Pages:
    office: Office
    about: About
    banner: Words | None

    def cycles(self, request: Request) -> HTMLResponse:
        with queries.looking(self.office.database) as connection:
            found = queries.cycles(connection)
        return self.page(request, "cycles.html", cycles=found)

    def cycle(self, request: Request, address: str, workflow: str = "") -> HTMLResponse:
        number = _cycle(address)
        with queries.looking(self.office.database) as connection:
            counts = queries.counts(connection, number)
            lines = queries.lines(connection, number, workflow)
            kinds = dict.fromkeys((one.workflow, one.definition) for one in counts)
            definitions = {kind: self.office.book.pinned(connection, *kind) for kind in kinds}
        if not counts:
            raise Unknown("no_cycle", address)
        found = groups(lines, definitions)
        return self.page(
            request,
            "cycle.html",
            address=address,
            cycle=number,
            session=self.about(_any_of(number, counts[0].workflow))["session"],
            total=sum(one.dossiers for one in counts),
            mechanisms=by_workflow(counts),
            chosen=workflow,
            groups=found,
            turns=turns(found, words()["role"]),
        )

    def find(self, request: Request, q: str = "") -> RedirectResponse:
        with queries.looking(self.office.database) as connection:
            reference = queries.find(connection, q.strip())
        if reference is None:
            raise Unknown("no_dossier", q.strip())
        return RedirectResponse(link(language_of(request), "dossiers", reference), 303)

    def dossier(self, request: Request, reference: str) -> HTMLResponse:
        who = somebody(request)
        in_office = who is not None and who.role in OFFICE
        with queries.looking(self.office.database) as connection:
            found = queries.find(connection, reference)
            file = None if found is None else queries.file(connection, found)
            if file is None:
                raise Unknown("no_dossier", reference)
            book = self.office.book
            pinned = partial(book.pinned, connection)
            known = told(file, self.about(file.dossier), pinned, book.law, self.office.clock())
            reference = file.dossier.reference
            coming = to_come(connection, self.office, reference) if in_office else None
        mine = who is not None and may_read(file.dossier, who)
        known |= {"mine": mine, "officer": mine and in_office, "coming": coming}
        return self.page(request, "dossier.html", **known)

    def unknown(self, request: Request, fault: Unknown) -> HTMLResponse:
        return self.page(request, "missing.html", 404, heading="no_page", sentence=fault.args)

    def not_served(self, request: Request, fault: NotServed) -> HTMLResponse:
        sentence = "only_read" if fault.status_code == 405 else "no_address"
        known = {"heading": "no_page", "sentence": (sentence,)}
        answer = self.page(request, "missing.html", fault.status_code, **known)
        answer.headers.update(fault.headers or {})
        return answer

    def fault(self, request: Request, fault: Exception) -> HTMLResponse:
        # Nobody is named: asking who it is could be what failed.
        known = {"heading": "fault", "sentence": ("fault_told",), "person": None}
        answer = self.page(request, "missing.html", 500, **known)
        # Made outside of what guards all others; the address may hold the token of a link.
        answer.headers.update({**HEADERS, "Referrer-Policy": "no-referrer"})
        return answer

    def page(
        self, request: Request, template: str, status: int = 200, **known: Any
    ) -> HTMLResponse:
        """The page of that template, in the language of the request, for whoever is signed in."""
        if "person" not in known:
            known["person"] = somebody(request)
        known["waiting"] = waits_for(self.office, known["person"])
        language = language_of(request)
        other = "fr" if language == "en" else "en"
        path = "/" + quote(request.scope["path"].lstrip("/"))  # two slashes name another host
        switch = f"{path}?{urlencode({**request.query_params, 'lang': other})}"
        headers: dict[str, str] = {"Content-Language": language}
        if known["person"]:
            headers["Cache-Control"] = "no-store"  # whoever sits here next does not go back to it
        body = speaking(language).get_template(template)
        return HTMLResponse(
            body.render(banner=self.banner, switch=switch, outside=OUTSIDE, **known),
            status,
            headers,
        )


def _cycle(address: str) -> int | None:
    """The cycle an address names; the one before the first year for what names none."""
    if address == OUTSIDE:
        return None
    return int(address) if len(address) == 4 and address.isdecimal() and address.isascii() else 0


def _any_of(cycle: int | None, workflow: str) -> Dossier:
    """Some dossier of the cycle, to ask what all of them have in common."""
    return Dossier("", workflow, facts={} if cycle is None else {"cycle": cycle})
