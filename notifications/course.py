"""What becomes of reminders and letters, instant by instant, as far as nobody moves anything.

The same functions decide here as when letters really leave; only nothing is written, and what would
be is remembered.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.runtime.awaited import Awaited
from engine.runtime.ledger import Line, Name
from engine.runtime.posted import Posting, Standing
from notifications.expected import Expected
from notifications.foresight import name_of
from notifications.nobody_left import TEMPLATE as NOBODY_LEFT
from notifications.nobody_left import nobody_left
from notifications.people import Person
from notifications.recipients import role_of
from notifications.shared_out import helping, nobody_is_left, owed, willing
from notifications.together import DIGEST, Place, alone, beginning, gathered, mark, placed
from notifications.world import World, nobody


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that waits, and the reminders it tells."""

    stands: Awaited
    told: tuple[Line, ...] = ()


@dataclass(slots=True)
class Course:
    """What stands at an instant: reminders to be handed over, letters to leave, and those of
    paused dossiers, which leave only where they are given something else to tell. `digests` are the
    messages of a person's days, by how their keys begin; `keys` the letters there are."""

    world: World
    lines: list[Line]
    letters: dict[str, Letter]
    blocked: dict[str, Letter] = field(default_factory=dict)
    digests: dict[str, list[Standing]] = field(default_factory=lambda: defaultdict(list))
    keys: set[str] = field(default_factory=set)
    expected: list[Expected] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)
    """Reminders that a letter leaves without, because their dossier is paused."""

    told: set[tuple[Name, str]] = field(default_factory=set)
    """Which reminders a letter tells already, and to which address."""

    def run(self, now: datetime, until: datetime) -> None:
        """Let time pass."""
        self.lines.sort(key=lambda one: (one.due_at, one.name), reverse=True)
        at = now
        while at <= until:
            self._hand_over(at)
            self._send(at)
            ahead = [one.stands.at for one in self.letters.values()]
            ahead += [one.due_at for one in self.lines[-1:]]
            if not ahead:
                break
            at = max(at, min(ahead))

    # --- reminders become letters ----------------------------------------------------------------

    def _hand_over(self, at: datetime) -> None:
        due = []
        while self.lines and self.lines[-1].due_at <= at:
            due.append(self.lines.pop())
        if not due:
            return
        asking = self.world.asking
        _, found = asking.found(due, at)
        for letter in nobody_is_left(found, at):
            self._post(letter)
        going = [one.without(self.told) for one in willing(found, self.world.wishes)]
        self.expected += self.world.kept_from(found, going, at)
        lines = {one.name: one for one in due}
        for reminder, person in owed(going):
            self.told.add((name_of(reminder), person.mailbox))
            self._tell_alone(lines[name_of(reminder)], alone(reminder, person, at))
        for one in helping(going, at):
            there = self.digests[beginning(one.person)]
            place = placed(there, one.reminders.values(), one.person, one.at)
            self.told |= {(name, one.person.mailbox) for name in one.reminders}
            self._tell_together(place, [lines[name] for name in one.reminders], one.person)

    def _tell_alone(self, line: Line, letter: Posting) -> None:
        self._post(letter)
        if letter.key in self.letters:  # else it has left
            self._add(letter.key, [line])

    def _tell_together(self, place: Place, lines: list[Line], person: Person) -> None:
        if place.new:
            letter = gathered(place, {one.name.reference for one in lines}, person)
            self._post(letter)
            mine = self.digests[beginning(person)]
            mine.append(Standing(place.key, letter.reference, place.at, open=True))
        elif place.key in self.blocked:
            # It is about more than the paused dossier from now on.
            self.letters[place.key] = self.blocked.pop(place.key)
        self._add(place.key, lines)

    def _add(self, key: str, lines: list[Line]) -> None:
        letter = self.letters[key]
        self.letters[key] = replace(letter, told=(*letter.told, *lines))

    def _post(self, one: Posting) -> None:
        if one.key not in self.keys:
            self.keys.add(one.key)
            self.letters[one.key] = Letter(
                Awaited(
                    one.key, one.template, one.reference, one.number, one.facts, one.due_at, False,
                    False, one.address, one.role,
                )
            )  # fmt: skip

    # --- letters leave ---------------------------------------------------------------------------

    def _send(self, at: datetime) -> None:
        while due := [one for one in self.letters.values() if one.stands.at <= at]:
            for letter in sorted(due, key=lambda one: (one.stands.at, one.stands.key)):
                del self.letters[letter.stands.key]
                if letter.told:
                    self._leave_told(letter, at)
                else:
                    self._leave(letter.stands, at)

    def _leave_told(self, letter: Letter, at: datetime) -> None:
        said, again, anew = self.world.told(letter.stands, letter.told, at)
        self.expected += said
        self.again += again
        to = (letter.stands.address or "").lower()
        self.told -= {(line.name, to) for line in anew}
        self.lines += (replace(line, status="planned") for line in anew)
        if letter.stands.template == DIGEST:
            mine = self.digests[begins(letter.stands.key)]
            mine[:] = [replace(one, open=one.open and one.key != letter.stands.key) for one in mine]

    def _leave(self, letter: Awaited, at: datetime) -> None:
        persons, missing = self.world.recipients(letter, at)
        if missing is not None:
            none = nobody(role_of(letter.template))
            self.expected.append(self.world.step(letter, none, at, "nobody", missing))
            if letter.template != NOBODY_LEFT:
                about = (letter.template, letter.reference or "", none.role)
                self._post(nobody_left("letter", letter.key, *about, at))
        for person in persons:
            key = f"{letter.key}:{mark(person)}"
            if person is persons[0] or key not in self.keys:
                self.keys.add(key)
                self.expected.append(self._step(letter, person, at))

    def _step(self, letter: Awaited, person: Person, at: datetime) -> Expected:
        if person.mailbox in self.world.asking.silent:
            why = self.world.came_back(person.address)
            return self.world.step(letter, person, at, "suspended", why)
        return self.world.step(letter, person, at, "goes", None)


def begins(key: str) -> str:
    """How the key of a message begins that tells a person reminders together."""
    return ":".join(key.split(":")[:2]) + ":"
