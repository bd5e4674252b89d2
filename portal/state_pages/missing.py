"""What is missing in a file that its State still writes: by the letter, and by the machine check of
its draft as it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.dossier import Dossier
from engine.parameters import Parameters
from engine.runtime import drafts, papers
from engine.runtime.database import Link
from engine.words import Words
from portal.filing.draft import WRITES_IN, begun
from portal.filing.filed import drafted
from portal.filing_pages.filing import wanting
from workflows.check.check import check

SHOWN: Final = 5
"""Sentences of a file on the desk; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the machine check of a draft finds: how much is open, the first sentences of it, and how
    many more there are. `asked` are the items that the Secretariat's letter names, `letter` its own
    words where no sheet was kept; `begun` is False where nobody has begun the form."""

    still_open: Words
    said: tuple[Words, ...]
    more: int
    asked: tuple[Words, ...] = ()
    letter: str = ""
    begun: bool = True


def missing(connection: Link, law: Parameters, dossier: Dossier, now: datetime) -> Missing | None:
    """What is missing; None where it is not the State's turn to write."""
    if dossier.state not in WRITES_IN:
        return None
    asked = _asked(connection, dossier)
    incomplete = dossier.state == "incomplete"
    letter = dossier.text("missing") if incomplete and not asked else ""
    draft = drafts.draft_of(connection, dossier.reference)
    if draft is None:
        return Missing(Words("", ""), (), 0, asked, letter, begun=False)
    checked = check(drafted(connection, begun(dossier, draft), now), law)
    said = tuple(one.sentence for one in checked.missing)
    return Missing(checked.still_open, said[:SHOWN], max(0, len(said) - SHOWN), asked, letter)


def _asked(connection: Link, dossier: Dossier) -> tuple[Words, ...]:
    name = dossier.text("sheet")
    sheet = papers.kept(connection, name) if name and dossier.state == "incomplete" else None
    if sheet is None:
        return ()
    return tuple(Words(**one["title"]) for one in sheet.content["items"] if wanting(one))
