"""/letters/{key}: one letter, as it will leave while it is held, as it left afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from engine.decide import Refused
from engine.dossier import Actor, Dossier
from engine.runtime import letter_desk, queries, reading
from engine.runtime.database import Link
from engine.runtime.kept_letters import InFull, letter_in_full
from engine.words import Language
from notifications.receives import ROLES
from portal.filing.draft import NotThere
from portal.filing_pages.fields import Fields, is_number, text
from portal.held_letter import Shown, shown
from portal.here import Here
from portal.letter_pages import in_hand, settled
from portal.letter_pages.answered import Answered, against
from portal.letter_pages.done import known_done
from portal.letter_pages.in_hand import Read
from portal.letter_pages.labels import labels
from portal.letter_pages.officers import acts, officer
from portal.settings import Settings
from portal.words import language_of, link

HEADERS: Final = (
    "From", "To", "X-Original-To", "Reply-To", "Subject", "Content-Language", "Message-ID",
)  # fmt: skip

AS_SHOWN: Final = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"}  # fmt: skip
"""The HTML part of a letter brings its own style, and may do nothing else."""


def add_to(app: FastAPI, here: Here, settings: Settings) -> None:
    """Give the application this page."""
    page = _One(here, settings)
    app.get("/letters/{key:path}")(page.look)
    app.post("/letters/{key:path}")(page.act)


@dataclass(frozen=True)
class _One:
    here: Here
    settings: Settings

    def look(
        self, request: Request, key: str, tongue: str = "", part: str = "", done: str = ""
    ) -> Response:
        """The letter; its HTML part alone where that is asked for."""
        officer(self.here, request)
        if part == "html":
            self._found(key)
            return self._html(key, tongue)
        return self._page(request, key, tongue, done=known_done(done))

    def act(self, request: Request, key: str, form: Fields) -> Response:
        """Do what a button asks; what was typed stays where it is not done."""
        who = officer(self.here, request)
        self._found(key)
        do, tongue = text(form, "do"), text(form, "tongue")
        act = self._acts(key, form, who).get(do)
        answered = against("letter_no_act") if act is None else act()
        if not answered.against:
            to = ("letters",) if text(form, "from") == "desk" else ("letters", key)
            asked = {"done": answered.done, "tongue": tongue if len(to) > 1 else ""}
            return RedirectResponse(link(language_of(request), *to, **asked), 303)
        return self._page(
            request,
            key,
            tongue,
            answered.status,
            against=answered.against,
            read=_read(form),
            reason=text(form, "reason"),
        )

    def _acts(self, key: str, form: Fields, who: Actor) -> dict[str, Callable[[], Answered]]:
        office, reason = self.here.office, text(form, "reason")
        return {
            "save": lambda: in_hand.save(office, key, _read(form), who),
            "release": lambda: self._release(key, text(form, "tongue"), _read(form), who),
            "cancel": lambda: in_hand.end(office, key, reason, who),
            "hold": lambda: in_hand.keep_back(office, key, reason, who),
            "retry": lambda: settled.retry(office, [key], who),
            "arrived": lambda: settled.settle(office, key, who, arrived=True),
            "again": lambda: settled.settle(office, key, who, arrived=False),
        }

    def _release(self, key: str, tongue: str, read: Read, who: Actor) -> Answered:
        office, needed = self.here.office, self.settings.released_by
        found = self._held(key, tongue)
        if found is None:
            return in_hand.released_before(office, key, who, needed)
        return in_hand.let_leave(office, found, read, who, needed)

    def _held(self, key: str, tongue: str) -> Shown | None:
        found = shown(self.here.office, self.settings, key, _language(tongue))
        return None if isinstance(found, Refused) else found

    def _found(self, key: str) -> InFull:
        with queries.looking(self.here.office.database) as connection:
            found = letter_in_full(connection, key)
        if found is None:
            raise NotThere(key)
        return found

    def _html(self, key: str, tongue: str) -> Response:
        found = self._held(key, tongue)
        part = "" if found is None else in_hand.body(found, "html")
        if not part:
            raise NotThere(key)
        return HTMLResponse(part, headers={**AS_SHOWN, "Cache-Control": "no-store"})

    def _page(
        self, request: Request, key: str, tongue: str, status: int = 200, **known: Any
    ) -> Response:
        office = self.here.office
        found = self._found(key)
        # What tells reminders is written for its recipient alone.
        tongue = "" if found.told else _language(tongue) or ""
        with queries.looking(office.database) as connection:
            told: dict[str, Any] = {
                "letter": found,
                "dossiers": _dossiers(connection, found),
                "beside": letter_desk.beside(connection, key),
                "labels": labels(office),
                "roles": ROLES,
                "tongue": tongue,
                "may": acts(self.here, request),
            }
        told |= {"done": "", "against": (), "read": None, "reason": "", **known}
        held = self._held(key, tongue) if found.kept.status == "held" else None
        if held is not None:
            told |= self._of_a_held_letter(held, told["read"])
        return self.here.render(request, "letter.html", status, held=held, **told)

    def _of_a_held_letter(self, held: Shown, read: Read | None) -> dict[str, Any]:
        paragraph = held.held.paragraph.text
        changed = read is not None and in_hand.was_typed(self.here.office, held.held.key, read)
        return {
            "typed": read.typed if read is not None and changed else paragraph,
            "overtaken": changed and read is not None and read.number != held.held.paragraph.number,
            "headers": [(name, said) for name in HEADERS if (said := in_hand.headed(held, name))],
            "body": in_hand.body(held).rstrip("\n"),
            "spoken": _language(in_hand.headed(held, "Content-Language")),
            "html": bool(in_hand.body(held, "html")),
            "mark": in_hand.mark(held),
        }


def _read(form: FormData) -> Read:
    number = text(form, "number")
    typed = text(form, "paragraph")
    return Read(int(number) if is_number(number) else 0, text(form, "mark"), typed)


def _language(asked: str) -> Language | None:
    return cast(Language, asked) if asked in ("en", "fr") else None


def _dossiers(connection: Link, letter: InFull) -> dict[str, Dossier]:
    """Those that the letter tells of, by reference."""
    wanted = letter.kept.references
    return reading.dossiers(connection, wanted) if wanted else {}
