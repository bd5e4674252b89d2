"""The shapes of the sheet on which an officer checks a file."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from portal.api.shapes.said import Said
from workflows.check.check import Verdict


class TickTold(BaseModel):
    """What an officer found under an item."""

    verdict: Verdict
    note: str
    at: AwareDatetime
    by: str


class SheetRow(BaseModel):
    """An item of the check: what a machine finds, what an officer ticked, what the State replied to
    the last letter. `applies` is false where the form asks for nothing of it; `seen` stands for the
    tick as it is, empty where there is none."""

    item: str
    number: int
    title: Said
    cite: str
    severity: str
    eyes: Said | None = Field(description="What nobody but an officer can see; null where none.")
    applies: bool
    found: list[Said]
    tick: TickTold | None
    seen: str
    reply: str


class Sheet(BaseModel):
    """The check of the last filing as it stands: its items, whether nothing blocks the file, which
    items wait for eyes, and the letter that would leave."""

    reference: str
    version: int
    form: str
    edition: str
    items: list[SheetRow]
    complete: bool
    waiting: list[str]
    letter: str
    follows: Said


class Tick(BaseModel):
    """What was found under an item. `seen` is that of the item as it was looked at: where another
    officer ticked it since, nothing is put; without it, whatever stands is replaced."""

    model_config = ConfigDict(extra="forbid")

    item: Annotated[str, Field(max_length=64)]
    verdict: Verdict
    note: Annotated[str, Field(max_length=5_000)] = ""
    seen: Annotated[str | None, Field(max_length=64)] = None


class Ticks(BaseModel):
    """What was found, of those items that are named."""

    model_config = ConfigDict(extra="forbid")

    ticks: Annotated[list[Tick], Field(min_length=1, max_length=50)]
