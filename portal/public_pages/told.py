"""/help and /accessibility: what this is, who does what, the words explained, what falls short."""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response

from engine.words import Words
from engine.workflow import State
from portal.here import Here
from portal.laid_out import order_of_travel
from workflows.catalogue import workflows


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Told(here)
    app.get("/help")(shown.help)
    app.get("/accessibility")(shown.accessibility)


@dataclass(frozen=True)
class _Told:
    here: Here

    def help(self, request: Request) -> Response:
        """What this is, and every word for where a file stands."""
        return self.here.render(request, "public_help.html", states=explained())

    def accessibility(self, request: Request) -> Response:
        """What is done so that all can use the pages, and what falls short."""
        return self.here.render(request, "public_accessibility.html")


def explained() -> dict[Words, State]:
    """The public's words for where a file stands, each once, in the order of travel."""
    all_of_them = list(workflows().values())
    states = {state.name: state for one in reversed(all_of_them) for state in one.states}
    found: dict[Words, State] = {}
    for name in order_of_travel(all_of_them):
        found.setdefault(states[name].public, states[name])
    return found
