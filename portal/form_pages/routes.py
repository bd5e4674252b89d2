"""The addresses of the form: read, filled in without a script, or saved while one types."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from engine.dossier import Actor, Dossier
from engine.runtime.drafts import Closed
from engine.runtime.office import Office
from engine.words import Language, Words
from forms.form import Section
from portal.access.denied import NotYours
from portal.filing.draft import WRITES_IN, Begun, begin, reads, writes
from portal.form_pages import autosave, word_import
from portal.form_pages.body import Body, Unfit, changes, pairs
from portal.form_pages.names import Name, named
from portal.form_pages.overview import overview
from portal.form_pages.posted import posted
from portal.form_pages.questions import Shown, questions
from portal.form_pages.saved import Saved, saved
from portal.form_pages.spoken import ask, form_words
from portal.words import language_of, link

WITH_SCRIPT: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of these pages: scripts of this server alone, none in the page."""

Who = Callable[[Request], Actor]


class Render(Protocol):
    """Makes a page of a template."""

    def __call__(
        self, request: Request, template: str, status: int = 200, **known: Any
    ) -> HTMLResponse:
        """The page, with that status."""
        ...


class Barred(Exception):
    """What is not shown or not written: the status of the answer, and the words that say why."""

    def __init__(self, status: int, said: Words) -> None:
        super().__init__(said.en)
        self.status = status
        self.said = said


def add_to(app: FastAPI, office: Office, render: Render, who: Who) -> None:
    """Give the application the pages of the form. They come before an address that takes any
    reference, and after `/dossiers/{reference}/form/check`."""
    form = _FormPages(office, render, who)
    app.get("/dossiers/{reference}/form")(form.whole)
    app.patch("/dossiers/{reference}/form")(form.autosaved)
    word_import.add_to(app, word_import.Ways(office, who, form.begun, form.page))
    app.get("/dossiers/{reference}/form/{section}")(form.section)
    app.post("/dossiers/{reference}/form/{section}")(form.saved)
    app.exception_handler(Barred)(form.barred)
    app.exception_handler(Unfit)(form.barred)


@dataclass(frozen=True)
class _FormPages:
    office: Office
    render: Render
    who: Who

    def whole(self, request: Request, reference: str) -> HTMLResponse:
        of = self.begun(reference, self.who(request), reads)
        return self.page(request, "form.html", of, lines=overview(of))

    def section(
        self, request: Request, reference: str, section: str, more: str = ""
    ) -> HTMLResponse:
        of = self.begun(reference, self.who(request), reads)
        return self._section(request, Shown(of, _section(of, section), more=more))

    def saved(self, request: Request, reference: str, section: str, body: Body) -> Response:
        who = self.who(request)
        of = self.begun(reference, who)
        here = _section(of, section)
        sent = pairs(body)
        button = {name: value for name, value in sent if name in _BUTTONS}
        page = posted(here, of.dossier.states, (one for one in sent if one[0] not in _BUTTONS))
        try:
            came = saved(self.office, of, page, who)
        except Closed:
            now = self.begun(reference, who)
            return self._section(request, Shown(now, here, page.answers), 409, unsaved=True)
        now = self.begun(reference, who)
        if came.conflicts or came.strange:
            shown = Shown(now, here, came.mine, came.conflicts)
            status = 409 if came.conflicts else 200
            return self._section(request, shown, status, strange=came.strange)
        return RedirectResponse(_next(language_of(request), now, here, button, came), 303)

    def autosaved(self, request: Request, reference: str, body: Body) -> JSONResponse:
        who = self.who(request)
        of = self.begun(reference, who)
        seen, answers = changes(body)
        try:
            return JSONResponse(autosave.saved(self.office, of, answers, seen, who))
        except Closed:
            return _refusal(409, form_words()["closed_unsaved"])

    def barred(self, request: Request, fault: Barred | Unfit) -> Response:
        if request.method == "PATCH":
            return _refusal(fault.status, fault.said)
        known = {"ask": ask, "sentence": fault.said, "why": f"barred_{fault.status}"}
        return self.render(request, "form_barred.html", fault.status, **known)

    def begun(
        self, reference: str, who: Actor, may: Callable[[Dossier, Actor], None] = writes
    ) -> Begun:
        try:
            of = begin(self.office, reference, who)
            may(of.dossier, who)
        except NotYours as fault:
            raise Barred(403, fault.said) from fault
        except LookupError as fault:
            raise Barred(404, _no_form(reference)) from fault
        return of

    def _section(
        self,
        request: Request,
        page: Shown,
        status: int = 200,
        strange: tuple[Words, ...] = (),
        unsaved: bool = False,
    ) -> HTMLResponse:
        known = {"section": page.section, "questions": list(questions(page)), "strange": strange}
        known |= {"conflicts": page.conflicts, "unsaved": unsaved, "lines": overview(page.of)}
        return self.page(request, "form_section.html", page.of, status, **known)

    def page(
        self, request: Request, template: str, of: Begun, status: int = 200, **known: Any
    ) -> HTMLResponse:
        open_ = of.dossier.state in WRITES_IN
        answer = self.render(request, template, status, ask=ask, of=of, writable=open_, **known)
        answer.headers["Content-Security-Policy"] = WITH_SCRIPT
        answer.headers["Cache-Control"] = "no-store"
        return answer


_BUTTONS: Final = ("save", "continue", "add", "lang")


def _next(language: Language, of: Begun, here: Section, button: dict[str, str], came: Saved) -> str:
    """Where one goes after saving: a section with a fresh fault is not left behind."""
    path = ("dossiers", of.dossier.reference, "form")
    if "add" in button:
        name = named(button["add"])
        return link(language, *path, here.number, more=str(name or "")) + _anchor(here, name)
    if "continue" not in button or came.faults:
        return link(language, *path, here.number)
    numbers = [section.number for section in of.edition.sections]
    after = numbers[numbers.index(here.number) + 1 :][:1]
    return link(language, *path, *after)


def _anchor(here: Section, name: Name | None) -> str:
    """The id of a question on the page, after a #."""
    for number, asked in enumerate(here.fields, 1):
        if name is not None and asked.name == name.question:
            return f"#q{number}"
    return ""


def _section(of: Begun, number: str) -> Section:
    for section in of.edition.sections:
        if section.number == number:
            return section
    raise Barred(404, form_words()["no_section"])


def _no_form(reference: str) -> Words:
    said = form_words()["no_form"]
    return Words(said.en.format(reference), said.fr.format(reference))


def _refusal(status: int, said: Words) -> JSONResponse:
    return JSONResponse({"said": said._asdict()}, status, {"Cache-Control": "no-store"})
