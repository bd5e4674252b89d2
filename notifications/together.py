"""In which letter a person is told a reminder: one message a day for all that only help, one of its
own for each that is owed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from engine.calendar import at_local
from engine.runtime.database import Link
from engine.runtime.posted import Posting, Standing, about_several, post, standing
from notifications.people import Person
from notifications.reminders.reminder import Reminder

DIGEST: Final = "digest"
"""The letter that tells the nudges of a person's day, be it one or many."""

DAYS: Final = 14
NUMBERS: Final = 10
"""How many days ahead, and as which numbers of a day, a message is looked for: there is hardly ever
one of a second day, or a second one of a day."""

HOUR: Final = time(9)
ZONE: Final = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Place:
    """The message that takes reminders up: its key, from when on it leaves, and whether it is yet
    to be written."""

    key: str
    at: datetime
    new: bool


def told_alone(transaction: Link, reminder: Reminder, person: Person, now: datetime) -> str:
    """The key of the letter that gives a person one notice: the same where it is owed to them
    twice, as the contact person and as a delegation."""
    letter = alone(reminder, person, now)
    # One that was cancelled leaves no more: what is owed again goes in another.
    tried = [letter.key, *(f"{letter.key}:{number}" for number in range(2, NUMBERS))]
    if cancelled := sum(one.cancelled for one in standing(transaction, tried)):
        letter = replace(letter, key=f"{letter.key}:{cancelled + 1}")
    post(transaction, [letter])
    return letter.key


def told_together(
    transaction: Link, reminders: Sequence[Reminder], person: Person, at: datetime
) -> str:
    """The key of the message that tells a person these reminders from that instant on."""
    about = {one.reference for one in reminders}
    while True:
        there = standing(transaction, _keys(person, at))
        place = placed(there, reminders, person, at)
        # Where somebody else begins this message in the same instant, it may have set out by now.
        if place.new and not post(transaction, [gathered(place, about, person)]):
            continue
        if not place.new and about != {one.reference for one in there if one.key == place.key}:
            about_several(transaction, place.key)
        return place.key


def placed(
    there: Iterable[Standing], reminders: Collection[Reminder], person: Person, at: datetime
) -> Place:
    """Where a person is told these reminders from that instant on, given the messages of theirs
    that stand already.

    A message that has not set out yet takes them up. Where the day's has, they wait for the next
    day's, at 9 o'clock in Paris; but what is urgent, or closes before that, goes in one of its own.
    """
    letters = sorted(there, key=lambda one: one.key)
    while True:
        day = at.astimezone(ZoneInfo(ZONE)).date()
        of_the_day = [one for one in letters if one.key.startswith(f"{beginning(person)}{day}")]
        for one in of_the_day:
            if one.open:
                return Place(one.key, one.due_at, new=False)
        following = at_local(day + timedelta(1), HOUR, ZONE)
        if of_the_day and not any(_presses(one, following) for one in reminders):
            at = following
            continue
        number = f":{len(of_the_day) + 1}" if of_the_day else ""
        return Place(f"{beginning(person)}{day}{number}", at, new=True)


def alone(reminder: Reminder, person: Person, at: datetime) -> Posting:
    """The letter that gives a person one notice."""
    key = f"{reminder.rule}:{reminder.reference}:{reminder.occurrence}:{mark(person)}"
    return _to(person, key, reminder.template, reminder.reference, at)


def gathered(place: Place, about: Collection[str], person: Person) -> Posting:
    """The message that tells a person what helps with these dossiers."""
    (one,) = about if len(about) == 1 else (None,)
    return _to(person, place.key, DIGEST, one, place.at)


def _to(person: Person, key: str, template: str, reference: str | None, at: datetime) -> Posting:
    # Of a person who is not on record, the language is known from the dossier alone.
    facts = {"language": person.language}
    return Posting(key, template, reference, person.address, person.role, at, facts)


def _keys(person: Person, at: datetime) -> list[str]:
    """How a message may be called that tells a person something from that instant on."""
    day = at.astimezone(ZoneInfo(ZONE)).date()
    ends = ("", *(f":{number}" for number in range(2, NUMBERS)))
    days = (day + timedelta(later) for later in range(DAYS))
    return [f"{beginning(person)}{one}{end}" for one in days for end in ends]


def beginning(person: Person) -> str:
    """How the keys of the messages begin that tell a person reminders together."""
    return f"{DIGEST}:{mark(person)}:"


def _presses(reminder: Reminder, following: datetime) -> bool:
    before = reminder.occurrence.offset.before and reminder.closes < following
    return before or reminder.severity == "urgent"


def mark(person: Person) -> str:
    """Stands for an address in a key, which may be shown where addresses may not."""
    return sha256(person.mailbox.encode()).hexdigest()[:16]
