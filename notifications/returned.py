"""A report of a mail server, taken to the letter that it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.runtime.database import Database
from engine.runtime.suspended import gave_back, sent, with_a_server
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
    production: then no address of a State gave anything back."""

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
        names = {identifier(key, self.domain): key for key in with_a_server(self.database)}
        return [self._noted(report, names) for report in found]

    def _noted(self, report: Report, names: dict[str, str]) -> Returned:
        key = next((names[name] for name in report.identifiers if name in names), None)
        if key is None:
            return Returned("unknown", None, report.recipient, report.why)
        if report.action == "delayed":
            return Returned("delayed", key, report.recipient, report.why)
        address = self._suspendable(key)
        news = gave_back(self.database, key, report.why, self.clock(), address)
        if not news:
            return Returned("known", key, report.recipient, report.why)
        return Returned("failed", key, report.recipient, report.why, address)

    def _suspendable(self, key: str) -> str | None:
        """The address that the letter was written to; never the office, which could not be told."""
        one = sent(self.database, key)
        try:
            to = recipient(one.template, one.facts, self.addresses)
        except LookupError:
            return None
        return None if self.redirect or to == self.addresses.office else to
