"""What is done with one letter that has not left: its paragraph, its release, its end."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.held_letters import cancel, hold_back
from engine.runtime.kept_letters import letter_in_full
from engine.runtime.office import Office
from engine.runtime.paragraphs import Paragraph, latest, versions, write_paragraph
from engine.runtime.release import Released, release
from portal.held_letter import Shown
from portal.letter_pages.answered import Answered, against, refused
from portal.letter_pages.settled import unwilling

_LINK: Final = re.compile(r"/reminders/[^\s/]+")
"""The link of a recipient, which is another one each time that a letter is written."""


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody had before them who presses a button: the number of the paragraph, the mark of
    the letter's text, and the paragraph as they have typed it."""

    number: int
    mark: str
    typed: str


def plain(text: str) -> str:
    """A paragraph as it is kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def body(shown: Shown, kind: str = "plain") -> str:
    """The text of a letter as it would leave, or its other part; empty where there is none."""
    part = None if shown.message is None else shown.message.get_body((kind,))
    return "" if part is None else str(part.get_content())


def headed(shown: Shown, name: str) -> str:
    """What a header of the letter says as it would leave; empty where it has none."""
    return "" if shown.message is None else str(shown.message[name] or "")


def mark(shown: Shown) -> str:
    """Stands for what a letter says, so that nobody releases what they have not read."""
    said = f"{headed(shown, 'To')}\n{headed(shown, 'Subject')}\n{body(shown)}"
    return sha256(_LINK.sub("", said).encode()).hexdigest()[:16]


def was_typed(office: Office, key: str, read: Read) -> bool:
    """Whether somebody changed the paragraph that they had before them."""
    with queries.looking(office.database) as connection:
        known = {one.number: one.text for one in versions(connection, key)}
    return known.get(read.number, "") != plain(read.typed)


def save(office: Office, key: str, read: Read, who: Actor) -> Answered:
    """Keep the paragraph, unless somebody has changed it since it was read."""
    now = _paragraph(office, key)
    if now.number != read.number and now.text != plain(read.typed):
        return against("letter_paragraph_changed", now.by)
    done = write_paragraph(office.database, key, read.typed, who, office.clock())
    return refused(done) if isinstance(done, Refused) else Answered("saved")


def let_leave(office: Office, shown: Shown, read: Read, who: Actor, needed: int) -> Answered:
    """Release the letter as it was read, and no other."""
    key = shown.held.key
    now = shown.held.paragraph
    if now.number != read.number:
        return against("letter_paragraph_changed", now.by)
    if was_typed(office, key, read):
        return against("letter_not_saved")
    if shown.message is None:
        return against("letter_unread")
    if mark(shown) != read.mark:
        return against("letter_reads_otherwise")
    done = release(office, [key], who, needed=needed, read={key: read.number})[key]
    return _released(done)


def released_before(office: Office, key: str, who: Actor, needed: int) -> Answered:
    """What who releases is told where the letter is no longer held: the same again, if it was
    they who had released it."""
    return _released(release(office, [key], who, needed=needed)[key])


def _released(done: Released | Refused) -> Answered:
    if isinstance(done, Refused):
        return refused(done)
    return Answered("released" if done.leaves else "one_released")


def end(office: Office, key: str, reason: str, who: Actor) -> Answered:
    """Never send a held letter."""
    if fault := unwilling(reason):
        return fault
    done = cancel(office.database, key, reason, who, office.clock())
    if isinstance(done, Refused):
        return _again(office, key, "cancelled", f"cancelled by {who.name} on ") or refused(done)
    return Answered("cancelled")


def keep_back(office: Office, key: str, reason: str, who: Actor) -> Answered:
    """Hold a letter that waits to be sent, or that was cancelled."""
    if fault := unwilling(reason):
        return fault
    done = hold_back(office.database, key, reason, who, office.clock())
    if isinstance(done, Refused):
        return _again(office, key, "held", f"held by {who.name} on ") or refused(done)
    return Answered("held")


def _again(office: Office, key: str, done: str, said: str) -> Answered | None:
    """That it stands so by this person already: a button was pressed twice."""
    with queries.looking(office.database) as connection:
        found = letter_in_full(connection, key)
    same = found is not None and found.kept.status == done and found.kept.problem.startswith(said)
    return Answered(done) if same else None


def _paragraph(office: Office, key: str) -> Paragraph:
    with queries.looking(office.database) as connection:
        return latest(connection, key)
