"""Of the reminders that are due: which go, to whom, in whose company, and why the others do not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.dossier import Dossier
from engine.runtime.correspondents import Book
from engine.runtime.ledger import Line, Name
from engine.runtime.posted import Posting
from engine.words import Words
from notifications.foresight import Foresight, name_of
from notifications.nobody_left import nobody_left
from notifications.people import Found, Person, people
from notifications.recipients import Addresses
from notifications.reminders.quiet import Preferences
from notifications.reminders.reminder import Reminder, Row
from notifications.sifted import handed, sifted, skipped
from notifications.together import ZONE

Wishes = Mapping[str, Preferences]
"""What each recipient asked for, by address in small letters."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked to find who gets a reminder; `silent` are addresses in small letters to which
    no letter goes."""

    foresight: Foresight
    dossiers: Mapping[str, Dossier]
    book: Book
    addresses: Addresses
    silent: Collection[str]

    def found(
        self, due: Iterable[Line], now: datetime
    ) -> tuple[list[Line], list[tuple[Row, Found]]]:
        """The lines that do not go, as they are to stand, and those that do with their people."""
        stay: list[Line] = []
        found: list[tuple[Row, Found]] = []
        for reference, lines in sorted(_by_dossier(due).items()):
            run = sifted(self.foresight, self.dossiers[reference], lines, now)
            stay += run.stay
            found += ((row, self.people(row, now)) for row in run.go)
        return stay, found

    def people(self, row: Row, now: datetime) -> Found:
        """Who gets a reminder on the day in Paris."""
        today = now.astimezone(ZoneInfo(ZONE)).date()
        dossier = self.dossiers[row.reminder.reference]
        asked = (dossier, self.book, self.addresses, today, self.silent)
        return people(row.reminder.recipient, *asked)


@dataclass(frozen=True, slots=True)
class Going:
    """A reminder that is asked for, those who get it, and what each of them asked; why nobody
    does where there is none; whether a letter tells it to somebody already."""

    row: Row
    persons: Mapping[Person, Preferences]
    why: Words
    told: bool = False

    @property
    def line(self) -> Line:
        """The line as it is to stand."""
        return handed(self.row) if self.persons or self.told else skipped(self.row, self.why)

    def without(self, told: Set[tuple[Name, str]]) -> "Going":
        """The same without those whom a letter tells it already, by name and address."""
        name = name_of(self.row.reminder)
        others = (one for one in self.persons if (name, one.mailbox) not in told)
        rest = {one: self.persons[one] for one in others}
        return replace(self, persons=rest, told=len(rest) < len(self.persons))


@dataclass(frozen=True, slots=True)
class Together:
    """What helps one person from one instant on: it goes in one message."""

    person: Person
    at: datetime
    reminders: Mapping[Name, Reminder]


def _by_dossier(lines: Iterable[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.name.reference].append(line)
    return found


def mailboxes(found: Iterable[tuple[Row, Found]]) -> set[str]:
    """The addresses of all who are found, in small letters."""
    return {person.mailbox for _, those in found for person in those.persons}


def nobody_is_left(found: Iterable[tuple[Row, Found]], now: datetime) -> list[Posting]:
    """A letter to the officer in charge about each reminder that nobody at all is left for,
    whatever kinds of recipients it was to go to; of what is owed, also where only the contact
    person cannot be reached."""
    together: dict[str, list[tuple[Row, Found]]] = defaultdict(list)
    for row, those in found:
        one = row.reminder
        together[f"{one.rule}:{one.reference}:{one.occurrence}"].append((row, those))
    return [
        nobody_left("reminder", name, one.rule, one.reference, one.recipient, now)
        for name, several in together.items()
        for one in _unreached(several)
    ]


def _unreached(several: Sequence[tuple[Row, Found]]) -> list[Reminder]:
    without = [row.reminder for row, those in several if not those.persons]
    if len(without) == len(several):
        return without[:1]
    return [one for one in without if one.nature == "legal" and one.recipient == "contact"]


def willing(found: Sequence[tuple[Row, Found]], wishes: Wishes) -> list[Going]:
    """Without those who asked not to be reminded."""
    going = []
    for row, those in found:
        silence = {one: wishes[one.mailbox].silence(row.reminder) for one in those.persons}
        why = next((words for words in silence.values() if words), those.missing or NOBODY)
        willing = {one: wishes[one.mailbox] for one, words in silence.items() if words is None}
        going.append(Going(row, willing, why))
    return going


def owed(going: Iterable[Going]) -> list[tuple[Reminder, Person]]:
    """What is owed, each to each of its people."""
    return [
        (one.row.reminder, person)
        for one in going
        for person in one.persons
        if one.row.reminder.nature == "legal"
    ]


def helping(going: Iterable[Going], now: datetime) -> list[Together]:
    """What only helps, by person, and by the instant from which each wants it."""
    found: dict[tuple[str, datetime], dict[Name, tuple[Reminder, Person]]] = defaultdict(dict)
    for one in going:
        reminder = one.row.reminder
        if reminder.nature == "legal":
            continue
        for person, wishes in one.persons.items():
            at = wishes.put_off(reminder, now)
            found[person.mailbox, at][name_of(reminder)] = (reminder, person)
    return [
        Together(
            next(person for _, person in several.values()), at,
            {name: reminder for name, (reminder, _) in several.items()},
        )
        for (_, at), several in sorted(found.items())
    ]  # fmt: skip


NOBODY: Final = Words("Nobody is left to whom it can go.", "Il ne reste personne à qui l'adresser.")
