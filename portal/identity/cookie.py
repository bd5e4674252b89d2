"""The cookies that carry the token of a session, and of somebody who is still on the way in."""

from typing import Final

from fastapi import Request
from fastapi.responses import Response

NAME: Final = "dossiers"

ON_THE_WAY: Final = "dossiers-way"
"""Holds the token of a step that is still to be taken, for a few minutes."""


def token_of(request: Request, cookie: str = NAME) -> str | None:
    """The token that the browser brought."""
    return request.cookies.get(_name(request, cookie))


def give(
    request: Request, answer: Response, token: str, cookie: str = NAME, lasts: int | None = None
) -> None:
    """Let the browser bring the token with every request, for so many seconds or until it is
    closed."""
    answer.set_cookie(
        _name(request, cookie), token, max_age=lasts, path="/", secure=_safe(request),
        httponly=True, samesite="lax",
    )  # fmt: skip


def take_away(request: Request, answer: Response, cookie: str = NAME) -> None:
    """Let the browser forget the token."""
    answer.delete_cookie(
        _name(request, cookie), path="/", secure=_safe(request), httponly=True, samesite="lax"
    )


def _safe(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request, cookie: str) -> str:
    # A browser lets nobody else set a `__Host-` cookie, no neighbour and no eavesdropper; without
    # https it would refuse one. By https the other name is not read, for they could set that.
    return f"__Host-{cookie}" if _safe(request) else cookie
