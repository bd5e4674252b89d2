"""/api/v1/dossiers/{reference}/answers.docx: the form as a Word document, taken along empty or
filled, and brought back."""

from asyncio import Semaphore
from dataclasses import dataclass, field
from io import BytesIO
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from engine.runtime.drafts import Closed
from engine.runtime.queries import looking
from forms.plain import visible
from portal.api.attaching import not_taken, unless_multipart
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.drafting import kept, told, writing
from portal.api.found import read_whole
from portal.api.one import TAGGED, Reference
from portal.api.problems import Problem
from portal.api.scopes import DRAFT, READ
from portal.api.shapes.files import Brought, Unplaced
from portal.api.shapes.said import said
from portal.api.tongue import tongue_of
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.attached.limits import limits
from portal.filing.asked import year_of
from portal.filing.draft import WRITES_IN, begin
from portal.filing_pages.attachments import UNTOUCHED
from portal.filing_pages.export import TYPES
from portal.filing_pages.upload import NotTaken, Posted, posted
from portal.form_pages.word_import import AT_ONCE
from portal.here import Here
from portal.word.opened import NotOpened
from portal.word.read import read_word
from portal.word.written import write

Reader = Annotated[Signed, Depends(Signing(READ))]
Writer = Annotated[Signed, Depends(Signing(DRAFT, writes=True))]
Empty = Annotated[bool, Query(description="Without any answer.")]

_DOCUMENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The document, to be saved.",
        "content": {TYPES["docx"]: {"schema": {"type": "string"}}},
    }
}
_FORM: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"}
                    },
                }
            }
        },
    }
}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    word = _Word(here)
    at = "/dossiers/{reference}/answers.docx"
    tags: Tags = ["drafts"]
    app.get(
        at, tags=tags, response_class=Response, summary="The form as a Word document",
        responses=problems(404) | _DOCUMENT,
    )(word.document)  # fmt: skip
    app.post(
        at, tags=tags, response_model=Brought, summary="Save the answers of a filled document",
        responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED, openapi_extra=_FORM,
    )(word.bring)  # fmt: skip


@dataclass(frozen=True)
class _Word:
    here: Here
    few: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    def document(
        self, request: Request, reader: Reader, reference: Reference, empty: Empty = False
    ) -> Response:
        """With the answers of the draft as it stands, or with none; for those who read these."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, reader.who)
        of = begin(self.here.office, dossier.reference, reader.who)
        out = BytesIO()
        write(of.edition, of.dossier.states, {} if empty else of.given, tongue_of(request), out)
        name = quote(f"{of.form.code if empty else of.dossier.reference}.docx", safe="")
        disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(out.getvalue(), headers=UNTOUCHED | disposition, media_type=TYPES["docx"])

    async def bring(
        self,
        request: Request,
        response: Response,
        writer: Writer,
        reference: Reference,
        if_match: IfMatch = None,
    ) -> Brought:
        """The answers that stand in it, and no others. If-Match names the version of the draft, as
        with answers that are sent one by one."""
        unless_multipart(request)
        most = await run_in_threadpool(self._most, writer, reference)
        seen = seen_in(if_match)
        try:
            async with posted(request, most) as form, self.few:
                came = await run_in_threadpool(self._saved, writer, reference, form, seen)
        except NotTaken as fault:
            raise not_taken(fault) from fault
        except NotOpened as fault:
            raise Problem("not-as-asked", fault.said) from fault
        response.headers["ETag"] = tag_of(came.draft.version)
        return came

    def _most(self, writer: Signed, reference: str) -> int:
        """How many bytes it may have; what keeps this State from writing is told before any of them
        is read."""
        of = writing(self.here, writer, reference)
        if of.dossier.state not in WRITES_IN:
            raise Closed(of.dossier.state)
        return limits(year_of(of.dossier, self.here.office.clock())).bytes_of["document"]

    def _saved(self, writer: Signed, reference: str, form: Posted, seen: int) -> Brought:
        of = writing(self.here, writer, reference)
        placed = read_word(form.file.file, of.edition, of.dossier.states)
        kept(self.here, of, placed.answers, seen, writer)
        left = [
            Unplaced(sentence=said(one.said), text=visible(one.text)) for one in placed.unplaced
        ]
        return Brought(draft=told(self.here, writing(self.here, writer, reference)), unplaced=left)
