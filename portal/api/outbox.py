"""/api/v1/outbox: what waits, what is paused, which addresses gave letters back; letting them go
on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from fastapi import Depends, FastAPI

from engine.calendar import at_local
from engine.runtime import letter_desk
from engine.runtime.pauses import EVERYTHING, Pause, pauses
from engine.runtime.queries import looking
from engine.runtime.suspended import suspended
from engine.words import Words
from portal.api.answers import unless_against
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.not_as_asked import sent_otherwise
from portal.api.scopes import LETTERS
from portal.api.shapes.outbox import GoOn, Outbox, PauseAsked, PauseTold, Resume, Suspended
from portal.here import Here
from portal.letter_pages import paused, settled
from portal.letter_pages.answered import Answered
from portal.words import PARIS

Reader = Annotated[Signed, Depends(Signing(LETTERS, "letters"))]
Officer = Annotated[Signed, Depends(Signing(LETTERS, "letters", writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    outbox = _Outbox(here)
    tags: Tags = ["letters"]
    app.get(
        "/outbox", tags=tags, response_model=Outbox, summary="What waits, and what is paused",
        responses=problems(),
    )(outbox.look)  # fmt: skip
    written: tuple[tuple[str, Callable[..., Outbox], str], ...] = (
        ("pause", outbox.pause, "Pause the letters of a dossier, or all of them"),
        ("go-on", outbox.go_on, "Let paused letters leave again"),
        ("resume", outbox.resume, "Let letters go again to an address that gave some back"),
    )
    for name, act, summary in written:
        app.post(
            f"/outbox/{name}", tags=tags, response_model=Outbox, summary=summary,
            responses=problems(*WRITES, 409),
        )(act)  # fmt: skip


@dataclass(frozen=True)
class _Outbox:
    here: Here

    def look(self, reader: Reader) -> Outbox:
        """The outbox in one look; the letters themselves are at /letters."""
        office = self.here.office
        with looking(office.database) as connection:
            counts = letter_desk.not_gone(connection)
            sent = letter_desk.sent_since(connection, _midnight(office.clock()))
            stands = pauses(connection)
        return Outbox(
            counts={name: number for name, number in sorted(counts.items()) if number},
            sent_today=sent,
            released_by=self.here.settings.released_by,
            pauses=[paused_told(one) for one in stands],
            suspended=[
                Suspended(address=one.address, since=one.since, why=one.why)
                for one in suspended(office.database).values()
            ],
        )

    def pause(self, officer: Officer, asked: PauseAsked) -> Outbox:
        """With a reason that others will read; that it is so already is as well."""
        if asked.reference is None and not asked.sure:
            raise sent_otherwise("sure", "/sure", _SURE)
        what = EVERYTHING if asked.reference is None else asked.reference
        done = paused.hold_still(self.here.office, what, asked.reason, officer.who)
        return self._done(officer, done)

    def go_on(self, officer: Officer, asked: GoOn) -> Outbox:
        """What fell due meanwhile goes as after any silence."""
        what = EVERYTHING if asked.reference is None else asked.reference
        return self._done(officer, paused.let_go_on(self.here.office, what, officer.who))

    def resume(self, officer: Officer, asked: Resume) -> Outbox:
        """That they do already is as well."""
        return self._done(officer, settled.resume(self.here.office, asked.address, officer.who))

    def _done(self, officer: Signed, answered: Answered) -> Outbox:
        unless_against(answered)
        return self.look(officer)


def paused_told(one: Pause) -> PauseTold:
    """A pause as data."""
    return PauseTold(reference=one.what or None, since=one.since, why=one.why, by=one.by)


def _midnight(now: datetime) -> datetime:
    """When the day began in Paris."""
    return at_local(now.astimezone(PARIS).date(), time(0), PARIS.key)


_SURE = Words(
    "no letter at all would leave: say that you are sure, or name a dossier",
    "plus aucun courrier ne partirait : confirmez-le, ou indiquez un dossier",
)
