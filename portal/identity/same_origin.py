"""Writing is for forms of these pages: what another site makes a browser send is refused."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

READING: Final = ("GET", "HEAD", "OPTIONS")

_UNSUBSCRIBING: Final = re.compile(r"/reminders/[^/]+/unsubscribe")
"""Mail programs post here for their users (RFC 8058): from elsewhere, and for whoever has the token
in the address, signed in or not."""


class SameOrigin:
    """Passes on what reads, and what writes from these pages; answers the rest with `refused`."""

    def __init__(self, app: ASGIApp, refused: Callable[[Request], Response]) -> None:
        self._app = app
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it."""
        if scope["type"] != "http" or _may_pass(request := Request(scope)):
            await self._app(scope, receive, send)
        else:
            answer = await run_in_threadpool(self._refused, request)
            await answer(scope, receive, send)


def _may_pass(request: Request) -> bool:
    foreign = request.method == "POST" and _UNSUBSCRIBING.fullmatch(request.scope["path"])
    return bool(foreign) or _is_a_program(request) or from_here(request)


def _is_a_program(request: Request) -> bool:
    """Whether it is for the interface for programs, where no cookie writes: what a site makes a
    browser send there is refused for want of a token."""
    return bool(request.scope["path"].startswith("/api/v1/"))


def from_here(request: Request) -> bool:
    """Whether the request reads, or comes from a page of this host, as the browser itself says.

    `Sec-Fetch-Site` decides where it is sent (`none` is the person, not a page); else the address
    in `Origin`, else in `Referer`. No browser sends none of them with a form.
    """
    if request.method in READING:
        return True
    if site := request.headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    given = request.headers.get("origin") or request.headers.get("referer", "")
    host = request.headers.get("host", "")
    # Where a proxy ends TLS without saying so, our own scheme is http and the page's is https.
    return bool(host) and _origin(given) in {(request.url.scheme, host), ("https", host)}


def _origin(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
