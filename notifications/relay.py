"""The relay: claims due letters, writes them, sends them, marks them; a failed letter undoes
nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256
from typing import Any

from engine.dossier import Dossier
from engine.runtime import outbox
from engine.runtime.database import Database
from engine.runtime.outbox import Promise
from engine.words import Language
from notifications.letters import Letter, render
from notifications.recipients import Addresses, recipient
from notifications.transports import Transport

About = Callable[[Dossier], Mapping[str, Any]]
"""What a letter may say about a dossier beyond its facts."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Where letters come from and go to. `domain` ends the Message-ID that each key gives."""

    database: Database
    transport: Transport
    addresses: Addresses
    about: About
    clock: Callable[[], datetime]
    domain: str = "ich-dossiers.invalid"

    def send_due(self) -> tuple[int, int]:
        """Send all letters that are due now; how many were sent, and how many failed."""
        sent = failed = 0
        while promises := outbox.claim(self.database, self.clock()):
            for promise in promises:
                problem = self._send(promise)
                if problem is None:
                    outbox.mark_sent(self.database, promise.key, self.clock())
                    sent += 1
                else:
                    outbox.mark_failed(self.database, promise, self.clock(), problem)
                    failed += 1
        return sent, failed

    def _send(self, promise: Promise) -> str | None:
        """Why the letter could not leave; None when it has."""
        try:
            self.transport(self._message(promise), promise.key)
        except Exception as fault:  # whatever is wrong with one letter, the next one leaves
            return f"{type(fault).__name__}: {fault}"
        return None

    def _message(self, promise: Promise) -> EmailMessage:
        message = EmailMessage()
        letter = self._letter(promise)
        message["Subject"] = letter.subject
        message["From"] = self.addresses.office
        message["To"] = recipient(promise.template, promise.facts, self.addresses)
        message["Date"] = self.clock()
        message["Message-ID"] = self._identifier(promise.key)
        if promise.reference:
            message["References"] = self._identifier(promise.reference)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)  # takes away every Content-... that was set before
        message["Content-Language"] = letter.language
        return message

    def _letter(self, promise: Promise) -> Letter:
        language: Language = "fr" if promise.facts.get("language") == "fr" else "en"
        dossier = Dossier(
            promise.reference or "", promise.workflow, version=promise.number, facts=promise.facts
        )
        about = self.about(dossier) if promise.reference else {}
        return render(promise.template, language, dossier, about)

    def _identifier(self, name: str) -> str:
        return f"<{sha256(name.encode()).hexdigest()[:32]}@{self.domain}>"
