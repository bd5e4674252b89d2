"""The addresses of the published forms: the list, an edition, the schema of its answers; and what
each kind of problem means."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI, Request, Response

from forms.schema import json_schema
from portal.api.answered import answered
from portal.api.asked import edition_of, form_with, states_in
from portal.api.problems import MEDIA_TYPE, described
from portal.api.shapes.said import ProblemDetails
from portal.forms_as_data import listed, whole

_SCHEMA: Final = "application/schema+json"


def add_to(app: FastAPI) -> None:
    """Give the application these addresses; anybody may read them."""
    _publish(app, "/forms", _forms, "Every form with its editions")
    _publish(app, "/forms/{code}", _form, "One edition of a form", 400, 404)
    _publish(
        app, "/forms/{code}/schema", _schema, "The JSON Schema of its answers", 400, 404,
        kind=_SCHEMA,
    )  # fmt: skip
    _publish(app, "/problems/{name}", _problem, "What a kind of problem means", 404)


def _publish(
    app: FastAPI,
    address: str,
    answer: Callable[..., Response],
    summary: str,
    *statuses: int,
    kind: str = "application/json",
) -> None:
    told: dict[int | str, dict[str, Any]] = {
        200: {"description": "As published.", "content": {kind: {"schema": {}}}},
        304: {"description": "It is as the tag in If-None-Match names it."},
    }
    for status in (*statuses, 422):
        model = {"model": ProblemDetails, "content": {MEDIA_TYPE: {}}}
        told[status] = {"description": "Nothing is published there.", **model}
    app.get(address, tags=["published"], summary=summary, responses=told, response_class=Response)(
        answer
    )
    app.head(address, include_in_schema=False)(answer)


def _forms(request: Request) -> Response:
    return answered(request, listed())


def _form(request: Request, code: str, cycle: str = "") -> Response:
    """The one on which a file of that cycle comes."""
    form = form_with(code)
    return answered(request, whole(form, edition_of(form, cycle)))


def _schema(request: Request, code: str, cycle: str = "", states: str = "") -> Response:
    """For these submitting States, between semicolons."""
    schema = json_schema(edition_of(form_with(code), cycle), states_in(states))
    return answered(request, schema, _SCHEMA)


def _problem(request: Request, name: str) -> Response:
    """Where the `type` of a problem leads."""
    return answered(request, described(name))
