"""/dossiers/{reference}/confirm: which State stands by which version of a draft of several."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.dossier import Actor, Dossier
from engine.runtime import attachments, confirmations, queries
from engine.runtime.database import Link
from engine.words import Words
from forms.form import Field
from portal.access import files
from portal.filing.confirmed import Changed, Confirmed, Since, confirm, confirmed, drafted, seen
from portal.filing.confirmed import since as since_version
from portal.filing.draft import WRITES_IN, Begun
from portal.filing_pages.fields import Fields, text
from portal.form_pages.in_words import in_words
from portal.here import Here
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page. It comes before the address that takes any reference."""
    page = _Confirming(here)
    app.get("/dossiers/{reference}/confirm")(page.look)
    app.post("/dossiers/{reference}/confirm")(page.confirm)


Answered = tuple[Field, Words]
"""A question, and what was answered, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A State of the file: its word, what was changed since, what it answers by itself, and whether
    whoever looks may confirm it, or why not."""

    confirmed: Confirmed
    since: Since | None
    answers: tuple[Answered, ...]
    against: Words | None


@dataclass(frozen=True)
class _Confirming:
    here: Here

    def look(self, request: Request, reference: str, done: str = "") -> Response:
        """Every State of the file, and the draft as it stands."""
        return self._page(request, reference, done=bool(done))

    def confirm(self, request: Request, reference: str, form: Fields) -> Response:
        """Confirm the draft as it was shown, for one State."""
        who = self.here.writer(request, "state")
        state = text(form, "state")
        outcome = confirm(self.here.office, reference, [state], text(form, "seen"), who)
        if isinstance(outcome, Changed):
            return self._page(request, reference, 409, overtaken=state)
        there = link(language_of(request), "dossiers", reference, "confirm", done="yes")
        return RedirectResponse(there, 303)

    def _page(self, request: Request, reference: str, status: int = 200, **known: Any) -> Response:
        who = self.here.who(request)
        with queries.looking(self.here.office.database) as connection:
            dossier, of = drafted(connection, reference, who)
            told = {} if of is None else self._told(connection, request, who, of)
            history = confirmations.confirmations(connection, dossier.reference)
        known = {"done": False, "overtaken": "", "parts": (), "common": (), **told, **known}
        return self.here.render(
            request,
            "state_confirm.html",
            status,
            dossier=dossier,
            begun=of,
            history=list(reversed(history)),
            writing=dossier.state in WRITES_IN,
            **known,
        )

    def _told(self, connection: Link, request: Request, who: Actor, of: Begun) -> dict[str, Any]:
        there = attachments.attachments(connection, of.dossier.reference)
        language = language_of(request)
        parts = []
        for one in confirmed(connection, of):
            changed = one.last is not None and not one.stands
            version = one.last.version if one.last else 0
            since = since_version(connection, of, version, language) if changed else None
            answers = _answers(of, one.state)
            parts.append(Part(one, since, answers, _against(who, of.dossier, one)))
        return {
            "seen": seen(of, there),
            "parts": parts,
            "common": _answers(of, ""),
            "documents": [one for one in there if one.status != "refused"],
        }


def _against(who: Actor, dossier: Dossier, one: Confirmed) -> Words | None:
    denied = files.confirms(who, dossier, one.state)
    return None if denied is None else denied.said


def _answers(of: Begun, state: str) -> tuple[Answered, ...]:
    """What was answered by a State for itself, or by all together where it is empty."""
    told = []
    for field in of.edition.fields:
        given = of.given.get(field.name)
        if field.per_state and isinstance(given, dict):
            given = given.get(state)
        if field.per_state == bool(state) and given not in (None, "", [], {}):
            told.append((field, in_words(field, given)))
    return tuple(told)
