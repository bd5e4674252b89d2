"""Whoever must have a second factor and has none yet sets one up before anything else."""

from typing import Final

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.second_factors import factors
from engine.runtime.sessions import end_one
from portal.identity.cookie import token_of
from portal.identity.current import session_of, settings_of
from portal.identity.second.asked import mandatory
from portal.words import language_of, link

WITHOUT: Final = ("/account/second", "/sign-in", "/leave", "/static", "/healthz", "/readyz")
"""What is open without one: the way to it, the way out, and what tells nothing."""


class EnrolFirst:
    """Sends on to the page of second factors whoever is in without one that they must have."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or send it on."""
        if scope["type"] == "http" and _inside(scope["path"]) and token_of(Request(scope)):
            request = Request(scope)
            there = await run_in_threadpool(_elsewhere, request)
            if there:
                answer = RedirectResponse(link(language_of(request), *there), 303)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _inside(path: str) -> bool:
    return not any(path == open_ or path.startswith(f"{open_}/") for open_ in WITHOUT)


def _elsewhere(request: Request) -> tuple[str, ...]:
    """Where somebody is sent first; nowhere as a rule."""
    found = session_of(request)
    if found is None or found.came.account is None or found.came.second_at is not None:
        return ()
    if not mandatory(settings_of(request), found.actor.role):
        return ()
    office: Office = request.app.state.office
    with looking(office.database) as connection:
        has = bool(factors(connection, found.came.account))
    if not has:
        return ("account", "second")
    # They came in before it was asked of them: the one they have is to be given.
    with writer(office.database).begin() as connection:
        end_one(connection, found.key, office.clock())
    return ("sign-in",)
