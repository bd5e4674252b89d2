"""One use of a name in a text."""

import re
from typing import Final, Literal, NamedTuple

How = Literal[
    "written", "asked", "number", "looped", "zone",
    "moment", "day", "dollars", "listed", "spoken", "derived", "cited",
]  # fmt: skip
"""What is done with a value: it is written as it is, asked or compared, counted with, gone through,
taken for a time zone, or given to one of the office's filters."""

Conditions = frozenset[str]
"""What has been asked, and answered with yes, around a place in a text: `session` where that is
there and not empty, `authority is defined`, or a whole condition."""


_PART: Final = re.compile(r"[^.\[\]]+|\[[^\]]*\]")


class Use(NamedTuple):
    """A name with its attributes, as in `deadlines.completion.local`; `[]` stands for each of a
    list, `[dossier.workflow]` for what has that name in it. `must` is false where the text says
    itself what happens if it is not there."""

    path: str
    how: How
    line: int
    under: Conditions
    must: bool = True


def prefixes(path: str) -> tuple[str, ...]:
    """The path and all that it goes through: `a`, `a.b` and `a.b[]` of `a.b[]`."""
    ends = [part.end() for part in _PART.finditer(path)]
    return tuple(path[:end] for end in ends)


def parent(path: str) -> str:
    """What a path is a part of; empty for a name."""
    return "".join(prefixes(path)[-2:-1])
