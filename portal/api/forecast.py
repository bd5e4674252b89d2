"""/api/v1/forecast: who will get what when; holding a reminder back, and letting it go on."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Path, Query, Request, Response
from pydantic import BaseModel, Field

from engine.runtime import held_reminders
from engine.runtime.known_as import find
from engine.runtime.queries import looking
from notifications.expected import Expected, Item
from notifications.forecast import MOST_DAYS, forecast
from notifications.foresight import Foresight
from notifications.recipients import Addresses
from portal.api.answers import unless_against
from portal.api.bounds import Text
from portal.api.caller import Signed, Signing
from portal.api.cursor import Cursor, no_place, parts_of, place
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there, read_whole
from portal.api.lists import LINKED
from portal.api.one import Reference
from portal.api.outbox import paused_told
from portal.api.problems import AT
from portal.api.scopes import LETTERS
from portal.api.shapes.outbox import (
    ComingReminder,
    ComingReminders,
    Forecast,
    Foreseen,
    Held,
    Reminder,
)
from portal.api.shapes.said import said
from portal.here import Here
from portal.letter_pages import paused
from portal.letter_pages.foreseen import DAYS, Wanted
from portal.letter_pages.to_come import to_come

Reader = Annotated[Signed, Depends(Signing(LETTERS, "letters"))]
Officer = Annotated[Signed, Depends(Signing(LETTERS, "letters", writes=True))]
Key = Annotated[str, Path(max_length=200, examples=["submission:RL-2028-0001:contact:14d"])]
What = Literal["hold", "go-on"]


class Asked(BaseModel):
    """What of the forecast is looked for."""

    days: Annotated[int, Field(ge=0, le=MOST_DAYS)] = DAYS
    person: Annotated[Text, Field(description="Part of a name or an address.")] = ""
    reference: Annotated[Text, Field(description="A dossier, or its file number.")] = ""
    limit: Annotated[int, Field(ge=1, le=300)] = 100
    cursor: Cursor = None


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Forecast(here)
    tags: Tags = ["letters"]
    app.get(
        "/forecast", tags=tags, response_model=Forecast, summary="Who will get what when",
        responses=problems() | LINKED,
    )(shown.look)  # fmt: skip
    app.post(
        "/reminders/{key}/{what}", tags=tags, status_code=204,
        summary="Hold a reminder back, or let it go on", responses=problems(*WRITES, 404, 409),
    )(shown.act)  # fmt: skip
    app.get(
        "/dossiers/{reference}/reminders", tags=tags, response_model=ComingReminders,
        summary="What a dossier will be reminded of", responses=problems(404),
    )(shown.of)  # fmt: skip


@dataclass(frozen=True)
class _Forecast:
    here: Here

    def look(
        self,
        request: Request,
        response: Response,
        reader: Reader,
        given: Annotated[Asked, Query()],
    ) -> Forecast:
        """Time is let pass without writing, through the functions that decide when letters really
        leave: as things stand now, so a page that follows may show what has moved."""
        begins = _place(given.cursor)
        found = self._expected(given)
        shown = found[begins : begins + given.limit]
        follows = None
        if begins + given.limit < len(found):
            asked = [one for one in request.query_params.multi_items() if one[0] != "cursor"]
            mark = place(str(begins + given.limit))
            follows = f"{AT}/forecast?{urlencode([*asked, ('cursor', mark)])}"
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return Forecast(
            days=given.days, total=len(found), messages=[_foreseen(one) for one in shown],
            next=follows,
        )  # fmt: skip

    def act(self, officer: Officer, key: Key, what: What, given: Held) -> Response:
        """Held with a reason; that it is so already is as well."""
        office, who = self.here.office, officer.who
        with looking(office.database) as connection:
            if not held_reminders.is_reminder(connection, key):
                raise not_there("There is no such reminder.", "Ce rappel n'existe pas.")
        done = (
            paused.hold_one(office, key, given.reason, who)
            if what == "hold"
            else paused.let_one_go(office, key, who)
        )
        unless_against(done)
        return Response(status_code=204)

    def of(self, reader: Reader, reference: Reference) -> ComingReminders:
        """If nothing moves; for the Secretariat and auditors."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = read_whole(connection, reference, reader.who)
            coming = to_come(connection, office, dossier.reference)
        return ComingReminders(
            reference=dossier.reference,
            reminders=[
                ComingReminder(
                    due_at=one.due_at, about=said(one.label), to=[said(each) for each in one.to],
                    held=one.held and said(one.held),
                )
                for one in coming.reminders
            ],
            pause=coming.pause and paused_told(coming.pause),
        )  # fmt: skip

    def _expected(self, given: Asked) -> list[Expected]:
        office, settings = self.here.office, self.here.settings
        if not isinstance(office.planner, Foresight):
            return []
        ours = Addresses(settings.office_address, settings.evaluation_body_address)
        found = forecast(office.database, office.planner, ours, office.clock(), given.days)
        wanted = Wanted(given.days, given.person.strip(), given.reference.strip())
        with looking(office.database) as connection:
            reference = find(connection, wanted.dossier) or wanted.dossier
        return [one for one in found if wanted.keeps(one, reference)]


def _place(text: str | None) -> int:
    if not text:
        return 0
    (number,) = parts_of(text, 1)
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise no_place()
    return int(number)


def _foreseen(one: Expected) -> Foreseen:
    person = one.person
    return Foreseen(
        at=one.at, day=one.day, name=person.name, address=person.address or None,
        language=person.language, role=person.role, template=one.template, status=one.status,
        why=one.why and said(one.why), references=list(one.references),
        reminders=[_reminder(each) for each in one.items], letter=one.letter or None,
    )  # fmt: skip


def _reminder(one: Item) -> Reminder:
    told = said(one.deadline) if one.deadline.en else None
    return Reminder(
        key=one.key, reference=one.reference, rule=one.rule, recipient=one.recipient,
        severity=one.severity, nature=one.nature, deadline=told,
    )  # fmt: skip
