"""The shapes of the letters of the office."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Letter(BaseModel):
    """A letter as it stands: which dossiers it tells of, to whom it goes or went, since when."""

    key: str
    template: str
    references: list[str]
    address: str | None
    at: AwareDatetime
    status: str
    problem: str
    attempts: int
    subject: str
    url: str


class Letters(BaseModel):
    """Some letters, the latest first; `next` is the address of those that follow."""

    letters: list[Letter]
    next: str | None


class Copy(BaseModel):
    """A copy as it left: when, to whom, its subject and its text."""

    at: AwareDatetime
    address: str
    subject: str
    text: str


class Preview(BaseModel):
    """A held letter as it would leave now; `mark` stands for what it says, so that nobody releases
    what they have not read."""

    to: str
    subject: str
    text: str
    mark: str


class LetterInFull(Letter):
    """A letter with every copy as it left, its free paragraph with what stands for it, and who has
    released it."""

    number: int | None
    due_at: AwareDatetime
    sent_at: AwareDatetime | None
    paragraph: str
    paragraph_seen: int
    copies: list[Copy]
    released_by: list[str]
    preview: Preview | None


class Act(BaseModel):
    """What is done with a letter. `mark` is needed to release it, `reason` to cancel it or to hold
    it back, `paragraph` with the `paragraph_seen` of the one before as `seen` to save it."""

    model_config = ConfigDict(extra="forbid")

    mark: Annotated[str, Field(max_length=64)] = ""
    reason: Annotated[str, Field(max_length=20_000)] = ""
    paragraph: Annotated[str, Field(max_length=20_000)] = ""
    seen: Annotated[int, Field(ge=0, le=999_999_999)] = 0
