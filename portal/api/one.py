"""/api/v1/dossiers/{reference}: one dossier, its timeline, its letters."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import FastAPI, Path, Query, Response

from engine.dossier import Actor, Dossier
from engine.runtime import desk, queries
from engine.runtime.database import Link
from engine.runtime.kept_letters import letter_in_full
from engine.runtime.letters_about import letters_about
from engine.runtime.queries import File, looking
from portal.access import files
from portal.access.sight import visible
from portal.api.bounds import Instant
from portal.api.caller import Reading
from portal.api.declared import problems
from portal.api.found import known, not_there, only, read_whole
from portal.api.lines import happened, letter_of, one, public
from portal.api.shapes.dossiers import CopyOf, LetterCopies, LettersOf, One, Timeline
from portal.api.versions import tag_of
from portal.dossier_pages.as_of import as_of
from portal.dossier_pages.letters_seen import letters_seen
from portal.here import Here

Reference = Annotated[
    str, Path(max_length=64, description="Its reference, or its file number.", examples=["01853"])
]

At = Annotated[Instant | None, Query(description="As it stood at that instant.")]
Key = Annotated[str, Path(max_length=200, examples=["RL-2028-0001:submission_received:2"])]

TAGGED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "headers": {
            "ETag": {
                "description": "The version that was seen, for If-Match.",
                "schema": {"type": "string"},
            }
        }
    }
}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _One(here)
    app.get(
        "/dossiers/{reference}", tags=["dossiers"], summary="One dossier", response_model=One,
        responses=problems(404) | TAGGED,
    )(shown.dossier)  # fmt: skip
    app.get(
        "/dossiers/{reference}/timeline", tags=["dossiers"], response_model=Timeline,
        summary="Everything that happened to it", responses=problems(404),
    )(shown.timeline)  # fmt: skip
    app.get(
        "/dossiers/{reference}/letters", tags=["dossiers"], response_model=LettersOf,
        summary="Its letters", responses=problems(404),
    )(shown.letters)  # fmt: skip
    app.get(
        "/dossiers/{reference}/letters/{key}", tags=["dossiers"], response_model=LetterCopies,
        summary="A letter of it as it left", responses=problems(404),
    )(shown.letter)  # fmt: skip


@dataclass(frozen=True)
class _One:
    here: Here

    def dossier(
        self, response: Response, caller: Reading, reference: Reference, at: At = None
    ) -> One:
        """All that the caller may see of it; `view` says how that is. With `at`, as it stood then,
        for those who see everything in it."""
        with looking(self.here.office.database) as connection:
            if at is not None:
                return self._then(connection, reference, caller.who, at)
            found = known(connection, reference, caller.who)
            if found.view == "whole":
                response.headers["ETag"] = tag_of(found.dossier.version)
            return told(self.here, connection, found.dossier, caller.who, found.view == "whole")

    def timeline(self, caller: Reading, reference: Reference) -> Timeline:
        """For those who see everything in it."""
        book = self.here.office.book
        with looking(self.here.office.database) as connection:
            file = self._whole(connection, reference, caller.who)
            entries = [
                happened(entry, book.pinned(connection, entry.workflow, entry.definition), file,
                         caller.who)
                for entry in file.entries
            ]  # fmt: skip
        version = file.dossier.version
        return Timeline(reference=file.dossier.reference, version=version, entries=entries)

    def letters(self, caller: Reading, reference: Reference) -> LettersOf:
        """For the office and auditors all of them, for the States that submit it those that were
        written to them and have left."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            only(files.reads_letters(caller.who, dossier))
            about = letters_about(connection, dossier.reference)
        seen = [] if caller.who is None else letters_seen(caller.who, dossier, about)
        return LettersOf(reference=dossier.reference, letters=[letter_of(one) for one in seen])

    def letter(self, caller: Reading, reference: Reference, key: Key) -> LetterCopies:
        """The copies in the order in which they left, for those who read the letter."""
        with looking(self.here.office.database) as connection:
            dossier = known(connection, reference, caller.who).dossier
            about = letters_about(connection, dossier.reference)
            seen = [] if caller.who is None else letters_seen(caller.who, dossier, about)
            found = next((one for one in seen if one.key == key), None)
            kept = None if found is None else letter_in_full(connection, found.key)
        if found is None or kept is None:
            raise not_there("There is no such letter.", "Ce courrier n'existe pas.")
        copies = [CopyOf.model_validate(one, from_attributes=True) for one in kept.copies]
        return LetterCopies(**letter_of(found).model_dump(), copies=copies)

    def _then(self, connection: Link, reference: str, who: Actor | None, at: datetime) -> One:
        then = as_of(self._whole(connection, reference, who), at.astimezone(UTC)).file
        if then is None:
            raise not_there(
                "Nothing had been recorded of it then.", "Rien n'en était encore enregistré."
            )
        dossier = then.dossier
        workflow = self.here.office.book.pinned(connection, dossier.workflow, dossier.definition)
        around = [dossier.text("predecessor")]
        knows = [row.reference for row in desk.of_references(connection, visible(who), around)]
        return one(self.here, then, workflow, who, knows)

    def _whole(self, connection: Link, reference: str, who: Actor | None) -> File:
        return file_of(connection, read_whole(connection, reference, who))


def told(here: Here, connection: Link, dossier: Dossier, who: Actor | None, whole: bool) -> One:
    """A dossier as this person sees it."""
    file = file_of(connection, dossier)
    workflow = here.office.book.pinned(connection, dossier.workflow, dossier.definition)
    around = [dossier.text("predecessor"), *(row.reference for row in file.successors)]
    knows = [row.reference for row in desk.of_references(connection, visible(who), around)]
    if whole:
        return one(here, file, workflow, who, knows)
    return public(file, workflow, knows)


def file_of(connection: Link, dossier: Dossier) -> File:
    """The dossier with all its rows, as it stands in the same look at them."""
    file = queries.file(connection, dossier.reference)
    if file is None:
        raise LookupError(dossier.reference)  # it was there in the same look at the rows
    return file
