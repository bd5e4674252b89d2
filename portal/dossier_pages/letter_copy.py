"""/dossiers/{reference}/letters/{key}: a letter as it left, for those who read the letters of its
dossier."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from engine.runtime import queries
from engine.runtime.kept_letters import letter_in_full
from engine.runtime.letters_about import letters_about
from notifications.receives import ROLES
from portal.dossier_pages.letters_seen import letters_seen
from portal.dossier_pages.looked_up import looked_up
from portal.here import Here
from portal.rendered import Unknown


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/dossiers/{reference}/letters/{key:path}")(_Copies(here).one)


@dataclass(frozen=True)
class _Copies:
    here: Here

    def one(self, request: Request, reference: str, key: str) -> HTMLResponse:
        """The copies of a letter in the order in which they left."""
        who = self.here.who(request)
        with queries.looking(self.here.office.database) as connection:
            dossier = looked_up(connection, reference, who).dossier
            known = letters_seen(who, dossier, letters_about(connection, dossier.reference))
            letter = next((one for one in known if one.key == key), None)
            kept = None if letter is None else letter_in_full(connection, letter.key)
        if kept is None:
            raise Unknown("no_address")
        told = {"dossier": dossier, "letter": kept, "roles": ROLES}
        return self.here.render(request, "dossier_letter.html", 200, **told)
