"""A report of a mail server, taken to the letter that it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.runtime.addresses import small
from engine.runtime.database import Database
from engine.runtime.suspended import Sent, gave_back, keys_without_a_copy, sent, sent_under
from notifications.bounces import Report, reports
from notifications.message import identifier
from notifications.recipients import Addresses, recipient


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report meant: for which letter (None: for none of ours), to whom, why; `suspended` is
    the address to which no letter goes any more."""

    what: Literal["failed", "delayed", "known", "unknown"]
    letter: str | None
    recipient: str
    why: str
    suspended: str | None = None


@dataclass(frozen=True, slots=True)
class Returns:
    """Where letters that come back are noted. `redirect` is who gets every letter outside
    production: then no address of a State gave anything back. It is asked only of letters that left
    before copies were kept; a copy says where it went."""

    database: Database
    addresses: Addresses
    clock: Callable[[], datetime]
    domain: str
    redirect: str = ""

    def read(self, raw: bytes) -> list[Returned]:
        """Note what a report says: its letter has failed, and its address is suspended. Nothing is
        done with what is no report."""
        found = reports(raw)
        if not found:
            return []
        return [self._noted(report) for report in found]

    def _noted(self, report: Report) -> Returned:
        one = self._letter(report)
        if one is None:
            return Returned("unknown", None, report.recipient, report.why)
        if report.action == "delayed":
            return Returned("delayed", one.key, report.recipient, report.why)
        address = self._suspendable(one)
        news = gave_back(self.database, one.key, report.why, self.clock(), address)
        if not news:
            return Returned("known", one.key, report.recipient, report.why)
        return Returned("failed", one.key, report.recipient, report.why, address)

    def _letter(self, report: Report) -> Sent | None:
        """The letter that is meant: of those that left under its name, the one to that recipient,
        or else the last."""
        found = sent_under(self.database, report.identifiers)
        to = report.recipient.lower()
        meant = (one for one in found if to in {str(one.address).lower(), str(one.went_to).lower()})
        return next(meant, None) or next(iter(found), None) or self._of_old(report)

    def _of_old(self, report: Report) -> Sent | None:
        """A letter of which no copy was kept is known by its key alone."""
        keys = keys_without_a_copy(self.database)
        names = {identifier(key, self.domain): key for key in keys}
        key = next((names[name] for name in report.identifiers if name in names), None)
        return None if key is None else sent(self.database, key)

    def _suspendable(self, one: Sent) -> str | None:
        """The address that the letter was written to, if it was sent there; never the office,
        which could not be told."""
        to, went_to = one.address, one.went_to
        if to is None:
            try:
                to = recipient(one.template, one.facts, self.addresses)
            except LookupError:
                return None
            went_to = self.redirect or to
        return to if to == went_to and small(to) != small(self.addresses.office) else None
