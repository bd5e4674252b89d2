"""The addresses for those who run the system: /healthz, /readyz, /metrics, and security.txt."""

from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from engine.runtime import watched
from migrations import schema
from portal.here import Here
from portal.operating.metrics import metrics

LATEST_BEAT: Final = timedelta(minutes=5)
"""A worker sweeps each minute; one that was not awake for so long is gone."""

LATEST_LETTER: Final = timedelta(minutes=30)
"""A letter that is due leaves within seconds; one that waits so long has nobody who sends it."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Shown(here)
    app.get("/healthz")(shown.healthy)
    app.get("/readyz")(shown.ready)
    app.get("/metrics")(shown.metrics)
    app.get("/.well-known/security.txt")(shown.security)
    app.get("/robots.txt")(shown.robots)


@dataclass(frozen=True)
class _Shown:
    here: Here

    def healthy(self) -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    def ready(self) -> Response:
        """Whether all that is needed is there: 503 where something is not, each by its name."""
        found = self._checked()
        well = all(one["ok"] for one in found.values())
        return JSONResponse(
            {"status": "ready" if well else "not ready", "checks": found},
            200 if well else 503,
            {"Cache-Control": "no-store"},
        )

    def metrics(self, request: Request) -> Response:
        """What is counted, for whoever has the token; where none is set there is no such page."""
        token = self.here.settings.metrics_token
        given = request.headers.get("authorization", "").encode()
        if not token or not compare_digest(given, f"Bearer {token}".encode()):
            return PlainTextResponse("Not found\n", 404)
        return Response(metrics(self.here.office), media_type="text/plain; version=0.0.4")

    def security(self) -> Response:
        """Whom to tell of a weakness (RFC 9116)."""
        settings = self.here.settings
        address = settings.public_address.rstrip("/")
        expires = self.here.office.clock() + timedelta(days=180)
        return PlainTextResponse(
            f"Contact: mailto:{settings.office_address}\n"
            f"Expires: {expires:%Y-%m-%dT00:00:00Z}\n"
            "Preferred-Languages: en, fr\n"
            f"Canonical: {address}/.well-known/security.txt\n"
        )

    def robots(self) -> Response:
        """What search engines may read: the public pages."""
        private = ("/account", "/api/", "/desk", "/enter/", "/feeds/", "/reminders/", "/reset/",
                   "/sign-in", "/state")  # fmt: skip
        lines = "".join(f"Disallow: {address}\n" for address in private)
        return PlainTextResponse(f"User-agent: *\n{lines}")

    def _checked(self) -> dict[str, dict[str, Any]]:
        office, now = self.here.office, self.here.office.clock()
        try:
            with office.database.connect() as connection:
                late, seen = watched.late(connection, now), watched.seen(connection, now)
            at_head = schema.is_at_head(office.database)
        except Exception:  # whatever a driver raises, it does not answer
            return {"database": {"ok": False, "says": "it does not answer"}}
        awake = seen is not None and seen <= LATEST_BEAT.total_seconds()
        return {
            "database": {"ok": at_head, "says": "at head" if at_head else "behind: upgrade it"},
            "worker": {"ok": awake, "seconds": seen},
            "letters": {"ok": late <= LATEST_LETTER.total_seconds(), "seconds": late},
        }
