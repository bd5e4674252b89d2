"""The addresses of the wording of letters: all of them, and one in one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from engine.runtime import queries, wordings
from engine.runtime.wordings import Version
from engine.words import Language
from notifications.letters import Letter, original, written
from notifications.wording.fault import Fault
from notifications.wording.faults import tidy
from notifications.wording.subject import BEGINS
from portal.access.rooms import writes_in
from portal.access.sight import whole
from portal.filing.draft import NotThere
from portal.filing_pages.fields import Fields, is_number, text
from portal.here import Here
from portal.wording_pages.compared import Line, compared
from portal.wording_pages.preview import find_example, preview
from portal.wording_pages.saving import restore, save, text_in_force
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Shown(here)
    app.get("/wording")(shown.all)
    app.get("/wording/{key}/{language}")(shown.one)
    app.post("/wording/{key}/{language}")(shown.posted)


@dataclass(frozen=True)
class _Shown:
    here: Here

    def all(self, request: Request) -> HTMLResponse:
        """Every letter with its subject, and how it is worded in either language."""
        self.here.reader(request, "wording")
        with queries.looking(self.here.office.database) as connection:
            made = wordings.latest(connection)
        subjects = {
            key: original(key, language_of(request)).partition("\n")[0].removeprefix(BEGINS)
            for key in sorted({key for key, _ in written()})
        }
        return self.here.render(request, "wording.html", 200, subjects=subjects, made=made)

    def one(
        self, request: Request, key: str, language: str, dossier: str = "", version: str = ""
    ) -> HTMLResponse:
        """The text in force, or another version of it, and the letter it makes."""
        self.here.reader(request, "wording")
        of = _letter(key, language)
        return self._page(request, *of, dossier=dossier.strip(), version=version)

    def posted(self, request: Request, key: str, language: str, form: Fields) -> Response:
        """Check what was typed, keep it, or restore the original; what was typed stays."""
        who = self.here.writer(request, "wording")
        of = _letter(key, language)
        typed, then, why = text(form, "text"), text(form, "then"), text(form, "why")
        seen = text(form, "seen")
        expected = int(seen) if is_number(seen) else None
        dossier = text(form, "dossier").strip()
        if then == "save":
            outcome = save(self.here.office, *of, typed, who.name, why, whole(who), expected)
        elif then == "restore":
            outcome = restore(self.here.office, *of, who.name, why, expected)
        else:
            return self._page(request, *of, dossier=dossier, typed=typed, why=why, seen=seen)
        if isinstance(outcome, int):
            return RedirectResponse(
                link(language_of(request), "wording", *of, dossier=dossier), 303
            )
        known: dict[str, Any] = {"dossier": dossier, "typed": typed, "why": why}
        # They have been told who made a version meanwhile, and the page compares with it.
        return self._page(request, *of, 422, faults=outcome, **known)

    def _page(
        self,
        request: Request,
        key: str,
        language: Language,
        status: int = 200,
        *,
        dossier: str = "",
        version: str = "",
        typed: str | None = None,
        why: str = "",
        seen: str = "",
        faults: tuple[Fault, ...] = (),
    ) -> HTMLResponse:
        office = self.here.office
        with queries.looking(office.database) as connection:
            history = wordings.versions(connection, key, language)
        shipped = tidy(original(key, language))
        in_force, text_now = text_in_force(office, key, language)
        texts = {0: shipped} | {one.version: one.text or shipped for one in history}
        chosen = int(version) if is_number(version) and int(version) in texts else in_force
        shown = texts[chosen] if typed is None else tidy(typed)
        who = self.here.who(request)
        example = dossier or find_example(office, key, whole(who)) or ""
        read = preview(office, key, language, shown, example, whole(who))
        wrong = (*faults, *(one for one in _faults(read) if one not in faults))
        return self.here.render(
            request,
            "wording_letter.html",
            status,
            key=key,
            tongue=language,
            text=shown,
            lines=shown.split("\n"),
            read=read if isinstance(read, Letter) else None,
            faults=wrong,
            kept=not faults,
            checked=typed is not None,
            example=example,
            why=why,
            may=writes_in(who, "wording") is None,
            version=version,
            seen=seen or (history[0].version if history else 0),
            in_force=in_force,
            history=list(_history(history, shipped)),
            changes=list(compared(text_now, shown)),
        )


def _letter(key: str, language: str) -> tuple[str, Language]:
    if (key, language) not in written():
        raise NotThere(key)
    return key, cast(Language, language)


def _faults(read: Letter | tuple[Fault, ...]) -> tuple[Fault, ...]:
    return () if isinstance(read, Letter) else read


def _history(history: list[Version], shipped: str) -> Iterator[tuple[Version, list[Line]]]:
    """Each version with what it changed in the one before it."""
    texts = [*(one.text or shipped for one in history), shipped]
    for one, (later, earlier) in zip(history, pairwise(texts), strict=True):
        yield one, list(compared(earlier, later))
