"""Where a page of a list ended, as a text that means nothing to whoever carries it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from engine.runtime.contains import askable
from engine.runtime.desk import Mark
from engine.runtime.reading import REFERENCE
from engine.words import Words
from portal.api.not_as_asked import not_as_asked
from portal.api.problems import Problem

_LONGEST: Final = 300

Cursor = Annotated[
    str | None, Field(max_length=_LONGEST, description="Where the page before ended.")
]

_NONE: Final = Words(
    "the cursor is none that was given here; begin again without it",
    "ce curseur n'a pas été fourni ici ; veuillez recommencer sans lui",
)


def cursor(after: Mark) -> str:
    """The text of a mark."""
    at = "" if after.at is None else after.at.isoformat()
    return urlsafe_b64encode(f"{at} {after.reference}".encode()).decode().rstrip("=")


def mark_of(text: str | None) -> Mark | None:
    """The mark of a text, None where none is given. Problem for a text that was not given here."""
    if not text:
        return None
    try:
        plain = urlsafe_b64decode(text[:_LONGEST].encode() + b"==").decode()
        at, _, reference = plain.partition(" ")
        moment = datetime.fromisoformat(at) if at else None
    except ValueError:
        raise not_as_asked("cursor", _NONE) from None
    if not REFERENCE.fullmatch(reference) or (moment is not None and moment.tzinfo is None):
        raise not_as_asked("cursor", _NONE)
    return Mark(moment, reference)


def place(*parts: str) -> str:
    """The text of a place in a list that several columns order."""
    return urlsafe_b64encode("\n".join(parts).encode()).decode().rstrip("=")


def parts_of(text: str, number: int) -> list[str]:
    """So many parts of a place. Problem for a text that was not given here."""
    try:
        parts = urlsafe_b64decode(text[:_LONGEST].encode() + b"==").decode().split("\n")
    except ValueError:
        raise not_as_asked("cursor", _NONE) from None
    if len(parts) != number or not all(map(askable, parts)):
        raise not_as_asked("cursor", _NONE)
    return parts


def no_place() -> Problem:
    """The problem of a place that was not given here."""
    return not_as_asked("cursor", _NONE)
