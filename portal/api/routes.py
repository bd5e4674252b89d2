"""Everything for programs: an application of its own, so that whatever it cannot answer it says to
them."""

import re
from collections.abc import Callable
from threading import Lock
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from engine.runtime.drafts import Closed
from engine.words import Words
from portal.access.denied import NotYours
from portal.api import document, published
from portal.api.bounded import Bounded
from portal.api.not_as_asked import invalid
from portal.api.pace import Pace
from portal.api.problems import AT, Problem, Told, failed, not_served, problem
from portal.filing.draft import NotThere
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application the interface for programs, at its address; who is signed in there is
    signed in here."""
    app.state.api, app.state.pace = here, Pace()
    app.state.programs = programs = Programs(app, here)
    mounted = Mount(AT, programs)
    # Whatever stands in an address, a line's end too: it is answered here, to programs.
    mounted.path_regex = re.compile(mounted.path_regex.pattern, re.DOTALL)
    app.router.routes.append(mounted)


class Programs:
    """The interface, made when it is first asked: its shapes and describing them take longer than
    all the rest of the start."""

    def __init__(self, app: FastAPI, here: Here) -> None:
        self._app, self._here, self._making = app, here, Lock()
        self._made: FastAPI | None = None

    def made(self) -> FastAPI:
        """The application; made once."""
        with self._making:
            if self._made is None:
                self._made = api(self._here)
                self._made.state = self._app.state
            return self._made

    @property
    def routes(self) -> list[BaseRoute]:
        """What it answers."""
        return self.made().routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        await self.made()(scope, receive, send)


def api(here: Here | None = None) -> FastAPI:
    """The interface; without an office it has the published forms alone."""
    made = FastAPI(
        title="Dossiers of the 2003 Convention", version="1", openapi_url=None,
        redirect_slashes=False,
    )  # fmt: skip
    made.add_middleware(Bounded)
    published.add_to(made)
    if here is not None:
        from portal.api.parts import PARTS  # only who is asked pays for all their shapes

        for part in PARTS:
            part.add_to(made, here)
    document.add_to(made)
    told: dict[Any, Callable[..., Response]] = {
        Problem: problem,
        RequestValidationError: invalid,
        HTTPException: not_served,
        NotYours: _not_yours,
        NotThere: _not_there,
        Closed: _closed,
        OSError: _silent,
        Exception: failed,
    }
    for fault, teller in told.items():
        made.exception_handler(fault)(teller)
    return made


def _not_yours(request: Request, fault: NotYours) -> Told:
    return problem(request, Problem("not-yours", fault.said))


def _not_there(request: Request, _: NotThere) -> Told:
    said = Words("There is nothing of that name.", "Il n'y a rien de ce nom.")
    return problem(request, Problem("not-there", said))


def _closed(request: Request, _: Closed) -> Told:
    said = Words(
        "It is not the State's turn to write: nothing was changed.",
        "Ce n'est pas à l'État d'écrire : rien n'a été modifié.",
    )
    return problem(request, Problem("closed", said))


def _silent(request: Request, _: OSError) -> Told:
    said = Words(
        "The store of attachments does not answer; please try again later.",
        "L'archive des pièces jointes ne répond pas ; veuillez réessayer plus tard.",
    )
    return problem(request, Problem("silent", said))
