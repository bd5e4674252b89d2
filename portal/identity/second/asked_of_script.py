"""What the script of passkeys is told: what to ask the browser, or why it is not asked."""

import json

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from portal.words import language_of, say


def asked(token: str, options: str) -> Response:
    """The options of a ceremony, and the token that its answer comes back with."""
    told = {"token": token, "options": json.loads(options)}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def not_asked(request: Request, said: str, status: int = 422) -> Response:
    """A sentence that the script shows."""
    told = {"said": say(language_of(request), said)}
    return JSONResponse(told, status, headers={"Cache-Control": "no-store"})
