"""/api/v1/dossiers/{reference}/attachments: documents listed, sent, handed out, taken out."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Annotated, Any, Final, get_args
from urllib.parse import quote

from fastapi import Depends, FastAPI, Path, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from engine.dossier import Actor, Dossier
from engine.runtime import attachments
from engine.runtime.attachments import SERVED, Attachment
from engine.runtime.queries import looking
from engine.runtime.store.kept import NotKept
from engine.words import Words
from forms.form import Document
from portal.access import files
from portal.api.caller import Reading, Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there, only, read_whole
from portal.api.one import Reference
from portal.api.problems import AT, Problem
from portal.api.scopes import DRAFT
from portal.api.shapes.files import Attached, AttachedTo, Described
from portal.api.shapes.said import Said
from portal.attached.limits import limits
from portal.attached.seen import Fault
from portal.filing import attach
from portal.filing.asked import year_of
from portal.filing.attach import Sent
from portal.filing_pages.attachments import UNTOUCHED
from portal.filing_pages.upload import NotTaken, Posted, posted
from portal.here import Here

Writer = Annotated[Signed, Depends(Signing(DRAFT, writes=True))]
Number = Annotated[int, Path(ge=1, le=999_999_999, examples=[1])]

_FORM: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "document"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                        "document": {"type": "string", "enum": list(get_args(Document))},
                        "state": {"type": "string", "description": "The State that gives it."},
                        "caption": {"type": "string", "maxLength": attach.LONGEST},
                        "credit": {"type": "string", "maxLength": attach.LONGEST},
                    },
                }
            }
        },
    }
}

_CONTENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The content, byte by byte as it was sent, to be saved.",
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        "headers": {"Repr-Digest": {"schema": {"type": "string"}, "description": "RFC 9530"}},
    }
}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    documents = _Documents(here)
    at = "/dossiers/{reference}/attachments"
    tags: Tags = ["attachments"]
    one = f"{at}/{{number}}"
    app.get(
        at, tags=tags, response_model=AttachedTo, summary="What is attached",
        responses=problems(404),
    )(documents.listed)  # fmt: skip
    app.post(
        at, tags=tags, response_model=Attached, status_code=201, summary="Attach a document",
        responses=problems(*WRITES, 404, 409, 503), openapi_extra=_FORM,
    )(documents.add)  # fmt: skip
    app.get(
        one, tags=tags, response_class=StreamingResponse, summary="The content of a document",
        responses=problems(404, 503) | _CONTENT,
    )(documents.content)  # fmt: skip
    app.patch(
        one, tags=tags, response_model=Attached, summary="Give it another caption and credit",
        responses=problems(*WRITES, 404, 409),
    )(documents.describe)  # fmt: skip
    app.delete(
        one, tags=tags, status_code=204, summary="Take it out of the file",
        responses=problems(404, 409, 503),
    )(documents.remove)  # fmt: skip


@dataclass(frozen=True)
class _Documents:
    here: Here

    def listed(self, caller: Reading, reference: Reference) -> AttachedTo:
        """For those who see everything in the dossier; what was never filed is the State's own."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            there = attachments.attachments(connection, dossier.reference)
        mine = [attached(one) for one in there if _theirs(one, caller.who, dossier)]
        return AttachedTo(reference=dossier.reference, attachments=mine)

    async def add(self, request: Request, writer: Writer, reference: Reference) -> Attached:
        """A multipart form with one file: examined, kept once, in quarantine until it was
        scanned."""
        unless_multipart(request)
        most = await run_in_threadpool(self._most, writer, reference)
        try:
            async with posted(request, most) as form:
                return await run_in_threadpool(self._attach, writer, reference, form)
        except NotTaken as fault:
            raise not_taken(fault) from fault

    def content(self, caller: Reading, reference: Reference, number: Number) -> StreamingResponse:
        """What strangers sent is handed out to be saved: nothing shows or runs it."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
            one = attachments.attachment_of(connection, dossier.reference, number)
        if one is None or one.status not in SERVED or not _theirs(one, caller.who, dossier):
            raise _nothing()
        try:
            chunks = self.here.archive.store.open(one.sha256)
        except NotKept as fault:
            raise _nothing() from fault
        digest = b64encode(bytes.fromhex(one.sha256)).decode()
        headers = {
            "Content-Length": str(one.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(one.name, safe='')}",
            "Repr-Digest": f"sha-256=:{digest}:",
        }
        kind = "application/octet-stream"
        return StreamingResponse(chunks, media_type=kind, headers=UNTOUCHED | headers)

    def describe(
        self, writer: Writer, reference: Reference, number: Number, given: Described
    ) -> Attached:
        """A filing that names it keeps its own."""
        dossier = self._mine(writer, reference)
        said = (given.caption, given.credit)
        if faults := attach.describe(
            self.here.office, dossier.reference, number, *said, writer.who
        ):
            raise _faulty(faults)
        with looking(self.here.office.database) as connection:
            one = attachments.attachment_of(connection, dossier.reference, number)
        if one is None:
            raise _nothing()
        return attached(one)

    def remove(self, writer: Writer, reference: Reference, number: Number) -> Response:
        """A filing that names it keeps it."""
        dossier = self._mine(writer, reference)
        here = self.here
        attach.remove(here.office, here.archive, dossier.reference, number, writer.who)
        return Response(status_code=204)

    def _mine(self, writer: Signed, reference: str) -> Dossier:
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, writer.who)
        only(files.writes_answers(writer.who, dossier))
        return dossier

    def _most(self, writer: Signed, reference: str) -> int:
        """How many bytes a document may have; what keeps this State from writing is told before any
        of them is read."""
        dossier = self._mine(writer, reference)
        with self.here.office.database.connect() as connection:
            attach.open_dossier(connection, dossier.reference, writer.who)
        return max(limits(year_of(dossier, self.here.office.clock())).bytes_of.values())

    def _attach(self, writer: Signed, reference: str, form: Posted) -> Attached:
        dossier = self._mine(writer, reference)
        sent = Sent(
            form.text("document"), form.file.filename or "", form.file.size or 0,
            form.text("state"), form.text("caption"), form.text("credit"),
        )  # fmt: skip
        here, content = self.here, form.file.file
        outcome = attach.attach(
            here.office, here.archive, dossier.reference, sent, content, writer.who
        )
        if isinstance(outcome, Attachment):
            return attached(outcome)
        raise _faulty(outcome)


def unless_multipart(request: Request) -> None:
    """Problem where what is sent is no form with a file."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Problem("other-type", _MULTIPART)


