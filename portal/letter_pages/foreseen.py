"""/letters/forecast: who will get what when, merged how, held or not; and pausing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.dates import said_hour, said_weekday
from engine.runtime import queries
from engine.runtime.known_as import find
from engine.runtime.pauses import pauses
from notifications.expected import Expected, Item
from notifications.forecast import MOST_DAYS, forecast
from notifications.foresight import Foresight
from notifications.receives import ROLES
from notifications.recipients import Addresses
from portal.filing_pages.fields import Fields, is_number, text
from portal.here import Here
from portal.letter_pages import paused
from portal.letter_pages.answered import Answered, against
from portal.letter_pages.done import known_done
from portal.letter_pages.labels import labels
from portal.letter_pages.officers import acts, officer
from portal.settings import Settings
from portal.words import PARIS, language_of, link

DAYS: Final = 14
"""How many days a forecast looks ahead where nobody asks for more."""

SHOWN: Final = 300
"""Messages on the page; who wants to see others asks for a person or a dossier."""

OFFERED: Final = (7, 14, 30, 90)


def add_to(app: FastAPI, here: Here, settings: Settings) -> None:
    """Give the application this page."""
    page = _Foreseen(here, settings)
    app.get("/letters/forecast")(page.look)
    app.post("/letters/forecast")(page.act)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a forecast is shown: so many days, for whom and about which dossier; what is empty
    is not asked."""

    days: int = DAYS
    person: str = ""
    dossier: str = ""

    @classmethod
    def asked(cls, days: str, person: str, dossier: str) -> "Wanted":
        """From what was typed; more days than are foreseen are as many as are."""
        number = min(int(days), MOST_DAYS) if is_number(days.strip()) else DAYS
        return cls(number, person.strip(), dossier.strip())

    def keeps(self, one: Expected, reference: str) -> bool:
        """Whether a message is to be shown; `reference` is that of the dossier that was named."""
        whose = f"{one.person.name}\n{one.person.address}".casefold()
        about = not self.dossier or reference in one.references
        return about and self.person.casefold() in whose


@dataclass(frozen=True)
class _Foreseen:
    here: Here
    settings: Settings

    def look(
        self, request: Request, days: str = "", person: str = "", dossier: str = "", done: str = ""
    ) -> Response:
        """The messages that are expected, by day."""
        officer(self.here, request)
        return self._page(request, Wanted.asked(days, person, dossier), done=known_done(done))

    def act(self, request: Request, form: Fields) -> Response:
        """Hold one reminder back, or let it go on; hold a dossier, or let it go on."""
        who = officer(self.here, request)
        office, do, why = self.here.office, text(form, "do"), text(form, "why")
        asked = Wanted.asked(*(text(form, name) for name in ("days", "person", "dossier")))
        answered: Answered = against("letter_no_act")
        if do == "hold":
            answered = paused.hold_one(office, text(form, "key"), why, who)
        elif do == "let_go":
            answered = paused.let_one_go(office, text(form, "key"), who)
        elif do == "pause" and text(form, "what"):
            answered = paused.hold_still(office, text(form, "what"), why, who)
        elif do == "go_on" and text(form, "what"):
            answered = paused.let_go_on(office, text(form, "what"), who)
        if answered.against:
            stays = {"why": why, "pressed": text(form, "key") or text(form, "what")}
            return self._page(request, asked, answered.status, against=answered.against, **stays)
        again = {"days": str(asked.days), "person": asked.person, "dossier": asked.dossier}
        to = link(language_of(request), "letters", "forecast", done=answered.done, **again)
        return RedirectResponse(to, 303)

    def _page(self, request: Request, wanted: Wanted, status: int = 200, **known: Any) -> Response:
        office, planner = self.here.office, self.here.office.planner
        expected: tuple[Expected, ...] = ()
        if isinstance(planner, Foresight):
            addresses = Addresses(
                self.settings.office_address, self.settings.evaluation_body_address
            )
            expected = forecast(office.database, planner, addresses, office.clock(), wanted.days)
        with queries.looking(office.database) as connection:
            reference = find(connection, wanted.dossier) or wanted.dossier
            shown = [one for one in expected if wanted.keeps(one, reference)]
            still = {one.what: one for one in pauses(connection)}
        language = language_of(request)
        return self.here.render(
            request,
            "letters_forecast.html",
            status,
            wanted=wanted,
            offered=OFFERED,
            days=by_day(shown[:SHOWN]),
            most=SHOWN,
            weekday=partial(said_weekday, language=language),
            hour=lambda at: said_hour(at.astimezone(PARIS), language),
            shown=shown,
            all=expected,
            paused=still,
            matters=matters,
            roles=ROLES,
            labels=labels(office),
            may=acts(self.here, request),
            **{"done": "", "against": (), "why": "", "pressed": "", **known},
        )


def by_day(expected: Iterable[Expected]) -> list[tuple[date, list[Expected]]]:
    """Messages by the day on which they leave, in Paris."""
    return [(day, list(some)) for day, some in groupby(expected, lambda one: one.day)]


def matters(one: Expected) -> list[Item]:
    """What a message tells, each matter once: who is owed it in two ways reads it once."""
    told = {(item.reference, item.rule, item.key.rpartition(":")[2]): item for item in one.items}
    return list(told.values())
