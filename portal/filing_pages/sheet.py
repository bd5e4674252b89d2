"""The officer's page of ticks, and the letter it produces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, cast, get_args

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from engine.decide import Refused
from engine.rules import Finding
from engine.runtime import queries
from engine.words import Language, Words
from portal.access.denied import NotYours
from portal.filing.revisions import changed, revisions
from portal.filing.sheet import Sheet, conclude, sheet_of, tick
from portal.filing.ticked import name_of, named
from portal.filing_pages.fields import Fields, is_number, text
from portal.here import Here
from portal.words import language_of, link
from workflows.check.check import Seen, Verdict
from workflows.check.item import Item
from workflows.check.items import ITEMS
from workflows.roles import OFFICE

VERDICTS: Final[tuple[str, ...]] = get_args(Verdict)
"""What an officer can tick."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Shown(here)
    app.get("/dossiers/{reference}/check")(shown.page)
    app.post("/dossiers/{reference}/check")(shown.ticked)
    app.get("/dossiers/{reference}/changes")(shown.changes)


@dataclass(frozen=True)
class _Shown:
    here: Here

    def page(self, request: Request, reference: str) -> HTMLResponse:
        """The sheet as it stands."""
        return self._page(request, reference)

    def ticked(self, request: Request, reference: str, form: Fields) -> Response:
        """Put the ticks of the page; end the check where that button was pressed."""
        who = self.here.who(request)
        shown = {one.code: text(form, f"shown {one.code}") for one in ITEMS if _names(form, one)}
        given = list(_given(form, shown))
        if faults := tick(self.here.office, reference, given, who, shown):
            return self._page(request, reference, 422, faults=faults, posted=form)
        if text(form, "then") != "conclude":
            return RedirectResponse(link(language_of(request), "dossiers", reference, "check"), 303)
        seen = text(form, "seen")
        version = int(seen) if is_number(seen) else None
        outcome = conclude(self.here.office, reference, who, version)
        if isinstance(outcome, Refused):
            return self._page(request, reference, 409, refused=outcome.findings)
        return RedirectResponse(link(language_of(request), "dossiers", reference), 303)

    def changes(self, request: Request, reference: str) -> HTMLResponse:
        """What was changed between the first filing and each later one (20.COM 8)."""
        language = language_of(request)
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
            filed = revisions(connection, dossier.reference)
        reports = [
            (before, after, changed(before, after, language)) for before, after in pairwise(filed)
        ]
        return self.here.render(
            request,
            "changes.html",
            200,
            dossier=dossier,
            officer=self.here.who(request).role in OFFICE,
            revisions=filed,
            reports=reports,
        )

    def _page(
        self,
        request: Request,
        reference: str,
        status: int = 200,
        *,
        faults: list[Words] | None = None,
        refused: tuple[Finding, ...] = (),
        posted: FormData | None = None,
    ) -> HTMLResponse:
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
        if self.here.who(request).role not in OFFICE:
            raise NotYours(
                "the sheet of the check is for the Secretariat",
                "la fiche de contrôle est réservée au Secrétariat",
            )
        sheet = sheet_of(self.here.office, dossier.reference)
        return self.here.render(
            request,
            "sheet.html",
            status,
            dossier=dossier,
            officer=self.here.who(request).role in OFFICE,
            sheet=sheet,
            verdicts=VERDICTS,
            letter=sheet.checked.letter(_of_the_state(sheet)),
            faults=faults or [],
            refused=refused,
            posted=posted or {},
            name_of=name_of,
            checking=dossier.state == "checking",
        )


def _names(form: FormData, item: Item) -> bool:
    return f"shown {item.code}" in form


def _given(form: FormData, shown: Mapping[str, str]) -> Iterator[Seen]:
    """The ticks that were given and are others than the page showed; an item without one stays as
    it is."""
    for item in ITEMS:
        verdict = text(form, f"verdict {item.code}")
        note = text(form, f"note {item.code}").replace("\r\n", "\n")  # as browsers send its lines
        if verdict in VERDICTS and shown.get(item.code) != named(verdict, note):
            yield Seen(item.code, cast("Any", verdict), note)


def _of_the_state(sheet: Sheet) -> Language:
    """The language in which the State is written to."""
    return "fr" if sheet.dossier.text("language") == "fr" else "en"
