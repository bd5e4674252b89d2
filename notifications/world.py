"""What is known when a forecast is made, and what it says of each message."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.dates import said_day
from engine.dossier import Dossier
from engine.runtime.awaited import Awaited
from engine.runtime.correspondents import OF_A_STATE, OFFICER, Correspondent
from engine.runtime.ledger import Line
from engine.runtime.suspended import Suspension
from engine.words import Language, Words
from notifications.expected import Expected, Item, Status
from notifications.foresight import line_of, row_of
from notifications.people import Found, Person, everybody, of_a_letter
from notifications.recipients import role_of
from notifications.reminded import PAUSED, Reminded
from notifications.reminders.reminder import Row
from notifications.reminders.sending import passed
from notifications.shared_out import NOBODY, Asking, Going, Wishes
from notifications.surroundings import Surroundings
from notifications.together import DIGEST, ZONE

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact": ("contact", *OF_A_STATE),
    "office": (OFFICER,),
    "evaluation_body": ("evaluation_body",),
}
"""Whom a letter may go to that is addressed to one of these."""


@dataclass(frozen=True, slots=True)
class World:
    """Who is who and what they asked for, as it is known at the instant of `around`; `suspensions`
    by address in small letters."""

    asking: Asking
    wishes: Wishes
    reminded: Reminded
    around: Surroundings
    suspensions: Mapping[str, Suspension]

    def kept_from(
        self, found: Sequence[tuple[Row, Found]], going: Sequence[Going], at: datetime
    ) -> list[Expected]:
        """Those who do not get reminders that are handed over at that instant, and why."""
        kept: dict[tuple[Status, Person, Words, str], list[Line]] = defaultdict(list)
        reached = {_matter(row) for row, those in found if those.persons or self._silent(row, at)}
        for (row, those), one in zip(found, going, strict=True):
            alone = row.key if row.reminder.nature == "legal" else ""
            for status, person, why in self._without(row, those, one, at):
                # That one kind of recipients is not on record keeps nothing from the others.
                if status != "nobody" or _matter(row) not in reached:
                    kept[status, person, why, alone].append(line_of(row))
        return [
            self.message(at, person, lines, status, why)
            for (status, person, why, _), lines in kept.items()
        ]

    def _without(
        self, row: Row, those: Found, going: Going, at: datetime
    ) -> Iterator[tuple[Status, Person, Words]]:
        for person in those.persons:
            if why := self.wishes[person.mailbox].silence(row.reminder):
                yield "muted", person, why
        silent = self._silent(row, at)
        for person in silent:
            yield "suspended", person, self.came_back(person.address)
        if not those.persons and not silent:
            yield "nobody", nobody(row.reminder.recipient), going.why

    def _silent(self, row: Row, at: datetime) -> list[Person]:
        """Those who would get a reminder if they did not give letters back."""
        if not self.asking.silent:
            return []
        everybody = replace(self.asking, silent=frozenset()).people(row, at)
        return [one for one in everybody.persons if one.mailbox in self.asking.silent]

    def came_back(self, address: str) -> Words:
        """Why no letter goes to an address."""
        why = self.suspensions[address.lower()].why
        return Words(
            f"Letters to {address} came back: {why}", f"Les lettres à {address} reviennent : {why}"
        )

    def told(
        self, letter: Awaited, lines: Sequence[Line], at: datetime
    ) -> tuple[list[Expected], list[Line], list[Line]]:
        """What becomes of a letter of reminders; those that it leaves without because their dossier
        is paused, which are told later; and those that are for somebody else by now."""
        person = self._addressed(letter, lines, at)
        if person.mailbox in self.asking.silent:
            why = self.came_back(person.address)
            return [self.message(at, person, lines, "suspended", why, letter)], [], []
        around = replace(self.around, now=at, told={letter.key: lines})
        struck = self.reminded.still_told(letter.key, person.address, around).struck
        live = [line for line in lines if line.name not in struck]
        said = [self._leaving(letter, person, live, at)] if live else []
        anew = []
        for line in lines:
            why_not = struck.get(line.name)
            if why_not is None or self._is_over(line, why_not, at):
                continue
            if why_not == self.wishes[person.mailbox].silence(self._row(line).reminder):
                said.append(self.message(at, person, [line], "muted", why_not, letter))
            else:
                anew.append(line)
        return said, [line for line in lines if struck.get(line.name) == PAUSED], anew

    def _leaving(
        self, letter: Awaited, person: Person, live: Sequence[Line], at: datetime
    ) -> Expected:
        until = [self._put_off(line, person, at) for line in live]
        later = [one for one in until if one is not None]
        if len(later) < len(live):
            return self.message(at, person, live, "goes", None, letter)
        last = max(later).astimezone(ZoneInfo(ZONE)).date()
        why = Words(
            f"{person.address} asked to be reminded of it from {said_day(last)} on.",
            f"{person.address} a demandé à n'en être avisé qu'à partir du {said_day(last, 'fr')}.",
        )
        return self.message(at, person, live, "put off", why, letter)

    def _put_off(self, line: Line, person: Person, at: datetime) -> datetime | None:
        until = self.wishes[person.mailbox].snoozed.get(line.name.reference)
        waits = until is not None and self.around.now < until and line.due_at < until <= at
        return until if waits and self._row(line).reminder.nature == "nudge" else None

    def _is_over(self, line: Line, why: Words, at: datetime) -> bool:
        """Whether nobody is to be told a reminder any more, or later, for that reason."""
        row, dossier = self._row(line), self.asking.dossiers[line.name.reference]
        over = self.asking.foresight.asked_again(dossier, [row])[row.key]
        return why == PAUSED or over is not None or passed(row.reminder, at) is not None

    def _addressed(self, letter: Awaited, lines: Iterable[Line], at: datetime) -> Person:
        """To whom a letter is addressed, as those whom its reminders are for are known today."""
        address = letter.address or ""
        found = (
            person
            for line in lines
            for person in self.asking.people(self._row(line), at).persons
            if person.mailbox == address.lower()
        )
        named = self.around.book.people.get(address.lower())
        if named is None:
            language: Language = "fr" if letter.facts.get("language") == "fr" else "en"
            named = Correspondent(address, "", language)
        unknown = Person(address, named.name, named.language, named.both_languages, "contact")
        person = next(found, unknown)
        return replace(
            person, address=address, language=named.language, role=letter.role or "contact"
        )

    def recipients(self, letter: Awaited, at: datetime) -> tuple[tuple[Person, ...], Words | None]:
        """Who gets the letter of a step, the one it is addressed to first; or why nobody does."""
        if letter.address:
            return (self._addressed(letter, (), at),), None
        dossier = Dossier(letter.reference or "", "", facts=letter.facts)
        today = at.astimezone(ZoneInfo(ZONE)).date()
        asked = (dossier, self.asking.book, self.asking.addresses, today, self.asking.silent)
        try:
            return of_a_letter(letter.template, *asked), None
        except LookupError:
            missing = everybody(_KINDS[role_of(letter.template)], *asked).missing
            return (), missing or NOBODY

    def step(
        self, letter: Awaited, person: Person, at: datetime, status: Status, why: Words | None
    ) -> Expected:
        """A letter of a step, to one of those who get it."""
        about = (letter.reference,) if letter.reference else ()
        day = at.astimezone(ZoneInfo(ZONE)).date()
        return Expected(at, day, person, letter.template, (), 0, about, status, why, letter.key)

    def message(
        self,
        at: datetime,
        person: Person,
        lines: Sequence[Line],
        status: Status,
        why: Words | None = None,
        letter: Awaited | None = None,
    ) -> Expected:
        """A message that tells these reminders, or would."""
        items = tuple(self._item(line) for line in sorted(lines, key=lambda one: one.name))
        row = self._row(lines[0])
        legal = row.reminder.nature == "legal"
        matters = {(one.name.reference, one.name.rule, one.name.occurrence) for one in lines}
        return Expected(
            at, at.astimezone(ZoneInfo(ZONE)).date(), person,
            row.reminder.template if legal else DIGEST, items, len(matters),
            tuple(sorted({one.reference for one in items})), status, why,
            letter.key if letter is not None else "",
        )  # fmt: skip

    def _item(self, line: Line) -> Item:
        dossier, reminder = self.asking.dossiers[line.name.reference], self._row(line).reminder
        due = Words("", "")
        if reminder.asked is not None:
            deadline = reminder.asked.deadline
            due = Words(deadline.spoken("en"), deadline.spoken("fr"))
        return Item(
            str(line.name), dossier.reference, dossier.text("file_no"), dossier.text("title"),
            reminder.rule, reminder.recipient, reminder.severity, reminder.nature, due,
        )  # fmt: skip

    def _row(self, line: Line) -> Row:
        dossier = self.asking.dossiers[line.name.reference]
        return row_of(line, self.asking.foresight.reminders(dossier).get(line.name))


def _matter(row: Row) -> tuple[str, str, str]:
    """What a reminder is about, to whomever it goes."""
    return row.reminder.reference, row.reminder.rule, str(row.reminder.occurrence)


def nobody(role: str) -> Person:
    """Stands for somebody of that role where there is none."""
    return Person("", "", "en", False, role)
