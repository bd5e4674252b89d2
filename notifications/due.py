"""Reminders that are due become letters in the outbox.

Nothing leaves here, so nothing is in doubt: reminders are claimed, and then handed over in one
transaction that writes their letters and what became of each. After a crash in between the claim
runs out, and they are claimed again.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.runtime import correspondents, ledger, reading
from engine.runtime.database import Database, Link, writer
from engine.runtime.held import hold_all
from engine.runtime.ledger import Name
from engine.runtime.posted import post
from engine.runtime.preferences import asked_for
from engine.runtime.suspended import suspended
from notifications.foresight import Foresight, name_of
from notifications.recipients import Addresses
from notifications.reminders.quiet import Preferences
from notifications.shared_out import (
    Asking,
    Going,
    helping,
    mailboxes,
    nobody_is_left,
    owed,
    willing,
)
from notifications.together import beginning, told_alone, told_together

MOST_CLAIMED: Final = 500


@dataclass(frozen=True, slots=True)
class Reminding:
    """Where reminders come from, and whom they may go to."""

    database: Database
    foresight: Foresight
    addresses: Addresses
    clock: Callable[[], datetime]

    def hand_over(self) -> int:
        """Hand every reminder that is due now to the outbox; how many were."""
        number = 0
        while names := ledger.claim(self.database, self.clock(), MOST_CLAIMED):
            number += self._handed({name.reference for name in names})
        return number

    def _handed(self, references: Collection[str]) -> int:
        now, silent = self.clock(), frozenset(suspended(self.database))
        with writer(self.database).begin() as transaction:
            hold_all(transaction, references)
            dossiers = reading.dossiers(transaction, references)
            book = correspondents.book(transaction)
            asking = Asking(self.foresight, dossiers, book, self.addresses, silent)
            stay, found = asking.found(ledger.due(transaction, references, now), now)
            post(transaction, nobody_is_left(found, now))
            wishes = {
                address: Preferences(asked.muted, asked.snoozed)
                for address, asked in asked_for(transaction, mailboxes(found)).items()
            }
            told = ledger.told_to(transaction, references)
            going = [one.without(told) for one in willing(found, wishes)]
            ledger.tell(transaction, _told(transaction, going, now))
            ledger.mark(transaction, (*stay, *(one.line for one in going)))
        return sum(bool(one.persons) for one in going)


def _told(transaction: Link, going: Collection[Going], now: datetime) -> Iterable[tuple[Name, str]]:
    """In which letters these reminders are told, which are put into the outbox."""
    for reminder, person in owed(going):
        yield name_of(reminder), told_alone(transaction, reminder, person, now)
    # Always in the order of keys: nobody waits in a circle for who marks letters.
    for one in sorted(helping(going, now), key=lambda one: (beginning(one.person), one.at)):
        reminders = list(one.reminders.values())
        key = told_together(transaction, reminders, one.person, one.at)
        yield from ((name, key) for name in one.reminders)
