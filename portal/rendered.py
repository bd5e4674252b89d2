"""How a template becomes a page: in the language of its request, for whoever is signed in."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException as NotServed

from engine.runtime.office import Office
from engine.words import Words
from portal.headers import HEADERS
from portal.identity.current import somebody
from portal.letter_pages.officers import waits_for
from portal.navigation import navigation
from portal.operating.request_id import HEADER, request_id
from portal.words import OUTSIDE, language_of, speaking


class Unknown(LookupError):
    """Somebody asked for what does not exist: the words that say so, and what was asked for."""


@dataclass(frozen=True)
class Rendered:
    """The pages of an office; `banner` is said on each of them."""

    office: Office
    banner: Words | None

    def page(
        self, request: Request, template: str, status: int = 200, **known: Any
    ) -> HTMLResponse:
        """The page of that template."""
        if "person" not in known:
            known["person"] = somebody(request)
        known["waiting"] = waits_for(self.office, known["person"])
        known["request_id"] = request_id()
        known["navigation"] = navigation(known["person"], request.scope["path"])
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

    def tell_of_faults(self, app: FastAPI) -> None:
        """Let the application say of every fault what it is, on a page."""
        app.exception_handler(Unknown)(self._unknown)
        app.exception_handler(NotServed)(self._not_served)
        app.exception_handler(Exception)(self._fault)

    def _unknown(self, request: Request, fault: Unknown) -> HTMLResponse:
        return self.page(request, "missing.html", 404, heading="no_page", sentence=fault.args)

    def _not_served(self, request: Request, fault: NotServed) -> HTMLResponse:
        sentence = "only_read" if fault.status_code == _NOT_SO else "no_address"
        known = {"heading": "no_page", "sentence": (sentence,)}
        answer = self.page(request, "missing.html", fault.status_code, **known)
        answer.headers.update(fault.headers or {})
        return answer

    def _fault(self, request: Request, fault: Exception) -> HTMLResponse:
        # Nobody is named: asking who it is could be what failed.
        known = {"heading": "fault", "sentence": ("fault_told",), "person": None}
        answer = self.page(request, "missing.html", 500, **known)
        # Made outside of what guards all others; the address may hold the token of a link.
        outside = {"Referrer-Policy": "no-referrer", HEADER: request_id()}
        answer.headers.update({**HEADERS, **outside})
        return answer


_NOT_SO: Final = 405
