"""The shapes of the desk of a State: its files, its letters, its own order of priority."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from portal.api.shapes.dossiers import Dated
from portal.api.shapes.letters import Copy
from portal.api.shapes.said import Said


class StillMissing(BaseModel):
    """What a machine finds missing in a file that its State writes: how much is open, the first
    sentences, how many more there are; what the Secretariat's letter asks for."""

    begun: bool
    still_open: Said
    sentences: list[Said]
    more: int
    asked: list[Said]
    letter: str


class OwnFile(BaseModel):
    """An open file of a State: where it stands, the next date if the law fixes one, what is missing
    while the State writes (null on files that tell it on their own page), and what comes next."""

    reference: str
    file_no: str | None
    title: str
    states: list[str]
    workflow: str
    mechanism: Said
    cycle: int | None
    version: int
    state: str
    stands: Said
    due: Dated | None
    missing: StillMissing | None
    follows: Said
    url: str


class OwnGroup(BaseModel):
    """The files that wait for the same role: how many there are, and the first of them."""

    turn: str
    number: int
    files: list[OwnFile]


class OwnFiles(BaseModel):
    """Every open file of the States of whoever asks, theirs to act first; those that are over are
    counted, and found at `past`."""

    states: list[str]
    groups: list[OwnGroup]
    closed: int
    past: str


class LetterTo(BaseModel):
    """A letter that was sent to a State, with each copy as it left."""

    key: str
    template: str
    references: list[str]
    sent_at: AwareDatetime
    copies: list[Copy]


class LettersTo(BaseModel):
    """Some letters, the latest first."""

    letters: list[LetterTo]
    next: str | None


class Because(BaseModel):
    """A sentence, and the paragraph or decision it rests on."""

    sentence: Said
    cite: str


class Expecting(BaseModel):
    """What a file may expect: its level (null: it takes no place under the ceiling), why, by which
    facts, and what would change it."""

    level: str | None
    why: list[Because]
    facts: list[Because]
    change: list[Because]


class OrderRow(BaseModel):
    """A file of a State: its number in the State's own order, the State that names it where several
    submit it, whether it may still be ranked, and what stands against that."""

    reference: str
    title: str
    version: int
    stands: Said
    order: int | None
    named_by: str | None
    open: bool
    against: list[Said]
    expects: Expecting | None


class OrderOf(BaseModel):
    """The order of a State in a cycle: the files it submits alone, those of several States, what it
    must know of its numbers. `cite` is the order of priority that the forecast is by, `under` the
    cycle whose order was used where none is decided for this one; `none`: why there is no
    forecast."""

    cycle: int
    state: str
    own: list[OrderRow]
    shared: list[OrderRow]
    named: str | None
    notes: list[Said]
    cite: str | None
    mark: str | None
    under: int | None
    none: Said | None


class Orders(BaseModel):
    """The orders of the States of whoever asks, the next cycle first."""

    orders: list[OrderOf]


class OrderNumber(BaseModel):
    """A file in the order, and the version of it that was seen."""

    model_config = ConfigDict(extra="forbid")

    reference: Annotated[str, Field(max_length=64, examples=["RL-2028-0001"])]
    version: Annotated[int, Field(ge=1, le=999_999_999)]
    order: Annotated[int | None, Field(ge=1, le=999)] = None
    named: Annotated[bool, Field(description="Name it as the priority file of the State.")] = False


class OrderAsked(BaseModel):
    """An order of a State in a cycle: those files that are named, each with its number, and at most
    one multinational file that the State names."""

    model_config = ConfigDict(extra="forbid")

    cycle: Annotated[int, Field(ge=2000, le=2200)]
    state: Annotated[str, Field(max_length=200, examples=["Ghana"])]
    files: Annotated[list[OrderNumber], Field(min_length=1, max_length=200)]


class OrderSaved(BaseModel):
    """How many files were ranked or named; those that stood so already are not among them."""

    saved: int
