"""POST /api/v1/dossiers: a dossier opened under a free reference."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Response

from engine.decide import Asked, Refused, decide
from engine.dossier import Dossier
from engine.runtime.database import Link
from engine.runtime.known_as import known_as
from engine.runtime.queries import looking
from engine.words import Words
from portal.access.sight import visible
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, problems
from portal.api.keys import IdempotencyKey, request_of
from portal.api.not_as_asked import not_as_asked
from portal.api.problems import AT
from portal.api.refusals import pointed, refusal
from portal.api.scopes import MOVE
from portal.api.shapes.steps import Moved, Opening
from portal.api.stepping import moved
from portal.api.versions import tag_of
from portal.here import Here
from portal.opening import open_dossier

Opener = Annotated[Signed, Depends(Signing(MOVE, writes=True))]

_HEADERS: Final = {
    "Location": {"description": "Where the dossier is.", "schema": {"type": "string"}},
    "ETag": {"description": "Its version, for If-Match.", "schema": {"type": "string"}},
}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    opened = {"description": "It is opened.", "headers": _HEADERS}
    app.post(
        "/dossiers", tags=["dossiers"], status_code=201, response_model=Moved,
        summary="Open a dossier", responses={**problems(*WRITES, 409), 201: opened},
    )(_Opening(here).open)  # fmt: skip


@dataclass(frozen=True)
class _Opening:
    here: Here

    def open(
        self,
        response: Response,
        opener: Opener,
        asked: Opening,
        idempotency_key: IdempotencyKey = None,
    ) -> Moved:
        """Open it, or be refused with every reason; a dry run is asked of no reference."""
        office = self.here.office
        workflow = office.book.workflows.get(asked.workflow)
        if workflow is None:
            there = ", ".join(sorted(office.book.workflows))
            raise not_as_asked(
                "workflow",
                Words(f"no workflow is called so; there are {there}",
                      f"aucune procédure ne porte ce nom ; il existe {there}"),
            )  # fmt: skip
        names = pointed(workflow.opening) | set(asked.answers)
        with looking(office.database) as connection:
            if self._hidden(connection, asked, opener):
                # Judged as if it did not exist, which is what this State may know of it.
                nothing = Dossier("", workflow.name, workflow.digest)
                question = Asked("open", opener.who, asked.answers)
                verdict = decide(workflow, nothing, question, office.clock(), office.book.law)
                if isinstance(verdict, Refused):
                    raise refusal(verdict, names)
        request = request_of(idempotency_key, opener)
        outcome = open_dossier(office, workflow.name, opener.who, asked.answers, request=request)
        if isinstance(outcome, Refused):
            raise refusal(outcome, names)
        response.headers["Location"] = f"{AT}/dossiers/{outcome.dossier.reference}"
        response.headers["ETag"] = tag_of(outcome.dossier.version)
        if outcome.again:
            response.status_code = 200
        with looking(office.database) as connection:
            return moved(self.here, connection, outcome, opener)

    def _hidden(self, connection: Link, asked: Opening, opener: Signed) -> bool:
        """Whether it is to succeed a dossier that its opener may not know of, if it exists."""
        earlier = asked.answers.get("predecessor")
        if not isinstance(earlier, str) or not earlier:
            return False
        found = known_as(connection, earlier, visible(opener.who))
        return found is None or found.reference != earlier
