"""The relay: claims due letters, writes them, sends them, marks them; a failed letter undoes
nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from engine.runtime import ledger, outbox
from engine.runtime.database import Database, Link, writer
from engine.runtime.outbox import Mark, Promise
from engine.runtime.posted import post
from notifications.binding import BINDING
from notifications.delivery import MOST_ATTEMPTS, outcome, said, wait
from notifications.nobody_left import TEMPLATE, nobody_left
from notifications.pace import Pace
from notifications.prepared import NobodyLeft, Prepared, Struck, Withdrawn, Writing
from notifications.recipients import Addresses, role_of
from notifications.surroundings import Surroundings, surroundings
from notifications.together import DIGEST
from notifications.transports import Transport

NUDGES: Final = (DIGEST,)
"""Letters that only help: one of which nobody knows if it went is not repeated."""

MOST_CLAIMED: Final = 50
MOST_IN_DOUBT: Final = 10
"""How many letters that bind nobody a crash may leave in doubt: a commit for each would cost more
than its sending. A letter that binds is always marked before the next is sent."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Where letters come from, who writes them and where they go; without a `pace` all leave at
    once."""

    database: Database
    transport: Transport
    addresses: Addresses
    writing: Writing
    clock: Callable[[], datetime]
    pace: Pace | None = None

    def send_due(self) -> tuple[int, int]:
        """Send the letters that are due now, as many as the pace lets; how many were sent, and how
        many failed."""
        sent = failed = 0
        while promises := self._claimed():
            for mark in self._send_all(promises):
                sent += not mark.values
                failed += bool(mark.values) and mark.values["status"] != "cancelled"
        return sent, failed

    def _claimed(self) -> list[Promise]:
        most = MOST_CLAIMED if self.pace is None else self.pace.room(MOST_CLAIMED)
        return outbox.claim(self.database, self.clock(), most, NUDGES) if most else []

    def _send_all(self, promises: Sequence[Promise]) -> list[Mark]:
        """Each few are marked before the next are sent: a crash leaves those in doubt, no more."""
        done: list[Mark] = []
        last: list[Mark] = []
        for some in _few(promises):
            around = surroundings(self.database, some, self.addresses, self.clock())
            ready, marks, struck = self._ready(some, around)
            leaving, marking = [one.leaving for one in ready], [*last, *marks]
            beside = partial(_strike, struck)
            mine = outbox.turn(self.database, marking, self.clock(), leaving, beside)
            last = [self._sent(one) for one in ready if one.promise.key in mine]
            done += [*marks, *last]
        outbox.turn(self.database, last, self.clock(), ())
        return done

    def _ready(
        self, promises: Iterable[Promise], around: Surroundings
    ) -> tuple[list[Prepared], list[Mark], Mapping[str, Struck]]:
        """The letters that can leave, what became of those that cannot, and by the key of each
        the reminders that it does not tell after all."""
        ready: list[Prepared] = []
        marks: list[Mark] = []
        struck: dict[str, Struck] = {}
        for promise in promises:
            try:
                letter, struck[promise.key] = self.writing.prepared(promise, around)
            except Exception as fault:  # whatever is wrong with one letter, the next one leaves
                mark = _mark(promise, fault, self.clock())
                marks.append(replace(mark, claimed_at=promise.claimed_at))
                if isinstance(fault, NobodyLeft):
                    self._tell_the_officer(promise)
                continue
            if isinstance(letter, Withdrawn):
                values = {"status": "cancelled", "problem": letter.why.en}
                marks.append(Mark(promise.key, values, promise.claimed_at))
            else:
                ready.append(letter)
        return ready, marks, struck

    def _tell_the_officer(self, promise: Promise) -> None:
        if promise.template == TEMPLATE:  # not even the office can be written to
            return
        with writer(self.database).begin() as transaction:
            about = (promise.template, promise.reference or "", role_of(promise.template))
            post(transaction, [nobody_left("letter", promise.key, *about, self.clock())])

    def _sent(self, letter: Prepared) -> Mark:
        """Send a letter; what became of it."""
        if self.pace is not None:
            self.pace.spend()
        try:
            self.transport(letter.message, letter.promise.key)
        except Exception as fault:  # whatever is wrong with one letter, the next one leaves
            return _mark(letter.promise, fault, self.clock())
        return Mark(letter.promise.key)


def _strike(struck: Mapping[str, Struck], transaction: Link, keys: Collection[str]) -> None:
    """In the commit that begins or cancels a letter. What no letter tells any more is judged again
    as if it had never been in one: it may be for somebody else by now."""
    for key in struck.keys() & set(keys):
        ledger.strike(transaction, key, struck[key])
        ledger.plan_again(transaction, struck[key])


def _mark(promise: Promise, fault: Exception, now: datetime) -> Mark:
    """A letter that may have arrived is in doubt; a nudge that may have is not repeated."""
    what = outcome(fault)
    values: dict[str, Any]
    if what == "uncertain":
        values = {"status": "dropped" if promise.template in NUDGES else "uncertain"}
    elif what == "refused" or promise.attempts >= MOST_ATTEMPTS:
        values = {"status": "failed"}
    else:
        values = {"status": "waiting", "due_at": now + wait(promise.key, promise.attempts)}
    return Mark(promise.key, {**values, "attempts": promise.attempts, "problem": said(fault)})


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
