"""What a form asks: its editions by cycle, their sections and fields, and the limits of each."""

from dataclasses import dataclass
from typing import Literal

from engine.citation import Mark
from engine.words import Words

Kind = Literal[
    "line", "text", "choice", "choices", "yes_no", "day", "number", "list", "contact", "money",
    "timetable",
]  # fmt: skip
"""`line` is one line, `text` a text of any length, `choice` one of the choices, `choices` any
number of them, `list` lines, `contact` a person, `money` a table of items and amounts in US$,
`timetable` a table of activities and their months."""

Unit = Literal["words", "characters"]

Document = Literal[
    "photographs", "cession_photographs", "video", "cession_video", "consent", "inventory",
    "signature", "letter", "report",
]  # fmt: skip
"""What is attached to a form."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an answer may be, and how sure we are of it: `least` and `most` are both included;
    None where there is none."""

    unit: Unit
    least: int | None
    most: int | None
    cite: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `criterion` is the criterion it serves ("R.1"), or empty; `per_state` asks it
    of every submitting State, in their agreed order; `choices` are (value, words)."""

    name: str
    kind: Kind
    label: Words
    help: Words
    criterion: str = ""
    required: bool = True
    per_state: bool = False
    limit: Limit | None = None
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a form, with its fields in order."""

    number: str
    title: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that goes with the form: how many at least and at most (None: any number), and
    whether every submitting State gives its own."""

    document: Document
    least: int
    most: int | None
    per_state: bool
    cite: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Edition:
    """A form as it is for some cycles, the first and the last included (None: until another one
    follows)."""

    name: str
    from_cycle: int
    to_cycle: int | None
    sections: tuple[Section, ...]
    attached: tuple[Attached, ...]
    cite: str
    mark: Mark
    note: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field in the order of the form."""
        return tuple(field for section in self.sections for field in section.fields)


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its official code, for dossiers of these workflows (empty for reports and
    accreditation); `closed` says under which paragraph no new file is received on it any more."""

    code: str
    title: Words
    workflows: tuple[str, ...]
    editions: tuple[Edition, ...]
    closed: str = ""
