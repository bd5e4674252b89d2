"""The revisions of a dossier: every filing in its order, and what was changed between two."""

from dataclasses import dataclass
from typing import Any

from engine.events import Entry
from engine.runtime import papers, reading
from engine.runtime.database import Link
from engine.runtime.papers import Paper
from engine.words import Language
from forms.answers import Filled, read
from forms.differences import report
from forms.form import Edition
from portal.filing.filed import edition_filed


@dataclass(frozen=True, slots=True)
class Revision:
    """A filing: its place among them (from 1), the step that made it, what was filed."""

    number: int
    entry: Entry
    paper: Paper

    @property
    def content(self) -> Any:
        """What was filed."""
        return self.paper.content

    @property
    def edition(self) -> Edition:
        """The edition it was filed on."""
        return edition_filed(self.paper)

    @property
    def filled(self) -> Filled:
        """Its answers as they read."""
        return read(self.edition, self.content["states"], self.content["answers"])


def revisions(connection: Link, reference: str) -> list[Revision]:
    """Every filing of a dossier, the first one first."""
    kept = papers.papers(connection, reference)
    filed = [
        one for one in reading.entries(connection, reference) if one.facts.get("filing") in kept
    ]
    return [
        Revision(number, entry, kept[str(entry.facts["filing"])])
        for number, entry in enumerate(filed, 1)
    ]


def changed(before: Revision, after: Revision, language: Language) -> str:
    """The report of what was changed between two revisions, for the Evaluation Body (20.COM 8)."""
    return report(after.edition, before.filled.values, after.filled.values, language)
