"""What a State attaches: examined, kept once, in quarantine until a scanner has seen it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, BinaryIO, Final, get_args

from engine.citation import house
from engine.dossier import Actor, Dossier
from engine.runtime import attachments
from engine.runtime.attachments import Attachment
from engine.runtime.database import Link, writer
from engine.runtime.drafts import Closed
from engine.runtime.held import hold
from engine.runtime.office import Office
from engine.runtime.store.kept import CHUNK, Store
from engine.words import Words
from forms.form import Document
from portal.attached.examined import examine, number_of_files
from portal.attached.limits import limits
from portal.attached.named import named
from portal.attached.scan import Clean, Found, Scan, Verdict, after
from portal.attached.seen import Fault
from portal.filing.asked import year_of
from portal.filing.draft import WRITES_IN, NotThere, dossier_of, writes

HOUSE: Final = str(house("8"))
"""What breaks this rule is not taken; what only differs from what the Convention asks for is taken,
and told by the check: a State may always file."""

_TOO_LONG: Final = Words("The caption is too long.", "La légende est trop longue.")

LONGEST: Final = 2_000
"""Characters of a caption or a credit."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sends: for which document and which State (empty: for all), under which name,
    how many bytes they announce, with which caption and credit."""

    document: str
    name: str
    size: int
    state: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """Where contents are kept, and who looks for viruses; None where nobody does."""

    store: Store
    scan: Scan | None = None


def refused_beforehand(dossier: Dossier, sent: Sent, there: int, year: int) -> tuple[Fault, ...]:
    """What stands against a file before a byte of it is read; `there` are of its document yet."""
    if sent.document not in get_args(Document):
        name = named(sent.document)
        return (
            _fault(f"{name} is no document of a form.", f"{name} n'est pas un document prévu."),
        )
    if sent.state and sent.state not in dossier.states:
        who = named(sent.state)
        return (_fault(f"{who} does not submit this file.", f"{who} ne soumet pas ce dossier."),)
    if max(len(sent.caption), len(sent.credit)) > LONGEST:
        return (_fault(*_TOO_LONG),)
    return number_of_files(there + 1, limits(year))


def refused_beside(row: Attachment, there: Sequence[Attachment], year: int) -> tuple[Fault, ...]:
    """What stands against a file beside those that are there: too many, or the same once more."""
    of_it = [one for one in there if one.document == row.document]
    for one in of_it:
        if (one.sha256, one.state) == (row.sha256, row.state):
            return (
                _fault(
                    f"The same file is attached already, as {one.name}.",
                    f"Le même fichier est déjà joint, sous le nom {one.name}.",
                ),
            )
    return number_of_files(len(of_it) + 1, limits(year))


def attach(
    office: Office, archive: Archive, reference: str, sent: Sent, content: BinaryIO, who: Actor
) -> Attachment | tuple[Fault, ...]:
    """Attach a file to a dossier whose turn it is to be written; or all that stands against it.

    `content` can be read again from its start. LookupError where there is no dossier, NotYours for
    a person of another State, Closed when it is not the State's turn, OSError when the store does
    not answer. Whatever is raised, nothing of the file stays.
    """
    now = office.clock()
    with office.database.connect() as connection:
        dossier = open_dossier(connection, reference, who)
        there = attachments.attachments(connection, reference)
    of_it = [one for one in there if one.document == sent.document]
    year = year_of(dossier, now)
    if faults := refused_beforehand(dossier, sent, len(of_it), year):
        return faults
    document: Any = sent.document
    found = examine(document, content, sent.name, sent.size, limits(year))
    if faults := tuple(one for one in found.faults if one.cite == HOUSE):
        return faults
    row = Attachment(
        reference, 0, sent.document, sent.state, found.name, found.media_type, sent.size,
        _hash(content),
        on_one_line(sent.caption), on_one_line(sent.credit), found.facts,
        tuple((*one.words, one.cite) for one in found.faults), "arriving", "", now, who.name, False,
    )  # fmt: skip
    if faults := refused_beside(row, there, year):
        return faults
    with writer(office.database).begin() as connection:
        open_dossier(connection, reference, who)
        row = replace(row, number=attachments.announce(connection, row))
    try:
        archive.store.keep(_chunks(content), sent.size)
        status, problem = _scanned(archive, content)
        arrived = _arrived(office, archive, row, (status, problem), who)
    except BaseException:
        with suppress(OSError):
            forget(office, archive, row)
        raise
    if not isinstance(arrived, Attachment):
        forget(office, archive, row)
    return arrived


def _arrived(
    office: Office, archive: Archive, row: Attachment, found: tuple[str, str], who: Actor
) -> Attachment | tuple[Fault, ...]:
    """The attachment, now that its content is kept; or what stands against it by now: its dossier
    may have been filed (Closed), or filled by others, while the file was looked at."""
    with writer(office.database).begin() as connection:
        hold(connection, row.reference)
        dossier = open_dossier(connection, row.reference, who)
        there = attachments.attachments(connection, row.reference)
        if faults := refused_beside(row, there, year_of(dossier, row.added_at)):
            return faults
        return _settled(connection, archive, row, *found)


def remove(office: Office, archive: Archive, reference: str, number: int, who: Actor) -> None:
    """Take an attachment out of the file; a filing that names it keeps it, and its content."""
    with writer(office.database).begin() as connection:
        open_dossier(connection, reference, who)
        # Whoever files waits for us, or we for them: no filing names what is gone.
        hold(connection, reference)
        open_dossier(connection, reference, who)
        one = _there(connection, reference, number)
        if one.filed:
            attachments.take_out(connection, reference, number, office.clock())
        elif attachments.forget(connection, one):
            archive.store.remove(one.sha256)


def describe(
    office: Office, reference: str, number: int, caption: str, credit: str, who: Actor
) -> tuple[Fault, ...]:
    """Give an attachment another caption and credit, or what stands against them; a filing that
    names it keeps its own."""
    if max(len(caption), len(credit)) > LONGEST:
        return (_fault(*_TOO_LONG),)
    with writer(office.database).begin() as connection:
        open_dossier(connection, reference, who)
        hold(connection, reference)
        open_dossier(connection, reference, who)
        one = _there(connection, reference, number)
        said = (on_one_line(caption), on_one_line(credit))
        attachments.describe(connection, reference, one.number, *said)
    return ()


def _there(connection: Link, reference: str, number: int) -> Attachment:
    one = attachments.attachment_of(connection, reference, number)
    if one is None or one.status == "arriving" or one.removed_at is not None:
        raise NotThere(f"{reference} has no attachment {number}")
    return one


def forget(office: Office, archive: Archive, one: Attachment) -> None:
    """Remove an attachment that stands as it was seen and that no filing names, and its content if
    nobody else has it."""
    with writer(office.database).begin() as connection:
        if attachments.forget(connection, one):
            archive.store.remove(one.sha256)


def open_dossier(connection: Link, reference: str, who: Actor) -> Dossier:
    """The dossier, which this person may write now. LookupError, NotYours, Closed."""
    dossier = dossier_of(connection, reference)
    writes(dossier, who)
    if dossier.state not in WRITES_IN:
        raise Closed(dossier.state)
    return dossier


def settled(
    office: Office, archive: Archive, one: Attachment, status: str, problem: str
) -> Attachment:
    """The attachment with its status; a content that was refused is kept for nobody. LookupError
    where the attachment was removed meanwhile."""
    with writer(office.database).begin() as connection:
        return _settled(connection, archive, one, status, problem)


def _settled(
    connection: Link, archive: Archive, one: Attachment, status: str, problem: str
) -> Attachment:
    attachments.alone_with(connection, one.sha256)
    attachments.arrived(connection, one.reference, one.number, status, problem)
    now = attachments.attachment_of(connection, one.reference, one.number)
    if now is None:
        raise NotThere(f"{one.reference} has no attachment {one.number}")
    if status == "refused":
        attachments.infected(connection, one.sha256, problem)
        if not attachments.needed(connection, one.sha256):
            archive.store.remove(one.sha256)
    return now


def _scanned(archive: Archive, content: BinaryIO) -> tuple[str, str]:
    return ("unscanned", "") if archive.scan is None else judged(archive, _chunks(content))


def judged(archive: Archive, chunks: Iterator[bytes]) -> tuple[str, str]:
    """Where a content in quarantine stands after a scan, and the virus where one was found."""
    verdict: Verdict = Clean() if archive.scan is None else archive.scan(chunks)
    problem = verdict.name if isinstance(verdict, Found) else ""
    return after("quarantined", verdict), problem


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while chunk := content.read(CHUNK):
        yield chunk


def _hash(content: BinaryIO) -> str:
    seen = sha256()
    for chunk in _chunks(content):
        seen.update(chunk)
    return seen.hexdigest()


def on_one_line(text: str) -> str:
    """A caption without what cannot be seen, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _fault(english: str, french: str) -> Fault:
    return Fault(Words(english, french), HOUSE)
