"""The shapes of how letters are worded."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from portal.api.shapes.said import Said


class WordingLine(BaseModel):
    """A letter in one language: the subject it is shipped with, and the version in force, 0 where
    that is the shipped one."""

    key: str
    language: str
    subject: str
    version: int
    url: str


class Wordings(BaseModel):
    """Every letter in every language."""

    letters: list[WordingLine]


class WordingVersion(BaseModel):
    """A version that somebody made; its text is null where it restored the original."""

    version: int
    at: AwareDatetime
    by: str
    why: str
    text: str | None


class WordingFault(BaseModel):
    """What stands against a text, in its line; line 0 is the text as a whole."""

    line: int
    sentence: Said


class WordingRead(BaseModel):
    """A letter as it would read for a dossier."""

    reference: str
    subject: str
    text: str


class Wording(BaseModel):
    """How a letter is worded: the text in force, the shipped one, every version, the latest first,
    and how it reads for a dossier, or why that cannot be shown."""

    key: str
    language: str
    version: int
    text: str
    original: str
    versions: list[WordingVersion]
    read: WordingRead | None
    faults: list[WordingFault]


class WordingAsked(BaseModel):
    """Another text of a letter, and why; null restores the original. `reference` is the dossier by
    which a dry run shows it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str | None, Field(max_length=50_000)]
    reason: Annotated[str, Field(max_length=20_000)] = ""
    reference: Annotated[str, Field(max_length=64)] = ""
