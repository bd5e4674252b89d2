"""/api/v1/dossiers/{reference}/answers and /filings: the form as it is written, and was filed."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Response

from engine.runtime.drafts import Conflict
from engine.runtime.queries import looking
from engine.words import Words
from portal.access import files
from portal.api.caller import Reading, Signed, Signing
from portal.api.declared import WRITES, problems
from portal.api.found import only, read_whole
from portal.api.lines import instant
from portal.api.one import TAGGED, Reference
from portal.api.problems import Problem
from portal.api.scopes import DRAFT
from portal.api.shapes.files import Answers, Draft, Filed, Filings, Missing
from portal.api.shapes.said import said
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.filing.draft import Begun, begin, save
from portal.filing.filing import Forewarned, forewarned
from portal.filing.revisions import Revision, revisions
from portal.here import Here

Writer = Annotated[Signed, Depends(Signing(DRAFT, writes=True))]
Reader = Annotated[Signed, Depends(Signing(DRAFT))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    drafts = _Drafts(here)
    app.get(
        "/dossiers/{reference}/answers", tags=["drafts"], response_model=Draft,
        summary="The answers as they stand, and what is missing",
        responses=problems(404, 409) | TAGGED,
    )(drafts.answers)  # fmt: skip
    app.patch(
        "/dossiers/{reference}/answers", tags=["drafts"], response_model=Draft,
        summary="Save answers", responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED,
    )(drafts.save)  # fmt: skip
    app.get(
        "/dossiers/{reference}/filings", tags=["drafts"], response_model=Filings,
        summary="Everything that was filed", responses=problems(404),
    )(drafts.filings)  # fmt: skip


@dataclass(frozen=True)
class _Drafts:
    here: Here

    def answers(self, response: Response, reader: Reader, reference: Reference) -> Draft:
        """For the focal point of a State that submits it; the form is begun where it is not yet."""
        of = self._begun(reader, reference)
        response.headers["ETag"] = tag_of(of.draft.version)
        return self._told(of)

    def save(
        self,
        response: Response,
        writer: Writer,
        reference: Reference,
        given: Answers,
        if_match: IfMatch = None,
    ) -> Draft:
        """Save the answers that are named. If-Match names the version of the draft, as its ETag:
        where others have saved since, nothing is saved, and both versions are told."""
        of = self._begun(writer, reference)
        seen = seen_in(if_match)
        if seen != of.draft.version:
            raise _stale(seen, of.draft.version, ())
        kept = save(self.here.office, of, given.answers, seen, writer.who, given.replies)
        if kept.conflicts:
            raise _stale(seen, kept.version, kept.conflicts)
        if kept.strange:
            raise _strange(kept.version, kept.strange)
        response.headers["ETag"] = tag_of(kept.version)
        return self._told(self._begun(writer, reference))

    def filings(self, caller: Reading, reference: Reference) -> Filings:
        """For those who see everything in the dossier."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            found = revisions(connection, dossier.reference)
        return Filings(reference=dossier.reference, filings=[_filed(one) for one in found])

    def _begun(self, who: Signed, reference: str) -> Begun:
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, who.who)
        only(files.writes_answers(who.who, dossier))
        return begin(self.here.office, dossier.reference, who.who)

    def _told(self, of: Begun) -> Draft:
        return draft(of, forewarned(self.here.office, of))


def draft(of: Begun, told: Forewarned) -> Draft:
    """A draft as data."""
    return Draft(
        reference=of.dossier.reference, form=of.form.code, edition=of.edition.name,
        version=of.draft.version, saved_at=of.draft.saved_at, saved_by=of.draft.saved_by,
        answers=dict(of.given), replies=dict(of.replies), missing=missing(told),
        follows=said(told.follows), known_as=told.name,
    )  # fmt: skip


def missing(told: Forewarned) -> list[Missing]:
    """What a State is told to be missing."""
    return [
        Missing(item=one.item.code, sentence=said(one.sentence), cite=str(one.item.citation))
        for one in told.checked.missing
    ]


def _filed(one: Revision) -> Filed:
    content: Any = one.content
    return Filed(
        number=one.number, at=instant(one.entry.at), trigger=one.entry.trigger,
        form=content["form"], edition=content["edition"], answers=content["answers"],
        replies=content["replies"], attachments=[each["number"] for each in content["attachments"]],
    )  # fmt: skip


def _stale(seen: int, current: int, conflicts: tuple[Conflict, ...]) -> Problem:
    said = Words(
        "Others have saved since the version that you named"
        + ("; the answers below stand as they gave them, the others were saved." if conflicts
           else "; nothing was saved."),
        "D'autres ont enregistré depuis la version que vous avez indiquée"
        + (" ; les réponses ci-dessous restent les leurs, les autres ont été enregistrées."
           if conflicts else " ; rien n'a été enregistré."),
    )  # fmt: skip
    errors = [
        {
            "rule": "conflict",
            "sentence": {
                "en": f"{one.theirs.by} has answered this meanwhile",
                "fr": f"{one.theirs.by} y a répondu entre-temps",
            },
            "cite": "House rule 2",
            "pointer": "/answers/" + "/".join(filter(None, one.place)),
        }
        for one in conflicts
    ]
    return Problem("stale", said, errors, {"ETag": tag_of(current)}, seen=seen, current=current)


def _strange(version: int, strange: tuple[Words, ...]) -> Problem:
    said = Words(
        f"What is named here was not kept; the other answers were saved, as version {version}.",
        "Ce qui est indiqué ici n'a pas été conservé ; les autres réponses ont été enregistrées, "
        f"en version {version}.",
    )
    errors = [
        {"rule": "answers", "sentence": one._asdict(), "cite": "House rule 6"} for one in strange
    ]
    return Problem("unanswered", said, errors, {"ETag": tag_of(version)}, current=version)
