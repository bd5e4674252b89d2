"""A held letter as it would leave now: its headers, and its text with the paragraph it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from engine.decide import Refused
from engine.dossier import Dossier
from engine.runtime import queries
from engine.runtime.held_letters import Held
from engine.runtime.leaving import leaving
from engine.runtime.office import Office
from engine.runtime.outbox import Promise
from engine.runtime.tokens import new_token
from engine.words import Language, Words
from notifications.delivery import said
from notifications.letters import render
from notifications.message import message_of
from notifications.prepared import Prepared, Writing
from notifications.recipients import Addresses
from notifications.surroundings import Surroundings, surroundings
from portal.assemble import writing
from portal.settings import Settings

_HEADERS: Final = ("From", "To", "X-Original-To", "Subject", "Message-ID", "Content-Language")


@dataclass(frozen=True, slots=True)
class Shown:
    """A held letter and how it stands: the message that would leave now, who else gets one like
    it, and why none can leave, if so."""

    held: Held
    needed: int
    message: EmailMessage | None
    others: tuple[str, ...]
    against: Refused | Words | None

    @property
    def lines(self) -> Iterator[str]:
        """What is shown of it, line by line."""
        yield from _standing(self.held, self.needed)
        if self.against:
            yield self.against.spoken("en")
        if self.message is not None:
            yield ""
            for name in _HEADERS:
                if name in self.message:
                    yield f"{name}: {self.message[name]}"
            for address in self.others:
                yield f"And to: {address}"
            yield ""
            body = self.message.get_body(("plain",))
            yield body.get_content().rstrip("\n") if body is not None else ""


def shown(
    office: Office, settings: Settings, key: str, language: Language | None = None
) -> Shown | Refused:
    """A held letter as it would leave now; in that language where one is named, else as its
    recipient gets it. Refused where none is held under that key."""
    now, needed = office.clock(), settings.released_by
    with queries.looking(office.database) as connection:
        found = leaving(connection, office.book, key, now)
    if isinstance(found, Refused):
        return found
    addresses = Addresses(settings.office_address, settings.evaluation_body_address)
    around = surroundings(office.database, [found.promise], addresses, now)
    by = writing(settings, office)
    try:
        prepared, _ = by.prepared(found.promise, around)
        if not isinstance(prepared, Prepared):
            why = prepared.why
            would_not = Words(f"It would not leave: {why.en}", f"Elle ne partirait pas : {why.fr}")
            return Shown(found.held, needed, None, (), would_not)
        message = _in(language, found.promise, prepared, by, around)
    except Exception as fault:  # whatever the relay would meet is told to who reads the letter
        cannot = Words(f"It cannot leave: {said(fault)}", f"Elle ne peut partir : {said(fault)}")
        return Shown(found.held, needed, None, (), cannot)
    others = tuple(one.address for one in prepared.leaving.others if one.address)
    return Shown(found.held, needed, message, others, found.against)


def _in(
    language: Language | None,
    promise: Promise,
    prepared: Prepared,
    by: Writing,
    around: Surroundings,
) -> EmailMessage:
    """The message in one language, if one is asked for."""
    if language is None:
        return prepared.message
    to = prepared.leaving.copy.address
    if promise.key in around.told:
        told = by.reminded.still_told(promise.key, to, around)
        page = f"{by.on.pages}/reminders/{new_token()}"
        reminding = by.reminded.letter(promise, told, language, page, around)
        return message_of(promise, [reminding], to, by.on, around.now)
    dossier = Dossier(
        promise.reference or "", promise.workflow, version=promise.number, facts=promise.facts
    )
    known = by.reminded.about(dossier) if promise.reference else {}
    about = {**known, "paragraph": around.paragraphs.get(promise.key, "")}
    letter = render(promise.template, language, dossier, about, around.wording)
    return message_of(promise, [letter], to, by.on, around.now)


def _standing(held: Held, needed: int) -> Iterator[str]:
    why = f" ({held.why})" if held.why else ""
    yield f"{held.key} is held since {held.since:%Y-%m-%d %H:%M} UTC{why}."
    written = held.paragraph
    if written.at is None:
        yield "Nobody added a paragraph (number 0)."
    else:
        did = "was added" if written.text else "was taken away"
        yield f"Paragraph {written.number} {did} by {written.by}, {written.at:%Y-%m-%d %H:%M} UTC."
    people = "1 person is" if needed == 1 else f"{needed} people are"
    yield f"Released by {' and '.join(held.released_by) or 'nobody'}; {people} needed."
