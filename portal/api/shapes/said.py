"""The shapes that all others are made of: words in two languages, a reason with its paragraph."""

from typing import Annotated

from pydantic import BaseModel, Field

from engine.words import Words

FactShape = str | int | bool | list[str]


class Said(BaseModel):
    """The same words in the two working languages."""

    en: str
    fr: str


def said(words: Words) -> Said:
    """Words as they are answered."""
    return Said(en=words.en, fr=words.fr)


class Reason(BaseModel):
    """One reason against what was asked: the rule, its sentence, its paragraph, and where in the
    request the answer stands that it is about (RFC 6901)."""

    rule: str
    sentence: Said
    cite: str
    pointer: str | None = None


class ProblemDetails(BaseModel):
    """Why a request was not answered (RFC 9457); the type leads to what it means."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    errors: list[Reason] | None = None
    seen: int | None = Field(None, description="Of 412: the version that was named.")
    current: int | None = Field(None, description="Of 412: the version there is now.")
    known_as: str | None = Field(
        None, description="Of 422 at a filing: what to give as `knowing` to file all the same."
    )
