"""/api/v1/dossiers/{reference}/confirmations: what each State of a file says of it."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, FastAPI

from engine.runtime import attachments
from engine.runtime.database import Link
from engine.runtime.queries import looking
from engine.words import Words
from portal.access import files
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import only, read_whole
from portal.api.one import Reference
from portal.api.problems import Problem
from portal.api.scopes import MOVE, READ
from portal.api.shapes.files import Confirmations, Confirming, Word
from portal.api.shapes.said import said
from portal.filing import confirmed as words
from portal.filing.confirmed import Changed, Confirmed, confirm
from portal.filing.draft import Begun
from portal.here import Here

Reader = Annotated[Signed, Depends(Signing(READ))]
Mover = Annotated[Signed, Depends(Signing(MOVE, writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    shown = _Words(here)
    at = "/dossiers/{reference}/confirmations"
    tags: Tags = ["drafts"]
    app.get(
        at, tags=tags, response_model=Confirmations, summary="What each State of a file says of it",
        responses=problems(404),
    )(shown.listed)  # fmt: skip
    app.post(
        at, tags=tags, response_model=Confirmations, summary="Confirm the draft for a State",
        responses=problems(*WRITES, 404, 409),
    )(shown.confirm)  # fmt: skip


@dataclass(frozen=True)
class _Words:
    here: Here

    def listed(self, reader: Reader, reference: Reference) -> Confirmations:
        """For those who see everything in the dossier."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, reader.who)
            _, of = words.drafted(connection, dossier.reference, reader.who)
            return _told(connection, dossier.reference, of)

    def confirm(self, mover: Mover, reference: Reference, given: Confirming) -> Confirmations:
        """By the focal point of a State, or its permanent delegation. Sent twice, it is written
        once."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = read_whole(connection, reference, mover.who)
        for state in given.states:
            only(files.confirms(mover.who, dossier, state))
        outcome = confirm(office, dossier.reference, given.states, given.shown, mover.who)
        if isinstance(outcome, Changed):
            raise Problem("closed", _CHANGED)
        with looking(office.database) as connection:
            _, of = words.drafted(connection, dossier.reference, mover.who)
            return _told(connection, dossier.reference, of)


def _told(connection: Link, reference: str, of: Begun | None) -> Confirmations:
    if of is None:
        return Confirmations(reference=reference, shown=None, confirmations=[])
    there = attachments.attachments(connection, reference)
    return Confirmations(
        reference=reference,
        shown=words.seen(of, there),
        confirmations=[_word(one) for one in words.confirmed(connection, of)],
    )


def _word(one: Confirmed) -> Word:
    last = one.last
    return Word(
        state=one.state, stands=one.stands, told=said(one.told),
        version=last and last.version, at=last and last.at, by=last and last.name,
    )  # fmt: skip


_CHANGED: Final = Words(
    "Nothing was confirmed: the draft is no longer the one that you were shown.",
    "Rien n'a été confirmé : le projet n'est plus celui qui vous a été montré.",
)
