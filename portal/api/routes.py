"""The addresses of the published forms: the list, an edition, and the schema of its answers."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from forms.schema import json_schema
from portal.api.answered import answered
from portal.api.asked import edition_of, form_with, states_in
from portal.api.problems import Problem, described, failed, not_served, problem
from portal.forms_as_data import listed, whole

READING: Final = ["GET", "HEAD"]


def api() -> FastAPI:
    """An application of its own, so that whatever it cannot answer it says to programs."""
    made = FastAPI(openapi_url=None, redirect_slashes=False)
    addresses: dict[str, Callable[..., Response]] = {
        "/forms": _forms,
        "/forms/{code}": _form,
        "/forms/{code}/schema": _schema,
        "/problems/{name}": _problem,
    }
    for address, answer in addresses.items():
        made.api_route(address, methods=READING)(answer)
    told: dict[Any, Callable[..., Response]] = {
        Problem: problem,
        HTTPException: not_served,
        Exception: failed,
    }
    for fault, teller in told.items():
        made.exception_handler(fault)(teller)
    return made


def _forms(request: Request) -> Response:
    return answered(request, listed())


def _form(request: Request, code: str, cycle: str = "") -> Response:
    form = form_with(code)
    return answered(request, whole(form, edition_of(form, cycle)))


def _schema(request: Request, code: str, cycle: str = "", states: str = "") -> Response:
    schema = json_schema(edition_of(form_with(code), cycle), states_in(states))
    return answered(request, schema, "application/schema+json")


def _problem(request: Request, name: str) -> Response:
    return answered(request, described(name))
