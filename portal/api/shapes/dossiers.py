"""The shapes of dossiers: as a line of a list, and as one."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from portal.api.shapes.said import FactShape, Said


class Due(BaseModel):
    """The next date of whoever has the dossier: its key, and its instant in UTC."""

    key: str
    at: AwareDatetime


class Line(BaseModel):
    """A dossier as one line of a list. What only those see who see all of it is null in the public
    view."""

    reference: str
    file_no: str | None
    title: str
    states: list[str]
    workflow: str
    mechanism: Said
    cycle: int | None
    view: Literal["whole", "public"]
    status: Said = Field(description="Where it stands, in plain words.")
    illustrative: bool
    state: str | None
    turn: str | None = Field(description="The role whose turn it is; null where it is nobody's.")
    version: int | None
    moved_at: AwareDatetime | None
    due: Due | None
    url: str


class Lines(BaseModel):
    """Some dossiers; `next` is the address of those that follow, null at the end."""

    dossiers: list[Line]
    next: str | None


class Dated(BaseModel):
    """A deadline: its instant in UTC, the same on the clocks of its zone, why it is that one, its
    paragraph, and how sure that is."""

    key: str
    at: AwareDatetime
    local: str
    zone: str
    derivation: list[Said]
    cite: str
    mark: str


class One(Line):
    """A dossier with everything in it that the caller may see."""

    decision: str | None
    definition: str | None
    stands: Said | None = Field(description="Where it stands, as the Secretariat says it.")
    facts: dict[str, FactShape] | None
    deadlines: list[Dated]
    predecessor: str | None
    successors: list[str]


class Entered(BaseModel):
    """What every entry of the audit trail says; `through` is who acted in the actor's place."""

    number: int
    at: AwareDatetime
    trigger: str
    event: Said | None
    source: str
    target: str
    actor: str
    role: str
    through: str | None
    reason: str
    hash: str


class Happened(Entered):
    """An entry of the audit trail of a dossier; `through` is who acted in the actor's place."""

    facts: dict[str, FactShape]


class Timeline(BaseModel):
    """Everything that happened to a dossier, in order."""

    reference: str
    version: int
    entries: list[Happened]


class LetterOf(BaseModel):
    """A letter of a dossier; `number` is the entry that caused it, a reminder has none."""

    key: str
    number: int | None
    template: str
    status: str
    due_at: AwareDatetime
    sent_at: AwareDatetime | None


class LettersOf(BaseModel):
    """The letters of a dossier, in the order in which they are due."""

    reference: str
    letters: list[LetterOf]


class CopyOf(BaseModel):
    """A copy of a letter as it left: when, its subject and its text."""

    at: AwareDatetime
    address: str
    subject: str
    text: str


class LetterCopies(LetterOf):
    """A letter of a dossier with each copy as it left."""

    copies: list[CopyOf]
