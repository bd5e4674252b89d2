"""The cookie that carries the token of a session."""

from typing import Final

from fastapi import Request
from fastapi.responses import Response

NAME: Final = "dossiers"


def token_of(request: Request) -> str | None:
    """The token that the browser brought."""
    return request.cookies.get(_name(request))


def give(request: Request, answer: Response, token: str) -> None:
    """Let the browser bring the token with every request, until it is closed."""
    answer.set_cookie(
        _name(request), token, path="/", secure=_safe(request), httponly=True, samesite="lax"
    )


def take_away(request: Request, answer: Response) -> None:
    """Let the browser forget the token."""
    answer.delete_cookie(
        _name(request), path="/", secure=_safe(request), httponly=True, samesite="lax"
    )


def _safe(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request) -> str:
    # A browser lets nobody else set a `__Host-` cookie, no neighbour and no eavesdropper; without
    # https it would refuse one. By https the other name is not read, for they could set that.
    return f"__Host-{NAME}" if _safe(request) else NAME
