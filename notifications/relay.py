"""The relay: claims due letters, writes them, sends them, marks them; a failed letter undoes
nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine.dossier import Dossier
from engine.runtime import outbox
from engine.runtime.database import Database
from engine.runtime.outbox import Mark, Promise
from engine.runtime.suspended import suspended
from engine.words import Language
from notifications.binding import BINDING
from notifications.delivery import MOST_ATTEMPTS, Undeliverable, outcome, said, wait
from notifications.letters import Letter, render
from notifications.message import Stationery, message_of
from notifications.pace import Pace
from notifications.recipients import Addresses, recipient
from notifications.transports import Transport

About = Callable[[Dossier], Mapping[str, Any]]
"""What a letter may say about a dossier beyond its facts."""

MOST_CLAIMED: Final = 50
MOST_IN_DOUBT: Final = 10
"""How many letters that bind nobody a crash may repeat: a commit for each would cost more than its
sending. A letter that binds is always marked before the next is sent."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Where letters come from and go to. `domain` ends the Message-ID that each key gives;
    `redirect` is the one address that gets every letter outside production; without a `pace` all
    leave at once."""

    database: Database
    transport: Transport
    addresses: Addresses
    about: About
    clock: Callable[[], datetime]
    domain: str = "ich-dossiers.invalid"
    redirect: str = ""
    pace: Pace | None = None

    def send_due(self) -> tuple[int, int]:
        """Send the letters that are due now, as many as the pace lets; how many were sent, and how
        many failed."""
        sent = failed = 0
        while promises := self._claimed():
            marks = self._send_all(promises)
            sent += sum(not mark.values for mark in marks)
            failed += sum(bool(mark.values) for mark in marks)
        return sent, failed

    def _claimed(self) -> list[Promise]:
        most = MOST_CLAIMED if self.pace is None else self.pace.room(MOST_CLAIMED)
        return outbox.claim(self.database, self.clock(), most, BINDING) if most else []

    def _send_all(self, promises: Sequence[Promise]) -> list[Mark]:
        """Each few are marked before the next are sent: a crash leaves those in doubt, no more."""
        silent = frozenset(suspended(self.database))
        done: list[Mark] = []
        last: list[Mark] = []
        for some in _few(promises):
            mine = outbox.turn(self.database, last, self.clock(), some)
            last = [self._sent(one, silent) for one in some if one.key in mine]
            done += last
        outbox.turn(self.database, last, self.clock(), ())
        return done

    def _sent(self, promise: Promise, silent: Collection[str]) -> Mark:
        """Send a letter; what became of it."""
        try:
            to = recipient(promise.template, promise.facts, self.addresses)
            if to.lower() in silent:
                raise Undeliverable(f"letters to {to} came back: none is sent until it is resumed")
            message = message_of(promise, self._letter(promise), to, self._stationery, self.clock())
            if self.pace is not None:
                self.pace.spend()
            self.transport(message, promise.key)
        except Exception as fault:  # whatever is wrong with one letter, the next one leaves
            return self._mark(promise, fault)
        return Mark(promise.key)

    def _mark(self, promise: Promise, fault: Exception) -> Mark:
        """A letter that binds is in doubt where another is sent again: once more rather than
        never."""
        what = outcome(fault)
        values: dict[str, Any]
        if what == "uncertain" and promise.template in BINDING:
            values = {"status": "uncertain"}
        elif what == "refused" or promise.attempts >= MOST_ATTEMPTS:
            values = {"status": "failed"}
        else:
            later = self.clock() + wait(promise.key, promise.attempts)
            values = {"status": "waiting", "due_at": later}
        return Mark(promise.key, {**values, "problem": said(fault)})

    @property
    def _stationery(self) -> Stationery:
        return Stationery(self.addresses.office, self.domain, self.redirect)

    def _letter(self, promise: Promise) -> Letter:
        language: Language = "fr" if promise.facts.get("language") == "fr" else "en"
        dossier = Dossier(
            promise.reference or "", promise.workflow, version=promise.number, facts=promise.facts
        )
        about = self.about(dossier) if promise.reference else {}
        return render(promise.template, language, dossier, about)


def _few(promises: Sequence[Promise]) -> Iterator[list[Promise]]:
    """In their order: a letter that binds alone, others that follow one another together."""
    together: list[Promise] = []
    for one in promises:
        alone = one.template in BINDING
        if together and (alone or len(together) == MOST_IN_DOUBT):
            yield together
            together = []
        if alone:
            yield [one]
        else:
            together.append(one)
    if together:
        yield together
