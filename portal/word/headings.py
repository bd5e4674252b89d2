"""Which lines of a Word document are the form's own: its labels, headings, helps and hints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from forms.catalogue import form_with
from forms.form import Edition, Field, Section
from forms.printed import edition_in_words
from forms.shapes import CONTACT
from portal.word.sentences import ATTACHED, MORE_ROWS, PLACEHOLDERS, about, attached
from portal.word.shaped import same, unnumbered
from portal.word.tags import TABLES

_END: Final = Section("", ATTACHED, ())


@dataclass(frozen=True, slots=True)
class Headings:
    """The lines of one edition in both languages, as they are compared."""

    labels: dict[str, Field] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def found(self, text: str) -> Field | Section | None:
        """The field or the section that a line is the heading of. A label goes first: some forms
        call a section like its only question."""
        for asked in (same(text), unnumbered(text)):
            if asked in self.labels:
                return self.labels[asked]
            if asked in self.sections:
                return self.sections[asked]
        return None

    def is_own(self, text: str) -> bool:
        """Whether a line is printed in the form itself, and no answer."""
        return same(text) in self.own


def headings(edition: Edition, states: Sequence[str]) -> Headings:
    """The lines of that edition, for these States."""
    made = Headings()
    made.states.update((same(state), state) for state in states)
    for section in (*edition.sections, _END):
        made.sections.update((same(one), section) for one in section.title)
        for asked in section.fields:
            made.labels.update((same(one), asked) for one in asked.label)
            made.own.update(same(one) for words in (asked.help, about(asked)) for one in words)
    form = form_with(edition)
    title = [f"{form.code} – {one}" for one in form.title]
    told = [edition_in_words(edition), MORE_ROWS, *attached(edition)]
    lines = (*title, *(one for words in told for one in words), *PLACEHOLDERS)
    made.own.update(same(one) for one in lines)
    made.own.discard("")
    return made


def belongs(field: Field, text: str) -> bool:
    """Whether a line beside the controls of a field is printed there: the name of a part, of a
    column or of a choice."""
    parts = CONTACT if field.kind == "contact" else TABLES.get(field.kind, ())
    printed = [words for _, words in field.choices] + [part.called for part in parts]
    return same(text) in {same(one) for words in printed for one in words}
