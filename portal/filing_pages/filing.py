"""The page on which a State sees what is missing and what follows, and files."""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from engine.decide import Refused
from engine.rules import Finding
from engine.runtime import papers, queries
from engine.words import Words
from portal.access import files
from portal.filing.draft import WRITES_IN, begin
from portal.filing.draft import save as keep
from portal.filing.filing import NotKnowing, file, forewarned
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.words import language_of, link
from workflows.check.items import ITEMS
from workflows.roles import OFFICE


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Shown(here)
    app.get("/dossiers/{reference}/form/check")(shown.page)
    app.post("/dossiers/{reference}/form/check")(shown.hand_in)
    app.post("/dossiers/{reference}/form/replies")(shown.reply)


@dataclass(frozen=True)
class _Shown:
    here: Here

    def page(self, request: Request, reference: str) -> HTMLResponse:
        """What a machine sees of the draft."""
        return self._page(request, reference)

    def hand_in(self, request: Request, reference: str, posted: Fields) -> Response:
        """File; a page that was sent twice files once."""
        who = self.here.who(request)
        key = text(posted, "key")
        # Only this dossier uses up keys that begin with its reference.
        own = key if key.startswith(f"file:{reference}:") else None
        outcome = file(self.here.office, reference, who, text(posted, "knowing"), own)
        if isinstance(outcome, NotKnowing):
            return self._page(request, reference, 422, unknowing=True)
        if isinstance(outcome, Refused):
            return self._page(request, reference, 409, refused=outcome.findings)
        return RedirectResponse(link(language_of(request), "dossiers", reference), 303)

    def reply(self, request: Request, reference: str, posted: Fields) -> Response:
        """Keep what the State says beside the items of the letter."""
        replies = {item.code: text(posted, item.code) for item in ITEMS if item.code in posted}
        who = self.here.who(request)
        of = begin(self.here.office, reference, who)
        kept = keep(self.here.office, of, {}, of.draft.version, who, replies)
        if kept.strange:
            return self._page(request, reference, 422, strange=kept.strange)
        return RedirectResponse(
            link(language_of(request), "dossiers", reference, "form", "check"), 303
        )

    def _page(
        self,
        request: Request,
        reference: str,
        status: int = 200,
        *,
        refused: tuple[Finding, ...] = (),
        unknowing: bool = False,
        strange: tuple[Words, ...] = (),
    ) -> HTMLResponse:
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
            who = self.here.who(request)
            sheet = papers.kept(connection, dossier.text("sheet"))
        of = begin(self.here.office, reference, who)
        told = forewarned(self.here.office, of)
        return self.here.render(
            request,
            "filing.html",
            status,
            dossier=dossier,
            officer=who.role in OFFICE,
            form=of.form,
            told=told,
            key=f"file:{dossier.reference}:{dossier.version}:{of.draft.version}",
            items=[
                (item, [one for one in told.checked.missing if one.item == item]) for item in ITEMS
            ],
            asked=() if sheet is None else [i for i in sheet.content["items"] if wanting(i)],
            replies=of.replies,
            refused=refused,
            unknowing=unknowing,
            strange=strange,
            barred=files.writes_answers(who, dossier),
            writing=dossier.state in WRITES_IN and files.writes_answers(who, dossier) is None,
        )


def wanting(item: dict[str, object]) -> bool:
    """Whether an item of a sheet says that something is missing."""
    return bool(item["found"]) or item["verdict"] not in ("", "conform")
