"""What an input is called: its question, its row, its part and its State, never to be confused."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from forms.form import Kind
from forms.shapes import CONTACT, MONEY, TIMETABLE, Part

PARTS: Final[Mapping[Kind, tuple[Part, ...]]] = {
    "contact": CONTACT,
    "money": MONEY,
    "timetable": TIMETABLE,
}
"""The parts of an answer that has several."""

TABLES: Final[frozenset[Kind]] = frozenset({"money", "timetable"})
"""What has rows of such parts."""

_ROW: Final = re.compile("0|[1-9][0-9]{0,3}")


class Name(NamedTuple):
    """The name of an input. Only the State may hold any character, and it comes last: what stands
    before it has no bar, so that no name can be read in two ways."""

    question: str
    row: str
    part: str
    state: str

    def __str__(self) -> str:
        return "|".join(self)


def named(text: str) -> Name | None:
    """The name that a text is; None where it is none."""
    parts = text.split("|", 3)
    return Name(*parts) if len(parts) == 4 else None


def fits(name: Name, kind: Kind) -> bool:
    """Whether an answer of that kind has an input of this row and part."""
    if name.part not in ({part.name for part in PARTS[kind]} if kind in PARTS else {""}):
        return False
    return bool(_ROW.fullmatch(name.row)) if kind in TABLES else not name.row
