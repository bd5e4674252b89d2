"""POST /api/v1/dossiers/{reference}/filings: the State hands in its file as it stands."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Response

from engine.decide import Refused
from engine.dossier import Dossier
from engine.runtime.database import Link
from engine.runtime.queries import looking
from engine.runtime.reading import entries
from engine.runtime.since import told as moved_on
from engine.words import Words
from portal.access import files
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, problems
from portal.api.drafting import missing
from portal.api.found import only, read_whole
from portal.api.keys import IdempotencyKey, request_of
from portal.api.one import TAGGED, Reference
from portal.api.problems import Problem
from portal.api.refusals import refusal
from portal.api.scopes import MOVE
from portal.api.shapes.files import Filing
from portal.api.shapes.steps import Moved
from portal.api.stepping import moved
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.filing.filing import Forewarned, NotKnowing, entry_under, file
from portal.here import Here

Mover = Annotated[Signed, Depends(Signing(MOVE, writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.post(
        "/dossiers/{reference}/filings", tags=["drafts"], response_model=Moved,
        summary="File it, complete or not",
        responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED,
    )(_Filing(here).file)  # fmt: skip


@dataclass(frozen=True)
class _Filing:
    here: Here

    def file(
        self,
        response: Response,
        mover: Mover,
        reference: Reference,
        given: Filing,
        if_match: IfMatch = None,
        idempotency_key: IdempotencyKey = None,
    ) -> Moved:
        """Hand in the draft with its attachments. If-Match names the version of the dossier. Where
        something is missing, it is told, and filed once `knowing` says that it is known."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = read_whole(connection, reference, mover.who)
            only(files.writes_answers(mover.who, dossier))
            seen, request = seen_in(if_match), request_of(idempotency_key, mover)
            if seen != dossier.version and not entry_under(connection, reference, request):
                raise self._stale(connection, dossier, seen)
        outcome = file(office, dossier.reference, mover.who, given.knowing, request)
        if isinstance(outcome, NotKnowing):
            raise _untold(outcome.forewarned)
        if isinstance(outcome, Refused):
            raise refusal(outcome, (), seen, dossier.version)
        response.headers["ETag"] = tag_of(outcome.dossier.version)
        with looking(office.database) as connection:
            return moved(self.here, connection, outcome, mover)

    def _stale(self, connection: Link, dossier: Dossier, seen: int) -> Problem:
        workflow = self.here.office.book.pinned(connection, dossier.workflow, dossier.definition)
        since = entries(connection, dossier.reference, seen)
        told = moved_on(seen, dossier, since, workflow)
        return refusal(Refused((told,)), (), seen, dossier.version)


def _untold(told: Forewarned) -> Problem:
    said = Words(
        f"Something is missing; nothing was filed. {told.follows.en}",
        f"Il manque des éléments ; rien n'a été déposé. {told.follows.fr}",
    )
    errors = [
        {"rule": one.item, "sentence": one.sentence.model_dump(), "cite": one.cite}
        for one in missing(told)
    ]
    return Problem("missing", said, errors, known_as=told.name)
