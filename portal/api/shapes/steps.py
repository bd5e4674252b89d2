"""The shapes of steps: what can be done now, what is asked for, what came of it."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from portal.api.shapes.dossiers import Happened, One
from portal.api.shapes.said import Reason, Said


class Asked(BaseModel):
    """An answer that a step needs: its kind says how it is written."""

    name: str
    kind: str
    label: Said
    required: bool
    choices: list[str]


class Possible(BaseModel):
    """A step from where the dossier stands, and everything that stands against it now for whoever
    asks: nothing where `possible`."""

    trigger: str
    target: str
    event: Said
    by: list[str]
    cite: str
    possible: bool
    against: list[Reason]
    asks: list[Asked]
    needs_reason: bool
    letters: list[str]
    held: bool = Field(description="Whether its letters wait for a person to release them.")


class Steps(BaseModel):
    """What can be done with a dossier now."""

    reference: str
    version: int
    state: str
    turn: str | None
    steps: list[Possible]


class Step(BaseModel):
    """A step as it is asked for: answers by their names, and a reason where it needs one."""

    model_config = ConfigDict(extra="forbid")

    answers: Annotated[dict[str, Any], Field(max_length=100)] = {}
    reason: Annotated[str, Field(max_length=20_000)] = ""


class Opening(BaseModel):
    """A dossier to be opened: on which workflow, and with which answers. It gets a free
    reference."""

    model_config = ConfigDict(extra="forbid")

    workflow: Annotated[str, Field(max_length=64)]
    answers: Annotated[dict[str, Any], Field(max_length=100)] = {}


class LetterTo(BaseModel):
    """Somebody who would get a letter, and as what."""

    name: str
    address: str
    role: str


class LetterRead(BaseModel):
    """How a letter would read."""

    subject: str
    text: str


class LetterToCome(BaseModel):
    """A letter that a step would cause: whether a person must release it, who would get it, how it
    reads in English and in French, and why it cannot be shown, if so."""

    template: str
    held: bool
    to: list[LetterTo]
    en: LetterRead | None
    fr: LetterRead | None
    why: Said | None


class Moved(BaseModel):
    """A step that was taken. `again`: it had been taken before, under the same Idempotency-Key;
    `dry_run`: nothing was written, `entry` is null, and `letters` are those that would leave, for
    who reads the letters of the dossier."""

    dossier: One | None
    entry: Happened | None
    again: bool = False
    dry_run: bool = False
    letters: list[LetterToCome] = []
