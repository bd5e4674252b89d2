"""The letter that tells reminders, as they are still asked for when it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from engine.dossier import Dossier
from engine.runtime.ledger import Line, Name
from engine.runtime.outbox import Promise
from engine.words import Language, Words
from notifications.digest import Item, digest
from notifications.foresight import Foresight, row_of
from notifications.letters import Letter, render
from notifications.reminders.guard import replaced
from notifications.reminders.quiet import Preferences
from notifications.reminders.reminder import Asked, Reminder, Row
from notifications.reminders.sending import passed
from notifications.surroundings import Surroundings
from notifications.together import DIGEST

About = Callable[[Dossier], Mapping[str, Any]]
"""What a letter may say about a dossier beyond its facts."""

PAUSED: Final = Words(
    "Letters about this dossier are paused.", "Les courriers relatifs à ce dossier sont suspendus."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells: its reminders, each matter once, with what is asked and the dossier;
    and those that it was to tell and leaves out."""

    live: tuple[tuple[Reminder, Asked, Dossier], ...]
    struck: Mapping[Name, Words]


@dataclass(frozen=True, slots=True)
class Reminded:
    """What reminders are asked by, and what may be said about a dossier; `pages` is the address
    that the pages of the office begin with."""

    foresight: Foresight
    about: About
    pages: str = ""

    def still_told(self, key: str, to: str, around: Surroundings) -> Told:
        """Ask each reminder of a letter again, at the moment when it leaves for that address."""
        live: dict[tuple[str, str], tuple[Reminder, Asked, Dossier]] = {}
        struck: dict[Name, Words] = {}
        for line in around.told.get(key, ()):
            dossier = around.dossiers[line.name.reference]
            row = row_of(line, self.foresight.reminders(dossier).get(line.name))
            why = self._why_not(line, row, dossier, to, around)
            if why is not None:
                struck[line.name] = why
                continue
            # Of rungs of one ladder that were put off together, the newest speaks.
            matter = (line.name.reference, line.name.rule)
            if matter not in live or live[matter][0].due_at < row.reminder.due_at:
                asked = cast(Asked, row.reminder.asked)  # it is foreseen, or it would be struck
                live[matter] = (row.reminder, asked, dossier)
        return Told(tuple(live.values()), struck)

    def letter(
        self, promise: Promise, told: Told, language: Language, page: str, around: Surroundings
    ) -> Letter:
        """The letter in that language. `page` is where its reader says what to be reminded of."""
        paragraph = around.paragraphs.get(promise.key, "")
        inside = paragraph if len(told.live) == 1 else ""
        items = [self._item(*one, language, around, inside) for one in told.live]
        if promise.template != DIGEST:
            return items[0].letter
        return digest(language, items, page, around.wording, paragraph)

    def context(self, reminder: Reminder, asked: Asked, around: Surroundings) -> dict[str, Any]:
        """What a letter may say about a reminder: `deadline`, whole `days` until it (negative
        after it), `to` (the kind of recipient) and `why` it came."""
        return {
            "deadline": asked.deadline,
            "days": _days(asked, around),
            "to": reminder.recipient,
            "why": reminder.why,
        }

    def _item(
        self,
        reminder: Reminder,
        asked: Asked,
        dossier: Dossier,
        language: Language,
        around: Surroundings,
        paragraph: str,
    ) -> Item:
        told = {
            **self.about(dossier),
            "reminder": self.context(reminder, asked, around),
            "paragraph": paragraph,
        }
        letter = render(reminder.template, language, dossier, told, around.wording)
        page = f"{self.pages}/dossiers/{dossier.reference}" if self.pages else ""
        return Item(
            letter, reminder.severity, dossier.reference, dossier.text("title"), asked.deadline,
            _days(asked, around), reminder.why, page,
        )  # fmt: skip

    def _why_not(
        self, line: Line, row: Row, dossier: Dossier, to: str, around: Surroundings
    ) -> Words | None:
        if line.name.reference in around.paused:
            return PAUSED
        kind, asked = line.name.recipient, around.wishes[to.lower()]
        those = {person.mailbox for person in around.people(kind, dossier)}
        return (
            self.foresight.asked_again(dossier, [row])[row.key]
            or passed(row.reminder, around.now)
            or replaced(kind, to.lower(), those)
            or Preferences(asked.muted).silence(row.reminder)
        )


def _days(asked: Asked, around: Surroundings) -> int:
    local = around.now.astimezone(ZoneInfo(asked.deadline.zone)).date()
    return (asked.deadline.local.date() - local).days
