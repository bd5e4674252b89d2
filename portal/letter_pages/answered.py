"""What came of a button on the pages of letters."""

from dataclasses import dataclass
from typing import Final

from engine.decide import Refused
from engine.rules import Finding
from engine.words import Words
from portal.words import words

CHANGED: Final = 409
"""Something is otherwise than the page said."""

UNFIT: Final = 422
"""What was given cannot be kept."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The name of what was done; or, where it is empty, every reason against it, and the status
    that the answer has then."""

    done: str = ""
    against: tuple[Words, ...] = ()
    status: int = CHANGED


def refused(why: Refused) -> Answered:
    """What the office said against it, each with its paragraph."""
    return Answered("", tuple(_with_its_paragraph(one) for one in why.findings))


def _with_its_paragraph(one: Finding) -> Words:
    return Words(f"{one.said.en} [{one.cited('en')}]", f"{one.said.fr} [{one.cited('fr')}]")


def against(name: str, *values: object, status: int = CHANGED) -> Answered:
    """The page's words of that name stand against it."""
    said = words()["page"][name]
    return Answered("", (Words(said.en.format(*values), said.fr.format(*values)),), status)
