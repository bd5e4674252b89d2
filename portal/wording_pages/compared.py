"""Two texts of a letter, line by line: what is gone and what is new."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Literal, NamedTuple

Mark = Literal["same", "gone", "new", "between"]
_MARKS: dict[str, Mark] = {" ": "same", "-": "gone", "+": "new", "@": "between"}


class Line(NamedTuple):
    """A line of either text; `between` stands for lines that are the same and are left out."""

    mark: Mark
    text: str

    def __str__(self) -> str:
        signs = {"same": "  ", "gone": "- ", "new": "+ ", "between": "..."}
        return signs[self.mark] + self.text


def compared(before: str, after: str) -> Iterator[Line]:
    """The lines that differ, with the two around each; none where nothing does."""
    found = unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    for number, line in enumerate(found):
        if number < 2:  # the names of files
            continue
        mark = _MARKS[line[0]]
        if mark != "between":
            yield Line(mark, line[1:])
        elif number > 2:
            yield Line("between", "")
