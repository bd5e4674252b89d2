"""A letter as a message of mail: its headers, its thread, and where it goes outside production."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from engine.runtime.outbox import Promise
from notifications.delivery import in_one_line
from notifications.letters import Letter

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _Kinds(HeaderRegistry):
    """What each header is made of, put together once and not for every header again."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        if name not in self.made:
            self.made[name] = super().__getitem__(name)
        return self.made[name]


_POLICY: Final = default.clone(header_factory=_Kinds())

BANNER: Final = (
    "*** This is a trial. Outside of it this letter would go to {to}. ***\n"
    "*** Ceci est un essai. En dehors de celui-ci, cette lettre serait adressée à {to}. ***\n\n"
)


@dataclass(frozen=True, slots=True)
class Stationery:
    """What all messages share: the office's address, what ends each Message-ID, and the one
    address that gets every letter outside production, if there is one."""

    office: str
    domain: str
    redirect: str = ""


def message_of(
    promise: Promise, letter: Letter, to: str, on: Stationery, at: datetime
) -> EmailMessage:
    """The message of a letter. Whatever a fact holds stays in the line it is written in."""
    message = EmailMessage(_POLICY)
    message["Subject"] = in_one_line(letter.subject)
    message["From"] = _header("From", on.office)
    message["Reply-To"] = _header("Reply-To", on.office)
    message["To"] = _header("To", on.redirect or to)
    if on.redirect:
        message["X-Original-To"] = to
    message["Date"] = at
    message["Message-ID"] = identifier(promise.key, on.domain)
    if promise.reference:
        thread = identifier(promise.reference, on.domain)
        message["In-Reply-To"] = _header("In-Reply-To", thread)
        message["References"] = _header("References", thread)
    message["Auto-Submitted"] = _header("Auto-Submitted", "auto-generated")
    message["X-Auto-Response-Suppress"] = _header("X-Auto-Response-Suppress", "All")
    banner = BANNER.format(to=to) if on.redirect else ""
    text = banner + letter.text.replace("\r\n", "\n").replace("\r", "\n")
    message.set_content(_CONTROL.sub("", text))  # takes away every Content-... set before
    message["Content-Language"] = _header("Content-Language", letter.language)
    return message


@lru_cache(maxsize=4096)
def _header(name: str, value: str) -> Any:
    """A header that many letters share, read once: reading costs more than rendering a letter."""
    return _POLICY.header_factory(name, value)


def identifier(name: str, domain: str) -> str:
    """The Message-ID of a letter by its key, or of a thread by its dossier."""
    return f"<{sha256(name.encode()).hexdigest()[:32]}@{domain}>"
