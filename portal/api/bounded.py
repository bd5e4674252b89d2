"""No body is read beyond what anybody has a reason to send; documents have a limit of their own."""

import re
from typing import Final

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.api.problems import not_served

LARGEST: Final = 12_000_000
"""Bytes of a body: all answers of the largest file together."""

_DOCUMENT: Final = re.compile(r".*/dossiers/[^/]+/(attachments|answers\.docx)")
"""Where documents are sent: how large each may be stands in the law, and is asked there."""


class Bounded:
    """Answers whoever announces more, and stops whoever sends more than they announced."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it."""
        if scope["type"] != "http" or _DOCUMENT.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        request, came = Request(scope), 0
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > LARGEST:
            await not_served(request, HTTPException(413))(scope, receive, send)
            return

        async def bounded() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > LARGEST:
                raise HTTPException(413)
            return message

        await self._app(scope, bounded, send)
