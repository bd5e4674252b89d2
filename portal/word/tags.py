"""How each answer is named in a Word document: the tag of its content control."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from engine.words import Words
from forms.form import Edition, Field
from forms.shapes import CONTACT, MONEY, TIMETABLE, Part
from forms.told import Place

LONGEST: Final = 64
"""Characters of a tag or a title: Word calls a document with longer ones damaged."""

_LONGEST_QUESTION: Final = 44
_DIGEST: Final = 6

TABLES: Final[Mapping[str, tuple[Part, ...]]] = {"money": MONEY, "timetable": TIMETABLE}
"""The columns of each kind that is a table of rows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, to one State or (empty) to all of them together."""

    field: Field
    state: str = ""

    @property
    def place(self) -> Place:
        """Where it stands in the form."""
        whole = Place("", Words("", "")).within(self.field.name, self.field.label)
        return whole.within(self.state) if self.state else whole

    @property
    def tag(self) -> str:
        """The tag of its answer, or what the tags of all parts of its answer begin with."""
        whole = f"{self.field.name}/{self.state}" if self.state else self.field.name
        if len(whole) <= _LONGEST_QUESTION:
            return whole
        # Some States have long names: the name is cut, and stays one of its own.
        digest = sha256(whole.encode()).hexdigest()[:_DIGEST]
        return f"{whole[: _LONGEST_QUESTION - _DIGEST - 1]}~{digest}"

    def part(self, *names: str | int) -> str:
        """The tag of a part of its answer: "contact/Ghana/email", "budget/2/amount"."""
        return "/".join((self.tag, *map(str, names)))


def questions(edition: Edition, states: Sequence[str]) -> Iterator[Asked]:
    """Every question of the form, a question to every State once for each in their order."""
    for field in edition.fields:
        for state in states if field.per_state else ("",):
            yield Asked(field, state)


def tagged(by_tag: Mapping[str, Asked], tag: str) -> tuple[Asked, tuple[str, ...]] | None:
    """Which question a tag belongs to, and to which part of its answer; None if to none."""
    head = tag
    rest: tuple[str, ...] = ()
    while head not in by_tag:
        head, slash, last = head.rpartition("/")
        if not slash:
            return None
        rest = (last, *rest)
    return (by_tag[head], rest) if _has(by_tag[head].field, rest) else None


def _has(field: Field, rest: tuple[str, ...]) -> bool:
    match field.kind:
        case "contact":
            return rest in {(part.name,) for part in CONTACT}
        case "choices":
            return rest in {(value,) for value, _ in field.choices}
        case "money" | "timetable":
            names = {part.name for part in TABLES[field.kind]}
            return len(rest) == 2 and rest[0].isdecimal() and rest[1] in names
        case _:
            return not rest
