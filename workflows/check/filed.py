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
    was found when it was opened, and what is wrong with it."""

    document: Document
    name: str
    state: str = ""
    facts: Mapping[str, int | str] | None = None
    faults: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A file to be checked. `used` is the name of the edition it was filed on, `edition` the one
    that its cycle asks for; `own_files` how many files its State has in the cycle, over all
    mechanisms, this one included."""

    dossier: Dossier
    form: Form
    edition: Edition
    used: str
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
