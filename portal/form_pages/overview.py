"""The whole form at a glance: how much is open in each section."""

from dataclasses import dataclass

from engine.words import Words
from forms.form import Section
from portal.filing.draft import Begun


@dataclass(frozen=True, slots=True)
class Line:
    """A section: its questions, and how many of them are open, not understood or beyond their
    limit."""

    section: Section
    questions: int
    open: int
    faults: int
    beyond: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.open or self.faults or self.beyond)

    @property
    def told(self) -> tuple[Words, ...]:
        """What is left to do, in words."""
        said = (
            (self.open, Words("{} open", "{} sans réponse complète")),
            (self.faults, Words("{} not understood", "{} à corriger")),
            (self.beyond, Words("{} outside the limit", "{} hors limite")),
        )
        return tuple(
            Words(words.en.format(count), words.fr.format(count)) for count, words in said if count
        )


def overview(of: Begun) -> tuple[Line, ...]:
    """Every section of the form that a draft is on."""
    return tuple(_line(of, section) for section in of.edition.sections)


def _line(of: Begun, section: Section) -> Line:
    names = {field.name for field in section.fields}
    each = len(of.dossier.states)
    return Line(
        section,
        sum(each if field.per_state else 1 for field in section.fields),
        sum(one.field in names for one in of.filled.open),
        sum(one.path.split(" / ")[0] in names for one in of.filled.faults),
        sum(one.field in names for one in of.filled.beyond),
    )
