"""/state/letters: every letter that was sent to a State about its dossiers, as it left."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import queries
from engine.runtime.letters_of_a_state import letters_of
from notifications.recipients import role_of
from portal.access.sight import whole
from portal.here import Here
from portal.words import words

MOST: Final = 20
"""Letters on one page."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/state/letters")(_Letters(here).look)


@dataclass(frozen=True)
class _Letters:
    here: Here

    def look(self, request: Request, after: str = "") -> Response:
        """The letters, the latest first."""
        who = self.here.reader(request, "state")
        with queries.looking(self.here.office.database) as connection:
            found = letters_of(connection, who.states, whole(who), to_others(), MOST, after or None)
        return self.here.render(request, "state_letters.html", found=found, after=after)


def to_others() -> frozenset[str]:
    """The letters that go to the office or to the Evaluation Body."""
    return frozenset(name for name in words()["letter"] if role_of(name) != "contact")
