"""A State that fills in, attaches and files, and an officer who checks, in a real office."""

import io
from pathlib import Path
from typing import Any

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.attachments import Attachment
from engine.runtime.moves import Moved
from engine.runtime.office import Office
from engine.runtime.store.in_folder import folder
from forms.form import Document, Edition
from portal.filing.attach import Archive, Sent, attach
from portal.filing.draft import Begun, begin, save
from portal.filing.filing import file
from portal.filing.sheet import conclude, sheet_of, tick
from tests import attachments as made
from tests.moves import GHANA, OFFICER, taken
from tests.whole_file import answers
from workflows.check.check import Seen

REFERENCE = "RL-2028-0001"


def archive_in(path: Path) -> Archive:
    """A store in a folder, and nobody who looks for viruses."""
    return Archive(folder(path / "store"))


def content(document: Document, number: int) -> tuple[str, bytes]:
    """A real file for a document, each other than the last."""
    if document == "photographs":
        return f"{number}.jpg", made.image(size=(64 + number, 48))
    if document == "video":
        return "film.mp4", made.mp4(seconds=400)
    return f"{document} {number}.pdf", made.pdf(pages=number + len(document))


def attached(
    office: Office, archive: Archive, document: str, name: str, body: bytes,
    state: str = "", who: Actor = GHANA, reference: str = REFERENCE, **more: str,
) -> Attachment:  # fmt: skip
    """A file that is taken."""
    sent = Sent(document, name, len(body), state, **more)
    outcome = attach(office, archive, reference, sent, io.BytesIO(body), who)
    assert isinstance(outcome, Attachment), outcome
    return outcome


def attach_all(office: Office, archive: Archive, edition: Edition, who: Actor = GHANA) -> None:
    """As many documents as the edition asks for, with captions and credits."""
    for asked in edition.attached:
        state = "Ghana" if asked.per_state else ""
        for number in range(1, asked.least + 1):
            told = {"caption": f"Weavers, {number}", "credit": "A. Photographer"}
            more = told if asked.document in ("photographs", "video") else {}
            name, body = content(asked.document, number)
            attached(office, archive, asked.document, name, body, state, who, **more)


def written(office: Office, who: Actor = GHANA, **changes: Any) -> Begun:
    """A draft with an answer to everything, and these changes."""
    of = begin(office, REFERENCE, who)
    given = {**answers(of.edition, of.dossier.states), **changes}
    save(office, of, given, of.draft.version, who)
    return begin(office, REFERENCE, who)


def filed(office: Office, who: Actor = GHANA) -> Moved:
    """The draft handed in as it is."""
    outcome = file(office, REFERENCE, who, knowing=True)
    assert isinstance(outcome, Moved), outcome
    return outcome


def under_check(office: Office) -> None:
    """From a filed draft to the desk of the officer who checks it."""
    taken(office, "register", OFFICER, file_no="02222")
    taken(office, "include", OFFICER, place="inside", level="0", rank=1)
    taken(office, "start_check", OFFICER)


def all_conform(office: Office, **notes: str) -> None:
    """Every item ticked; those named are missing, with that note."""
    unseen = sheet_of(office, REFERENCE).checked.unseen
    seen = [
        Seen(one.code, "missing" if one.code in notes else "conform", notes.get(one.code, ""))
        for one in unseen
    ]
    assert tick(office, REFERENCE, seen, OFFICER) == []


def concluded(office: Office) -> Moved:
    """The check ended."""
    outcome = conclude(office, REFERENCE, OFFICER)
    assert not isinstance(outcome, Refused), str(outcome)
    return outcome
