"""/letters: what waits for a person, what is paused, and how much waits, leaves and was sent."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.calendar import at_local
from engine.dossier import Actor
from engine.runtime import letter_desk, queries
from engine.runtime.held_letters import released_as
from engine.runtime.paragraphs import latest
from engine.runtime.pauses import EVERYTHING, pauses
from engine.runtime.suspended import suspended
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.letter_pages import paused, settled
from portal.letter_pages.answered import Answered, against
from portal.letter_pages.done import known_done
from portal.letter_pages.officers import acts, officer
from portal.settings import Settings
from portal.words import PARIS, language_of, link

SHOWN: Final = 50
"""Letters of each kind on the desk; all of them are found by searching."""


def add_to(app: FastAPI, here: Here, settings: Settings) -> None:
    """Give the application this page."""
    desk = _Desk(here, settings)
    app.get("/letters")(desk.look)
    app.post("/letters")(desk.act)


@dataclass(frozen=True)
class _Desk:
    here: Here
    settings: Settings

    def look(self, request: Request, done: str = "") -> Response:
        """The outbox in one look."""
        officer(self.here, request)
        return self._page(request, done=known_done(done))

    def act(self, request: Request, form: Fields) -> Response:
        """Do what a button asks; to pause everything is asked twice."""
        who = officer(self.here, request)
        what, why = text(form, "what"), text(form, "why")
        everything = text(form, "do") == "pause" and what == EVERYTHING
        if everything and text(form, "sure") != "yes" and settled.unwilling(why) is None:
            return self._asked_again(request, why)
        answered = self._answered(form, who)
        if answered.against:
            return self._page(
                request, answered.status, against=answered.against, why=why if everything else ""
            )
        back = text(form, "back")
        to = ("letters", "forecast") if back == "forecast" else ("dossiers", back)
        address = (link(language_of(request), *to) if back else
                   link(language_of(request), "letters", done=answered.done))  # fmt: skip
        return RedirectResponse(address, 303)

    def _answered(self, form: Fields, who: Actor) -> Answered:
        office, do, what = self.here.office, text(form, "do"), text(form, "what")
        if do == "retry":
            keys = [key for key in form.getlist("key") if isinstance(key, str)]
            return settled.retry(office, keys, who)
        if do == "resume":
            return settled.resume(office, text(form, "address"), who)
        if do == "pause":
            return paused.hold_still(office, what, text(form, "why"), who)
        if do == "go_on":
            return paused.let_go_on(office, what, who)
        return against("letter_no_act")

    def _asked_again(self, request: Request, why: str) -> Response:
        with queries.looking(self.here.office.database) as connection:
            counts = letter_desk.not_gone(connection)
        return self.here.render(request, "letters_sure.html", 200, why=why, counts=counts)

    def _page(self, request: Request, status: int = 200, **known: Any) -> Response:
        office = self.here.office
        now = office.clock()
        silent = suspended(office.database)
        with queries.looking(office.database) as connection:
            held = letter_desk.waiting(connection, "held", SHOWN)
            by = [
                released_as(connection, one.key, latest(connection, one.key).number) for one in held
            ]
            shown: dict[str, Any] = {
                "held": list(zip(held, by, strict=True)),
                "uncertain": letter_desk.waiting(connection, "uncertain", SHOWN),
                "failed": letter_desk.waiting(connection, "failed", SHOWN),
                "counts": letter_desk.not_gone(connection),
                "sent": letter_desk.sent_since(connection, _midnight(now)),
                "paused": pauses(connection),
            }
        counts = shown["counts"]
        return self.here.render(
            request,
            "letters.html",
            status,
            **shown,
            suspended=list(silent.values()),
            for_a_person=sum(counts[one] for one in letter_desk.FOR_A_PERSON) + len(silent),
            needed=self.settings.released_by,
            may=acts(self.here, request),
            **{"done": "", "against": (), "why": "", **known},
        )


def _midnight(now: datetime) -> datetime:
    """When the day began in Paris."""
    return at_local(now.astimezone(PARIS).date(), time(0), PARIS.key)
