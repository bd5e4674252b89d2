"""Which version a program saw: told as an ETag, and named again by If-Match."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Header

from engine.words import Words
from portal.api.problems import Problem

_NONE: Final = Words(
    "Say in the header If-Match which version you saw, as its ETag was: the step answers to that.",
    "Indiquez dans l'en-tête If-Match la version que vous avez lue, telle que son ETag : l'étape "
    "répond à celle-ci.",
)
_DIGITS: Final = 9

IfMatch = Annotated[
    str | None, Header(description="The ETag of the version that was seen.", examples=['"3"'])
]


def tag_of(version: int) -> str:
    """The tag of a version."""
    return f'"{version}"'


def seen_in(given: str | None) -> int:
    """The version that is named. Problem where none is; any tag that is none of ours names version
    0, which is never the present one."""
    tags = _tags(given)
    numbers = [
        int(one) for one in tags if one.isascii() and one.isdecimal() and len(one) <= _DIGITS
    ]
    return max(numbers, default=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for something that has no version of its own; it changes whenever that does."""

    text: str

    @property
    def tag(self) -> str:
        """The mark as an ETag."""
        return f'"{self.text}"'


def seen_as(given: str | None, mark: Mark, changed: Words) -> None:
    """Problem where no mark is named, or another one than the present; `changed` says what came of
    that."""
    if mark.text not in _tags(given):
        raise Problem("stale", changed, headers={"ETag": mark.tag})


def _tags(given: str | None) -> list[str]:
    tags = [one.strip().strip('"') for one in (given or "").split(",") if one.strip()]
    if not tags or "*" in tags:
        raise Problem("no-version", _NONE)
    return tags