def not_taken(fault: NotTaken) -> Problem:
    """Why a form with a file was not taken."""
    kind = {413: "too-large", 400: "not-json"}.get(fault.status, "not-as-asked")
    return Problem(kind, fault.said)


def attached(one: Attachment) -> Attached:
    """A document as data."""
    at = f"{AT}/dossiers/{one.reference}/attachments/{one.number}"
    names = (
        "number", "document", "state", "name", "media_type", "size", "sha256", "caption", "credit",
        "status", "problem", "added_at", "added_by", "filed",
    )  # fmt: skip
    return Attached(
        **{name: getattr(one, name) for name in names},
        faults=[Said(en=en, fr=fr) for en, fr, _ in one.faults],
        url=at if one.status in SERVED else None,
    )


def _theirs(one: Attachment, who: Actor | None, dossier: Dossier) -> bool:
    return one.filed or files.writes_answers(who, dossier) is None


def _nothing() -> Problem:
    return not_there(
        "There is no such attachment, or its content is not handed out.",
        "Il n'existe pas de telle pièce jointe, ou son contenu n'est pas communiqué.",
    )


def _faulty(faults: tuple[Fault, ...]) -> Problem:
    errors = [
        {"rule": "attachment", "sentence": one.words._asdict(), "cite": one.cite} for one in faults
    ]
    return Problem("not-as-asked", _NOT_TAKEN, errors)


_NOT_TAKEN: Final = Words(
    "The document was not taken; every reason is told, and nothing of it was kept.",
    "Le document n'a pas été accepté ; chaque motif est indiqué, et rien n'en a été conservé.",
)
_MULTIPART: Final = Words(
    "A document is sent as multipart/form-data.", "Un document s'envoie en multipart/form-data."
)
