"""The pages of signing in and out: /enter/{token} and /leave."""

from dataclasses import dataclass
from typing import Any, Final, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.runtime import invitations, sessions
from engine.runtime.office import Office
from portal.identity import cookie
from portal.identity.current import NotSignedIn
from portal.identity.same_origin import SameOrigin
from portal.words import language_of, link

OF_A_SECRET: Final = {
    # The address holds the token: no more than the host's name may leave with a request. With
    # `no-referrer` the form itself would come from `Origin: null`, as if from somewhere else.
    "Referrer-Policy": "strict-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


class Page(Protocol):
    """How a template becomes a page."""

    def __call__(
        self, request: Request, template: str, status: int = 200, **known: Any
    ) -> Response:
        """Render it with what is known, in the language of the request."""
        ...


def add_to(app: FastAPI, office: Office, page: Page) -> None:
    """Add signing in and out, the refusal of foreign writes, and the answer to NotSignedIn.

    Whatever guards the answers is to be added after this, so that it sees the refusals too.
    """
    app.state.office = office
    entrance = _Entrance(office, page)
    app.add_middleware(SameOrigin, refused=entrance.foreign)
    app.get("/enter/{token}")(entrance.door)
    app.post("/enter/{token}")(entrance.enter)
    app.get("/leave")(entrance.outside)
    app.post("/leave")(entrance.leave)
    app.exception_handler(NotSignedIn)(entrance.not_signed_in)


@dataclass(frozen=True)
class _Entrance:
    office: Office
    page: Page

    def door(self, request: Request, token: str) -> Response:
        """Who one would be. Scanners of mail follow links, so that looking changes nothing."""
        office = self.office
        invitation = invitations.invited(office.database, token, office.clock())
        if invitation is None:
            return self._closed(request)
        return _secret(self.page(request, "enter.html", invitation=invitation, token=token))

    def enter(self, request: Request, token: str) -> Response:
        """In, to the first page, under a token that was in no address."""
        now = self.office.clock()
        opened = invitations.enter(self.office.database, token, now)
        if opened is None:
            return self._closed(request)
        if before := cookie.token_of(request):  # nobody would ever end it: its token is replaced
            sessions.end(self.office.database, before, now)
        answer = RedirectResponse(link(language_of(request)), 303, OF_A_SECRET)
        cookie.give(request, answer, opened)
        return answer

    def leave(self, request: Request) -> Response:
        """Out; the page that says so is another one, so that loading it again does nothing."""
        if token := cookie.token_of(request):
            sessions.end(self.office.database, token, self.office.clock())
        answer = RedirectResponse(link(language_of(request), "leave"), 303)
        cookie.take_away(request, answer)
        return answer

    def outside(self, request: Request) -> Response:
        """Whether one is signed in."""
        return self.page(request, "signed_out.html")

    def not_signed_in(self, request: Request, fault: NotSignedIn) -> Response:
        """The answer of a page that asked for somebody."""
        return self._told(request, 401, "sign_in_first", "not_signed_in", person=None)

    def foreign(self, request: Request) -> Response:
        """The answer to what another site had sent."""
        # Nobody is named: a site that sends this may show the answer in a frame of its own.
        return _secret(self._told(request, 403, "not_accepted", "from_elsewhere", person=None))

    def _closed(self, request: Request) -> Response:
        return _secret(self._told(request, 404, "no_link", "ask_for_link"))

    def _told(
        self, request: Request, status: int, heading: str, sentence: str, **known: Any
    ) -> Response:
        told = {"heading": heading, "sentence": (sentence,), **known}
        return self.page(request, "missing.html", status, **told)


def _secret(answer: Response) -> Response:
    answer.headers.update(OF_A_SECRET)
    return answer
