"""/api/v1/openapi.json: the description of this interface, for programs."""

from fastapi import FastAPI, Request, Response

from portal.api.answered import answered
from portal.api.described import described


def add_to(app: FastAPI) -> None:
    """Give the application this address; the document does not describe itself."""

    def openapi(request: Request) -> Response:
        return answered(request, described(app), "application/json")

    app.get("/openapi.json", include_in_schema=False)(openapi)
