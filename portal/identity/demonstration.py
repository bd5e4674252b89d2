"""One click in the demonstration, and nowhere else: /demo, an account for each role."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import Response

from portal.demo_accounts import demonstration_accounts, there
from portal.here import Here
from portal.identity.entry import Shown, proceed
from portal.identity.local import local
from portal.rendered import Unknown


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages: only that of a demonstration."""
    door = _Demonstration(here)
    app.get("/demo")(door.shown)
    app.post("/demo/{number}")(door.entered)


@dataclass(frozen=True)
class _Demonstration:
    here: Here

    def shown(self, request: Request) -> Response:
        """Whom one can be."""
        people = there(self.here.office) or demonstration_accounts(self.here.office)
        return self.here.render(request, "sign_in_demo.html", 200, people=people)

    def entered(self, request: Request, number: str) -> Response:
        """In, as one of these people."""
        for one in there(self.here.office):
            if str(one.number) == number:
                to = local(request.query_params.get("next", ""))
                return proceed(self.here, request, Shown(one, "demonstration", to))
        raise Unknown("no_address")
