"""A file as the completeness check sees it: its form, its answers, and what is attached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.dossier import Dossier
from engine.words import Words
from forms.answers import Filled
from forms.form import Attached, Document, Edition, Form


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached: what it is for, the State that gives it (empty where it is for all), what
    was found when it was opened, what is wrong with it, and for a photograph its caption and its
    credit: photographer and copyright."""

    document: Document
    name: str
    state: str = ""
    facts: Mapping[str, int | str] | None = None
    faults: tuple[Words, ...] = ()
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file to be checked, on the form and the edition it was filed on. `year` is the one whose
    edition it should be: its cycle, or the year in which it was filed where it is of no cycle;
    `own_files` says how many files its State has in the cycle, over all mechanisms, this one
    included."""

    dossier: Dossier
    form: Form
    edition: Edition
    year: int
    answers: Filled
    attachments: tuple[Attachment, ...] = ()
    own_files: int = 1

    @property
    def multinational(self) -> bool:
        """Whether several States submit it."""
        return len(self.dossier.states) > 1

    def given(self, asked: Attached) -> Iterator[tuple[str, int]]:
        """For each State that gives the document (or once, for all): how many there are."""
        for state in self.dossier.states if asked.per_state else ("",):
            yield (
                state,
                sum(
                    one.document == asked.document and (not asked.per_state or one.state == state)
                    for one in self.attachments
                ),
            )

    def asked_for(self, *documents: Document) -> Iterator[Attachment]:
        """What is attached of these documents, as far as the form asks for them."""
        asked = {one.document for one in self.edition.attached if one.document in documents}
        return (one for one in self.attachments if one.document in asked)
