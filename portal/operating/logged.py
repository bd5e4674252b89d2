"""What is logged: each request in one line, and each fault with where it happened; no secret.

An address may hold the token of a link, and a question somebody's name: the line names the route
(`/enter/{token}`), never what stood in its place.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from time import perf_counter
from typing import Any, Final, Literal

import structlog
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.dossier import Actor
from portal.operating.metrics import answered
from portal.operating.request_id import request_id

_QUIET: Final = ("/static", "/healthz", "/readyz", "/metrics")

_log: Final = logging.getLogger("dossiers")


def set_up(form: Literal["plain", "json"]) -> None:
    """Log to stderr from now on, as text or as lines of JSON."""
    shown: Any = structlog.processors.JSONRenderer()
    if form == "plain":
        shown = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    lines: list[Any] = [
        _named,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=lines, processor=shown)
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in ("apscheduler", "httpx2"):  # the one says each tick, the other whole addresses
        logging.getLogger(name).setLevel(logging.WARNING)


def _named(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    if name := request_id():
        event["request"] = name
    return event


class Logged:
    """Logs and counts each request once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, and tell of it afterwards."""
        if scope["type"] != "http" or scope["path"].startswith(_QUIET):
            await self._app(scope, receive, send)
            return
        status = 500
        began = perf_counter()

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            took = perf_counter() - began
            route = route_of(scope)
            answered(scope["method"], route, status, took)
            told = {
                "method": scope["method"],
                "route": route,
                "status": status,
                "milliseconds": round(1000 * took, 1),
                "role": _role(scope),
            }
            _log.info("answered", extra=told)


def route_of(scope: Scope) -> str:
    """The route that answered, as it is declared; what no route answers has one name."""
    route = scope.get("route")
    if route is None:
        return "none"
    # A mounted application knows its own part of the address alone.
    return f"{scope.get('root_path', '')}{getattr(route, 'path', 'none')}"


def _role(scope: Scope) -> str:
    who: Actor | None = getattr(Request(scope).state, "somebody", None)
    return "public" if who is None else who.role
