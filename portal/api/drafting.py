"""/api/v1/dossiers/{reference}/answers and /filings: the form as it is written, and was filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request, Response

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
from portal.api.scopes import DRAFT, READ
from portal.api.shapes.files import Answers, Change, Changes, Draft, Filed, Filings, Missing
from portal.api.shapes.said import said
from portal.api.tongue import tongue_of
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.filing.draft import Begun, begin, save
from portal.filing.filing import Forewarned, forewarned
from portal.filing.revisions import Revision, changed, revisions
from portal.here import Here

Writer = Annotated[Signed, Depends(Signing(DRAFT, writes=True))]
Reader = Annotated[Signed, Depends(Signing(READ))]


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
    app.get(
        "/dossiers/{reference}/changes", tags=["drafts"], response_model=Changes,
        summary="What was changed from one filing to the next", responses=problems(404),
    )(drafts.changes)  # fmt: skip


@dataclass(frozen=True)
class _Drafts:
    here: Here

    def answers(self, response: Response, reader: Reader, reference: Reference) -> Draft:
        """While they are being written, for the States that submit it and auditors; once filed, for
        those who see everything in the dossier. A focal point begins the form by looking at it."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, reader.who)
        of = begin(self.here.office, dossier.reference, reader.who)
        response.headers["ETag"] = tag_of(of.draft.version)
        return told(self.here, of)

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
        of = writing(self.here, writer, reference)
        version = kept(self.here, of, given.answers, seen_in(if_match), writer, given.replies)
        response.headers["ETag"] = tag_of(version)
        return told(self.here, writing(self.here, writer, reference))

    def filings(self, caller: Reading, reference: Reference) -> Filings:
        """For those who see everything in the dossier."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            found = revisions(connection, dossier.reference)
        return Filings(reference=dossier.reference, filings=[_filed(one) for one in found])

    def changes(self, request: Request, caller: Reading, reference: Reference) -> Changes:
        """For those who see everything in the dossier, in words (20.COM 8)."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            found = revisions(connection, dossier.reference)
        language = tongue_of(request)
        return Changes(
            reference=dossier.reference,
            changes=[
                Change(before=one.number, after=next_.number, report=changed(one, next_, language))
                for one, next_ in pairwise(found)
            ],
        )


def writing(here: Here, signed: Signed, reference: str) -> Begun:
    """The draft, begun where it is not yet, for whoever writes its answers. Problem for others."""
    with looking(here.office.database) as connection:
        dossier = read_whole(connection, reference, signed.who)
    only(files.writes_answers(signed.who, dossier))
    return begin(here.office, dossier.reference, signed.who)


def kept(
    here: Here,
    of: Begun,
    answers: Mapping[str, Any],
    seen: int,
    signed: Signed,
    replies: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """The version of the draft with these answers. Problem where others have saved since the
    version that was seen, and where something has no place on the form."""
    if seen != of.draft.version:
        raise _stale(seen, of.draft.version, ())
    came = save(here.office, of, answers, seen, signed.who, replies)
    if came.conflicts:
        raise _stale(seen, came.version, came.conflicts)
    if came.strange:
        raise _strange(came.version, came.strange)
    return came.version


def told(here: Here, of: Begun) -> Draft:
    """A draft as data, with what is missing from it."""
    return draft(of, forewarned(here.office, of))


def draft(of: Begun, before: Forewarned) -> Draft:
    """A draft as data."""
    return Draft(
        reference=of.dossier.reference, form=of.form.code, edition=of.edition.name,
        version=of.draft.version, saved_at=of.draft.saved_at, saved_by=of.draft.saved_by,
        answers=dict(of.given), replies=dict(of.replies), missing=missing(before),
        follows=said(before.follows), known_as=before.name,
    )  # fmt: skip


def missing(before: Forewarned) -> list[Missing]:
    """What a State is told to be missing."""
    return [
        Missing(item=one.item.code, sentence=said(one.sentence), cite=str(one.item.citation))
        for one in before.checked.missing
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
