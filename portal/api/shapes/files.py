"""The shapes of a State's file: its draft, what is missing, what was filed, what is attached."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from portal.api.shapes.said import Said


class Missing(BaseModel):
    """Something that a machine sees to be missing: the item of the check, and what of it."""

    item: str
    sentence: Said
    cite: str


class Draft(BaseModel):
    """The answers as they stand: a question to every State has an object with an answer of each.

    `version` counts the saves, not the steps of the dossier; `missing` and `follows` are what the
    State is told before it files, and `known_as` is what says that it was told so."""

    reference: str
    form: str
    edition: str
    version: int
    saved_at: AwareDatetime
    saved_by: str
    answers: dict[str, Any]
    replies: dict[str, str]
    missing: list[Missing]
    follows: Said
    known_as: str


class Answers(BaseModel):
    """Answers to be saved: those that are named, and no others; null clears one. `replies` are what
    the State says beside the items of a letter."""

    model_config = ConfigDict(extra="forbid")

    answers: Annotated[dict[str, Any], Field(max_length=500)] = {}
    replies: Annotated[dict[str, str], Field(max_length=100)] = {}


class Filing(BaseModel):
    """A file to be handed in, complete or not. `knowing`: that the State was told what is missing:
    true, or the `known_as` of what it was told, which must be what is missing still."""

    model_config = ConfigDict(extra="forbid")

    knowing: bool | Annotated[str, Field(max_length=100)] = False


class Filed(BaseModel):
    """What was filed once: its place among the filings, when, on which form, with which answers and
    attachments (by their numbers)."""

    number: int
    at: AwareDatetime
    trigger: str
    form: str
    edition: str
    answers: dict[str, Any]
    replies: dict[str, str]
    attachments: list[int]


class Filings(BaseModel):
    """Every filing of a dossier, the first one first."""

    reference: str
    filings: list[Filed]


class Change(BaseModel):
    """What was changed from one filing to the next, in words."""

    before: int
    after: int
    report: str


class Changes(BaseModel):
    """What was changed from each filing to the next."""

    reference: str
    changes: list[Change]


class Unplaced(BaseModel):
    """Something in a document that is no answer: why, and its text."""

    sentence: Said
    text: str


class Brought(BaseModel):
    """What came of a filled document: the draft now, and what could not be placed."""

    draft: Draft
    unplaced: list[Unplaced]


class Attached(BaseModel):
    """A document attached to a dossier; `faults` are what differs from what the form asks for."""

    number: int
    document: str
    state: str
    name: str
    media_type: str
    size: int
    sha256: str
    caption: str
    credit: str
    status: Literal["arriving", "quarantined", "clean", "unscanned", "refused"] | str
    problem: str
    faults: list[Said]
    added_at: AwareDatetime
    added_by: str
    filed: bool
    url: str | None = Field(description="Where its content is; null while it is not handed out.")


class AttachedTo(BaseModel):
    """What is attached to a dossier, in the order it came."""

    reference: str
    attachments: list[Attached]


class Described(BaseModel):
    """Another caption and credit for an attachment."""

    model_config = ConfigDict(extra="forbid")

    caption: Annotated[str, Field(max_length=2_000)] = ""
    credit: Annotated[str, Field(max_length=2_000)] = ""


class Word(BaseModel):
    """The word of a State on the draft: `stands` says whether it is still what it saw."""

    state: str
    stands: bool
    told: Said
    version: int | None
    at: AwareDatetime | None
    by: str | None


class Confirmations(BaseModel):
    """The word of every State of a file of several; `shown` names what would be confirmed now."""

    reference: str
    shown: str | None
    confirmations: list[Word]


class Confirming(BaseModel):
    """Confirm the draft for these States as it was `shown`."""

    model_config = ConfigDict(extra="forbid")

    states: Annotated[
        list[Annotated[str, Field(max_length=200)]], Field(min_length=1, max_length=50)
    ]
    shown: Annotated[str, Field(max_length=100)]
