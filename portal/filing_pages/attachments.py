"""The page of attachments: what is asked for, what is there, and one more file."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from engine.dossier import Actor
from engine.runtime import attachments, queries
from engine.runtime.attachments import SERVED, Attachment
from engine.runtime.store.kept import NotKept
from engine.words import Words
from forms.form import Attached, Document
from portal.attached.limits import limits
from portal.attached.seen import Fault
from portal.attached.sentences import figure, megabytes
from portal.filing import attach
from portal.filing.asked import edition_of, year_of
from portal.filing.attach import Sent
from portal.filing.draft import WRITES_IN, NotThere
from portal.filing_pages.fields import Fields, is_number, text
from portal.filing_pages.upload import NotTaken, posted
from portal.here import Here
from portal.words import language_of, link
from workflows.check.seen import DOCUMENTS
from workflows.roles import OFFICE, STATE_PARTY

UNTOUCHED: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
"""What strangers sent is handed out as a file to be saved: no browser shows or runs it here."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Shown(here)
    app.get("/dossiers/{reference}/attachments")(shown.page)
    app.post("/dossiers/{reference}/attachments")(shown.add)
    app.post("/dossiers/{reference}/attachments/{number}/remove")(shown.remove)
    app.post("/dossiers/{reference}/attachments/{number}/describe")(shown.describe)
    app.get("/dossiers/{reference}/attachments/{number}")(shown.content)


@dataclass(frozen=True)
class _Shown:
    here: Here

    def page(self, request: Request, reference: str) -> HTMLResponse:
        return self._page(request, reference)

    async def add(self, request: Request, reference: str) -> Response:
        """A file is read from the line here, and looked at in a thread of its own."""
        faults: tuple[Fault, ...] = ()
        try:
            most = await run_in_threadpool(self._most, request, reference)
            async with posted(request, most) as form:
                sent = Sent(
                    form.text("document"), form.file.filename or "", form.file.size or 0,
                    form.text("state"), form.text("caption"), form.text("credit"),
                )  # fmt: skip
                who = self.here.who(request)
                outcome = await run_in_threadpool(
                    attach.attach,
                    self.here.office, self.here.archive, reference, sent, form.file.file, who,
                )  # fmt: skip
        except NotTaken as fault:
            faults, status = (Fault(fault.said, attach.HOUSE),), fault.status
        else:
            if isinstance(outcome, Attachment):
                there = link(language_of(request), "dossiers", reference, "attachments")
                return RedirectResponse(f"{there}#a{outcome.number}", 303)
            faults, status = outcome, 422
        return await run_in_threadpool(self._page, request, reference, status, faults)

    def remove(self, request: Request, reference: str, number: str) -> Response:
        who = self.here.who(request)
        attach.remove(self.here.office, self.here.archive, reference, _number(number), who)
        return RedirectResponse(
            link(language_of(request), "dossiers", reference, "attachments"), 303
        )

    def describe(self, request: Request, reference: str, number: str, form: Fields) -> Response:
        who, at = self.here.who(request), _number(number)
        said = (text(form, "caption"), text(form, "credit"))
        if faults := attach.describe(self.here.office, reference, at, *said, who):
            return self._page(request, reference, 422, faults)
        there = link(language_of(request), "dossiers", reference, "attachments")
        return RedirectResponse(f"{there}#a{at}", 303)

    def content(self, request: Request, reference: str, number: str) -> Response:
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
            one = attachments.attachment_of(connection, dossier.reference, _number(number))
        if one is None or one.status not in SERVED or not _theirs(one, self.here.who(request)):
            raise NotThere(f"{reference} / {number}")
        try:
            chunks = self.here.archive.store.open(one.sha256)
        except NotKept as fault:
            raise NotThere(f"{reference} / {number}") from fault
        name = quote(one.name, safe="")
        return StreamingResponse(
            chunks,
            media_type="application/octet-stream",
            headers=UNTOUCHED
            | {
                "Content-Length": str(one.size),
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Repr-Digest": f"sha-256=:{_base64(one.sha256)}:",
            },
        )

    def _most(self, request: Request, reference: str) -> int:
        """How many bytes a file may have; raises what keeps this person from writing, before any of
        them is read."""
        with self.here.office.database.connect() as connection:
            dossier = attach.open_dossier(connection, reference, self.here.who(request))
        return max(limits(year_of(dossier, self.here.office.clock())).bytes_of.values())

    def _page(
        self, request: Request, reference: str, status: int = 200, faults: tuple[Fault, ...] = ()
    ) -> HTMLResponse:
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
            there = attachments.attachments(connection, dossier.reference)
        there = [one for one in there if _theirs(one, self.here.who(request))]
        form, edition = edition_of(dossier, self.here.office.clock())
        who = self.here.who(request)
        return self.here.render(
            request,
            "attachments.html",
            status,
            dossier=dossier,
            form=form,
            groups=list(_groups(edition.attached, dossier.states, there)),
            documents=DOCUMENTS,
            faults=faults,
            writing=dossier.state in WRITES_IN and who.role == STATE_PARTY,
            served=SERVED,
            officer=who.role in OFFICE,
            wanted=wanted,
            size=size,
        )


Group = tuple[Attached, str, list[Attachment]]
"""A document that is asked for, the State it is asked of (empty: of all), and what is there."""


def _groups(
    asked: tuple[Attached, ...], states: tuple[str, ...], there: list[Attachment]
) -> Iterator[Group]:
    left = list(there)
    for one in asked:
        for state in states if one.per_state else ("",):
            mine = [a for a in left if a.document == one.document and _for(a, one, state)]
            left = [a for a in left if a not in mine]
            yield one, state, mine
    # What an earlier edition asked for is still there, and is told by the check.
    for document in dict.fromkeys(a.document for a in left):
        unasked = Attached(cast("Document", document), 0, 0, False, "", "interpretation")
        yield unasked, "", [a for a in left if a.document == document]


def size(number: int) -> Words:
    """So many bytes for people: 320 kB and 320 ko, 60 MB and 60 Mo."""
    if number >= 1_000_000:
        return megabytes(number)
    thousands = figure(-(-number // 1_000))
    return Words(f"{thousands.en} kB", f"{thousands.fr} ko")


def wanted(asked: Attached) -> Words:
    """How many of a document are asked for."""
    if asked.most == 0:
        return Words(
            "the form asks for no such document", "le formulaire ne demande pas ce document"
        )
    if asked.least == asked.most:
        return Words(f"{asked.least} asked for", f"{asked.least} demandé(s)")
    if asked.most is None:
        return Words(f"{asked.least} or more asked for", f"{asked.least} ou plus demandé(s)")
    return Words(
        f"{asked.least} to {asked.most} asked for", f"de {asked.least} à {asked.most} demandé(s)"
    )


def _theirs(one: Attachment, who: Actor) -> bool:
    """Whether it may be shown to whoever may read the file: what was never filed is the State's
    own."""
    return one.filed or who.role == STATE_PARTY


def _number(text: str) -> int:
    if not is_number(text):
        raise NotThere(text)
    return int(text)


def _for(one: Attachment, asked: Attached, state: str) -> bool:
    return not asked.per_state or one.state == state


def _base64(name: str) -> str:
    return b64encode(bytes.fromhex(name)).decode()
