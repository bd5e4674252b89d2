"""The description of this interface (OpenAPI 3.1): every operation with what it needs, every answer
it may give, and an example."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from portal.api.caller import Signing
from portal.api.caller import reading as reads
from portal.api.examples import example
from portal.api.problems import AT, MEDIA_TYPE
from portal.api.scopes import READ, SCOPES

Document = dict[str, Any]

TOLD: Final = """Everything that the pages can do, through the same moves.

A program carries a token (`Authorization: Bearer dossiers_...`), made at `/account/tokens` for an
account, with a few scopes; it sees what the account may see at that moment. A browser that is
signed in may read with its cookie, and never write. Anybody may read what is public, without
either. What one may not know of is answered as what does not exist.

Instants are in UTC (RFC 3339). Whatever is not answered is a problem (RFC 9457), with every reason,
its paragraph, and a pointer to what it is about, in both languages; `lang=fr` or Accept-Language
chooses that of the title and the detail. A step names the version that was seen (`If-Match`): 428
without it, 412 where the dossier has moved. The same request under the same `Idempotency-Key` is
done once. A list gives the address of its next page in `next` and in the header `Link`.

What concerns signing in and the accounts themselves stays with the pages, on purpose: passwords,
second factors, sessions, invitations, tokens, private addresses of calendars, and acting in the
place of a State. A key that is lost must not be able to make others."""

TAGS: Final[Mapping[str, str]] = {
    "dossiers": "Dossiers, as far as the caller may know of them.",
    "steps": "What can be done now, and doing it.",
    "drafts": "A State's file: its answers, what is missing, what was filed.",
    "attachments": "The documents of a file.",
    "cycles": "Cycles, their calendar, their order of priority.",
    "desk": "The desk of those who work on many files: its list, lists by name, steps together.",
    "checks": "The Secretariat's check of a file.",
    "state": "The desk of a State: its files, its letters, its order of priority.",
    "public": "Decisions and figures, for anybody.",
    "audit": "What was recorded, and the seal over it.",
    "law": "What dossiers are judged by.",
    "letters": "The letters of the office.",
    "webhooks": "Telling programs what happened.",
    "account": "Whoever asks.",
    "published": "Forms and problems, for anybody.",
}

_SECURITY: Final = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of an account: "
        + "; ".join(f"`{one.name}`: {one.said.en}" for one in SCOPES.values()),
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-dossiers",
        "description": "A browser that is signed in: it reads, and never writes.",
    },
}


def described(app: FastAPI) -> Document:
    """The description, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _finished(app, _drawn(app))
    return app.openapi_schema


def _drawn(app: FastAPI) -> Document:
    app.description = TOLD
    app.openapi_tags = [{"name": name, "description": told} for name, told in TAGS.items()]
    drawn: Document = app.openapi()
    return drawn


def _finished(app: FastAPI, drawn: Document) -> Document:
    shapes = drawn.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        shapes.pop(name, None)
    drawn["servers"] = [{"url": AT}]
    drawn["components"]["securitySchemes"] = _SECURITY
    needs = dict(_needs(app))
    for path, operations in drawn["paths"].items():
        for method, operation in operations.items():
            operation["security"] = needs[path, method]
            _answers(operation, shapes)
            _examples(operation, shapes)
    return drawn


def _answers(operation: Document, shapes: Mapping[str, Any]) -> None:
    """A problem is of its own type, and of no other."""
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if MEDIA_TYPE in content:
            plain = content.pop("application/json", {})
            content[MEDIA_TYPE] = {**plain, **content[MEDIA_TYPE]}
        if int(status) < 400:
            for one in content.values():
                if one.get("schema"):
                    one["example"] = example(one["schema"], shapes)


def _examples(operation: Document, shapes: Mapping[str, Any]) -> None:
    for one in operation.get("parameters", ()):
        one["schema"].pop("title", None)
        named = one["schema"].get("examples") or one.pop("examples", None)
        if named:
            one["example"] = named[0] if isinstance(named, list) else named
    for one in operation.get("requestBody", {}).get("content", {}).values():
        one["example"] = example(one["schema"], shapes)


def _needs(app: FastAPI) -> Iterator[tuple[tuple[str, str], list[dict[str, list[str]]]]]:
    """What each operation needs, by its path and method."""
    for route in app.routes:
        if isinstance(route, APIRoute):
            for method in route.methods or ():
                yield (route.path_format, method.lower()), _of(route.dependant)


def _of(dependant: Dependant) -> list[dict[str, list[str]]]:
    calls = [one.call for one in dependant.dependencies]
    for one in calls:
        if isinstance(one, Signing):
            by_token = [{"bearer": [one.scope]}]
            return by_token if one.writes else [*by_token, {"session": []}]
    return [{}, {"bearer": [READ]}, {"session": []}] if reads in calls else [{}]
