"""A promise made ready to leave: to whom, what it says, and what is kept of it; or why it does not
leave after all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.runtime.ledger import Name
from engine.runtime.outbox import Promise
from engine.runtime.posted import Copy, Leaving, Posting
from engine.runtime.tokens import kept, new_token
from engine.words import Language, Words
from notifications.deadline_event import deadline_event, told
from notifications.delivery import Undeliverable
from notifications.doors import opens_a_door, with_token, without_token
from notifications.letters import Letter, render
from notifications.message import NOTHING, Enclosed, Stationery, message_of
from notifications.people import Person, of_a_letter
from notifications.receives import receives
from notifications.reminded import Reminded
from notifications.surroundings import Surroundings
from notifications.together import DIGEST, mark


class NobodyLeft(Undeliverable):
    """Nobody is left whom a letter could go to; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter ready to leave, and what is written when it does."""

    promise: Promise
    message: EmailMessage
    leaving: Leaving


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A letter of reminders that nobody needs any more: why not."""

    promise: Promise
    why: Words


Struck = Mapping[Name, Words]
"""The reminders that a letter leaves without, and why."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes letters: what they may say, and on which stationery."""

    reminded: Reminded
    on: Stationery

    def prepared(
        self, promise: Promise, around: Surroundings
    ) -> tuple[Prepared | Withdrawn, Struck]:
        """The letter as it leaves now. NobodyLeft when there is nobody it can go to, Undeliverable
        where its address has given letters back, jinja2's UndefinedError when a fact is missing."""
        if promise.key in around.told:
            return self._of_reminders(promise, around)
        return self._of_a_step(promise, around), {}

    def _of_a_step(self, promise: Promise, around: Surroundings) -> Prepared:
        token = new_token() if opens_a_door(promise.template) else ""
        facts = with_token(promise.facts, token) if token else promise.facts
        dossier = Dossier(
            promise.reference or "", promise.workflow, version=promise.number, facts=facts
        )
        person, others = self._recipients(promise, dossier, around)
        about = {
            **(self.reminded.about(dossier) if promise.reference else {}),
            "receives": receives(person.role, promise.reference or "", person.state),
            "paragraph": _paragraph(promise, around),
        }
        letters = [
            render(promise.template, language, dossier, about, around.wording)
            for language in _languages(person)
        ]
        due = told(promise.template, about, around.now)
        enclosed = self._enclosed(due, dossier, person, around)
        return self._leaving(promise, letters, person, around, enclosed, token, others)

    def _of_reminders(
        self, promise: Promise, around: Surroundings
    ) -> tuple[Prepared | Withdrawn, Struck]:
        person = _addressed(promise, around)
        still = self.reminded.still_told(promise.key, person.address, around)
        if not still.live:
            return Withdrawn(promise, next(iter(still.struck.values()))), still.struck
        token = new_token()
        page = f"{self.on.pages}/reminders/{token}"
        letters = [
            self.reminded.letter(promise, still, language, page, around)
            for language in _languages(person)
        ]
        enclosed = NOTHING
        if len(still.live) == 1:
            ((_, asked, dossier),) = still.live
            due = asked.deadline if around.now <= asked.deadline.closes else None
            enclosed = self._enclosed(due, dossier, person, around)
        stops = f"{page}/unsubscribe" if promise.template == DIGEST else ""
        enclosed = Enclosed(enclosed.deadline, enclosed.calendar, stops)
        return self._leaving(promise, letters, person, around, enclosed, token), still.struck

    def _recipients(
        self, promise: Promise, dossier: Dossier, around: Surroundings
    ) -> tuple[Person, Sequence[Posting]]:
        """Who this letter goes to, and the letters that the others get."""
        if promise.address:
            return _addressed(promise, around), ()
        asked = (around.book, around.addresses, around.today, around.silent)
        try:
            found = of_a_letter(promise.template, dossier, *asked)
        except LookupError as fault:
            raise NobodyLeft(str(fault)) from fault
        # Tried again, it may be addressed to somebody who has a copy of it.
        persons = [one for one in found if _copy_key(promise, one) not in around.copied]
        if not persons:
            raise NobodyLeft("nobody is left but those who have a copy of it")
        return persons[0], [_to_another(promise, one, around) for one in persons[1:]]

    def _enclosed(
        self, due: Deadline | None, dossier: Dossier, person: Person, around: Surroundings
    ) -> Enclosed:
        if due is None:
            return NOTHING
        event = deadline_event(due, dossier, person.language, self.on, around.now)
        return Enclosed(due, event)

    def _leaving(
        self,
        promise: Promise,
        letters: Sequence[Letter],
        person: Person,
        around: Surroundings,
        enclosed: Enclosed,
        token: str = "",
        others: Sequence[Posting] = (),
    ) -> Prepared:
        to = person.address
        message = message_of(promise, letters, to, self.on, around.now, enclosed)
        text = "\n".join(letter.text for letter in letters)
        if opens_a_door(promise.template):
            text = without_token(text, token)
        went_to = self.on.redirect or to
        name, version = str(message["Message-ID"]), letters[0].wording
        copy = Copy(to, went_to, letters[0].subject, text, name, version)
        links = (kept(token),) if token else ()
        leaving = Leaving(promise.key, promise.claimed_at, copy, links, tuple(others))
        return Prepared(promise, message, leaving)


def _languages(person: Person) -> tuple[Language, ...]:
    other: Language = "fr" if person.language == "en" else "en"
    return (person.language, other) if person.both_languages else (person.language,)


def _addressed(promise: Promise, around: Surroundings) -> Person:
    """Whom a letter names that goes to one address. Undeliverable where that gives letters back."""
    address = promise.address or ""
    if address.lower() in around.silent:
        raise Undeliverable(f"letters to {address} came back: none is sent until it is resumed")
    known = around.book.people.get(address.lower())
    if known is not None and not known.active:
        raise Undeliverable(f"{known.name} <{address}> is no longer in office")
    role = promise.role or "contact"
    if known is None:
        language: Language = "fr" if promise.facts.get("language") == "fr" else "en"
        return Person(address, "", language, False, role)
    return Person(address, known.name, known.language, known.both_languages, role)


def _paragraph(promise: Promise, around: Surroundings) -> str:
    """The free paragraph of a letter; the one that goes to others with it takes it along."""
    written = promise.facts.get(_PARAGRAPH, "")
    return around.paragraphs.get(promise.key, str(written))


_PARAGRAPH: Final = "paragraph"


def _copy_key(promise: Promise, person: Person) -> str:
    return f"{promise.key}:{mark(person)}"


def _to_another(promise: Promise, person: Person, around: Surroundings) -> Posting:
    facts = {**promise.facts, _PARAGRAPH: _paragraph(promise, around)}
    return Posting(
        _copy_key(promise, person), promise.template, promise.reference, person.address,
        person.role, around.now, facts, promise.number or None,
    )  # fmt: skip
