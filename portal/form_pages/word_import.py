"""The form taken along as a Word document, and brought back filled."""

from asyncio import Semaphore
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from engine.dossier import Actor
from engine.runtime.drafts import Closed
from engine.runtime.office import Office
from engine.words import Words
from forms.plain import visible
from portal.attached.limits import limits
from portal.filing.asked import year_of
from portal.filing.draft import WRITES_IN, Begun, reads
from portal.filing_pages.attachments import UNTOUCHED
from portal.filing_pages.export import TYPES
from portal.filing_pages.upload import NotTaken, Posted, posted
from portal.form_pages.imported import imported
from portal.form_pages.overview import overview
from portal.form_pages.spoken import form_words
from portal.word.opened import NotOpened
from portal.word.read import read_word
from portal.word.written import write
from portal.words import language_of, link

AT_ONCE: Final = 2
"""Documents that are read at the same time: one may fill some hundred megabytes of memory."""


@dataclass(frozen=True)
class Ways:
    """How the pages of the form find a draft, which this person may write or else only read, how
    they show it, and who asks."""

    office: Office
    who: Callable[[Request], Actor]
    begun: Callable[..., Begun]
    page: Callable[..., Response]


def add_to(app: FastAPI, ways: Ways) -> None:
    """Give the application these addresses. They come before those that take any section."""
    word = _Word(ways, Semaphore(AT_ONCE))
    app.get("/dossiers/{reference}/form/word.docx")(word.document)
    app.get("/dossiers/{reference}/form/word")(word.form)
    app.post("/dossiers/{reference}/form/word")(word.taken)


@dataclass(frozen=True)
class _Word:
    ways: Ways
    few: Semaphore

    def document(self, request: Request, reference: str, empty: str = "") -> Response:
        """The form with the answers of the draft as it stands, or with none."""
        of = self.ways.begun(reference, self.ways.who(request), reads)
        given = {} if empty else of.given
        out = BytesIO()
        write(of.edition, of.dossier.states, given, language_of(request), out)
        name = quote(f"{of.form.code if empty else of.dossier.reference}.docx", safe="")
        disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(out.getvalue(), headers=UNTOUCHED | disposition, media_type=TYPES["docx"])

    def form(self, request: Request, reference: str) -> Response:
        """Who asks for the page again, say in the other language, is led to the form."""
        there = link(language_of(request), "dossiers", reference, "form")
        return RedirectResponse(there, 303)

    async def taken(self, request: Request, reference: str) -> Response:
        """A document comes from the line here, and is read in a thread of its own."""
        most = await run_in_threadpool(self._most, request, reference)
        try:
            async with posted(request, most) as form, self.few:
                return await run_in_threadpool(self._read, request, reference, form)
        except NotTaken as fault:
            said, status = fault.said, fault.status
        except NotOpened as fault:
            said, status = _not_read(fault.said), 422
        return await run_in_threadpool(self._refused, request, reference, said, status)

    def _most(self, request: Request, reference: str) -> int:
        """How many bytes it may have; raises what keeps this person from writing, before any of
        them is read."""
        of = self.ways.begun(reference, self.ways.who(request))
        if of.dossier.state not in WRITES_IN:
            raise Closed(of.dossier.state)
        return limits(year_of(of.dossier, self.ways.office.clock())).bytes_of["document"]

    def _read(self, request: Request, reference: str, form: Posted) -> Response:
        who = self.ways.who(request)
        of = self.ways.begun(reference, who)
        placed = read_word(form.file.file, of.edition, of.dossier.states)
        came = imported(self.ways.office, of, placed, _seen(form.text("seen")), who)
        left = [(one.said, visible(one.text)) for one in placed.unplaced]
        status = 409 if came.clashes else 200
        return self.ways.page(
            request, "form_imported.html", came.of, status, came=came, unplaced=left
        )

    def _refused(self, request: Request, reference: str, said: Words, status: int) -> Response:
        of = self.ways.begun(reference, self.ways.who(request))
        lines = overview(of)
        return self.ways.page(request, "form.html", of, status, lines=lines, refused=said)


def _seen(text: str) -> int:
    """The version that the page showed; of a page that does not say it, none was seen, and no
    answer that stands is replaced."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _not_read(why: Words) -> Words:
    said = form_words()["word_not_read"]
    return Words(said.en.format(why.en), said.fr.format(why.fr))
