"""The shapes of what waits in the outbox, is paused, or will leave."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from notifications.expected import Status
from portal.api.shapes.bulk import Named
from portal.api.shapes.said import Said


class PauseTold(BaseModel):
    """What is paused: a dossier, or all letters where it is null; since when, why, by whom."""

    reference: str | None
    since: AwareDatetime
    why: str
    by: str


class Suspended(BaseModel):
    """An address that gave letters back: none goes there until a person resumes it."""

    address: str
    since: AwareDatetime
    why: str


class Outbox(BaseModel):
    """How many letters stand how, how many were sent since midnight in Paris, what is paused, and
    which addresses gave letters back. `released_by`: how many people release a held letter."""

    counts: dict[str, int]
    sent_today: int
    released_by: int
    pauses: list[PauseTold]
    suspended: list[Suspended]


class PauseAsked(BaseModel):
    """Let no letter of a dossier leave, or none at all where no dossier is named. All of them are
    paused only by who says that they are `sure`."""

    model_config = ConfigDict(extra="forbid")

    reference: Named | None = None
    reason: Annotated[str, Field(max_length=2_000)] = ""
    sure: bool = False


class GoOn(BaseModel):
    """Let the letters of a dossier leave again, or all letters where none is named."""

    model_config = ConfigDict(extra="forbid")

    reference: Named | None = None


class Resume(BaseModel):
    """Let letters go again to an address that gave some back."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(max_length=320, examples=["lind@example.org"])]


class Held(BaseModel):
    """Why a reminder is held back."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=2_000)] = ""


class Reminder(BaseModel):
    """A reminder in a message: its name for ever, of which dossier, by which rule, to which kind of
    recipient; `deadline` is the instant it is about, null where that is no longer known."""

    key: str
    reference: str
    rule: str
    recipient: str
    severity: str
    nature: str
    deadline: Said | None


class Foreseen(BaseModel):
    """A message to one person on one day: from when it leaves, what it tells, and what keeps it
    back, or why it is late. `address` is null where nobody gets it, `letter` the key of one that
    stands in the outbox already."""

    at: AwareDatetime
    day: date
    name: str
    address: str | None
    language: Literal["en", "fr"]
    role: str
    template: str
    status: Status
    why: Said | None
    references: list[str]
    reminders: list[Reminder]
    letter: str | None


class Forecast(BaseModel):
    """The messages that are expected in so many days, by the time they leave; `total` is how many
    there are in all."""

    days: int
    total: int
    messages: list[Foreseen]
    next: str | None


class ComingReminder(BaseModel):
    """What a dossier will be reminded of at an instant if nothing moves: about which deadline, to
    which kinds of recipients, and why it is held back, where it is."""

    due_at: AwareDatetime
    about: Said
    to: list[Said]
    held: Said | None


class ComingReminders(BaseModel):
    """The reminders of a dossier that are still to come, and its pause, where it has one."""

    reference: str
    reminders: list[ComingReminder]
    pause: PauseTold | None
