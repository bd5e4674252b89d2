"""Everything of one dossier that an export is made of, read at one instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.dossier import Dossier
from engine.events import Entry
from engine.runtime import attachments, drafts, papers, queries, reading
from engine.runtime.database import Link
from engine.runtime.office import Office
from engine.runtime.papers import Paper
from engine.words import Words
from engine.workflow import Workflow
from forms.form import Edition
from portal.exported.enclosed import Enclosure, as_attached, as_filed
from portal.filing.draft import Begun, NotThere, begun
from portal.filing.revisions import Revision, revisions


@dataclass(frozen=True, slots=True)
class Shown:
    """The form that an export shows: a filing, or the draft of a dossier that was never filed;
    `at` is when it was filed, or saved last."""

    edition: Edition
    states: Sequence[str]
    answers: Mapping[str, Any]
    at: datetime
    enclosed: tuple[Enclosure, ...]
    revision: Revision | None = None
    draft: Begun | None = None

    @property
    def hash(self) -> str:
        """The hash that names the filing; empty for a draft."""
        return self.revision.paper.hash if self.revision else ""

    @property
    def called(self) -> Words | None:
        """Which filing it is; None for a draft."""
        if self.revision is None:
            return None
        number = self.revision.number
        return Words(f"filing {number}", f"dépôt n° {number}")


@dataclass(frozen=True, slots=True)
class Taken:
    """One dossier with its workflow, its whole trail, every filing, every sheet of a check, and
    the form that is shown; None where nobody has filled one in."""

    dossier: Dossier
    workflow: Workflow
    entries: tuple[Entry, ...]
    revisions: tuple[Revision, ...]
    sheets: tuple[Paper, ...]
    shown: Shown | None

    @property
    def at(self) -> datetime:
        """The instant an export bears: that of the form it shows, or else of the last step."""
        return self.shown.at if self.shown else datetime.fromisoformat(self.entries[-1].at)

    def form(self) -> Shown:
        """The form that is shown. LookupError where there is none."""
        if self.shown is None:
            raise NotThere(f"no form was filled in for {self.dossier.reference}")
        return self.shown


def taken(
    office: Office, reference: str, number: int | None = None, *, drafted: bool = True
) -> Taken:
    """Take a dossier with the filing of that number, from 1; without a number with the last one,
    or with its draft where nothing is filed and drafts may be seen. LookupError where there is no
    such dossier or filing."""
    with queries.looking(office.database) as connection:
        return take(connection, office, reference, number, drafted=drafted)


def take(
    connection: Link, office: Office, reference: str, number: int | None, *, drafted: bool
) -> Taken:
    """The same, of what a connection sees."""
    dossier = reading.dossiers(connection, [reference]).get(reference)
    if dossier is None:
        raise NotThere(f"there is no dossier {reference}")
    filed = revisions(connection, reference)
    kept = papers.papers(connection, reference)
    return Taken(
        dossier,
        office.book.pinned(connection, dossier.workflow, dossier.definition),
        tuple(reading.entries(connection, reference)),
        tuple(filed),
        tuple(one for one in kept.values() if one.kind == "sheet"),
        _shown(connection, dossier, filed, number, drafted),
    )


def _shown(
    connection: Link,
    dossier: Dossier,
    filed: Sequence[Revision],
    number: int | None,
    drafted: bool,
) -> Shown | None:
    if number is not None and not 1 <= number <= len(filed):
        said = f"there are {len(filed)}" if filed else "nothing was filed"
        raise NotThere(f"{dossier.reference} has no filing {number}: {said}")
    if filed:
        return _of_filing(connection, dossier, filed[(number or 0) - 1])
    draft = drafts.draft_of(connection, dossier.reference) if drafted else None
    if draft is None:
        return None
    one = begun(dossier, draft)
    there = attachments.attachments(connection, dossier.reference)
    enclosed = tuple(as_attached(row) for row in there)
    return Shown(one.edition, dossier.states, one.given, draft.saved_at, enclosed, draft=one)


def _of_filing(connection: Link, dossier: Dossier, one: Revision) -> Shown:
    named = one.content["attachments"]
    numbers = [each["number"] for each in named]
    rows = {row.number: row for row in attachments.numbered(connection, dossier.reference, numbers)}
    return Shown(
        one.edition,
        one.content["states"],
        one.content["answers"],
        datetime.fromisoformat(one.entry.at),
        tuple(as_filed(each, rows.get(each["number"])) for each in named),
        revision=one,
    )
