"""A letter as a message of mail: its headers, its thread, and where it goes outside production."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256
from typing import Final

from engine.calendar import Deadline
from engine.runtime.outbox import Promise
from notifications.as_html import as_html, follows
from notifications.delivery import in_one_line
from notifications.headers import POLICY, header
from notifications.letters import Letter
from notifications.parts import fill

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

BANNER: Final = (
    "*** This is a trial. Outside of it this letter would go to {to}. ***\n"
    "*** Ceci est un essai. En dehors de celui-ci, cette lettre serait adressée à {to}. ***\n\n"
)

LINE: Final = "-" * 72
"""What parts the two languages of a letter."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """What all messages share: the office's address, what ends each Message-ID, the one address
    that gets every letter outside production, and the address that its pages begin with."""

    office: str
    domain: str
    redirect: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What comes with a letter: its deadline to be shown, the same as a calendar file, and, for a
    digest alone, the address that stops it with one click (RFC 8058)."""

    deadline: Deadline | None = None
    calendar: bytes | None = None
    unsubscribe: str = ""


NOTHING: Final = Enclosed()


def message_of(
    promise: Promise,
    letters: Sequence[Letter],
    to: str,
    on: Stationery,
    at: datetime,
    enclosed: Enclosed = NOTHING,
) -> EmailMessage:
    """The message of a letter: in the recipient's language, which gives the subject, and below it
    in the other where there are two. Whatever a fact holds stays in the line it is written in."""
    letters = [_clean(letter) for letter in letters]
    message = EmailMessage(POLICY)
    message["Subject"] = letters[0].subject
    _address(message, promise, to, on)
    message["Date"] = at
    if enclosed.unsubscribe:
        message["List-Unsubscribe"] = header("List-Unsubscribe", f"<{enclosed.unsubscribe}>")
        message["List-Unsubscribe-Post"] = header(
            "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
        )
    languages = ", ".join(letter.language for letter in letters)
    message["Content-Language"] = header("Content-Language", languages)
    message["MIME-Version"] = header("MIME-Version", "1.0")
    trial = BANNER.format(to=to) if on.redirect else ""
    html = as_html(letters, trial, enclosed.deadline, on.pages)
    fill(message, trial + _text(letters), html, enclosed.calendar)
    return message


def _address(message: EmailMessage, promise: Promise, to: str, on: Stationery) -> None:
    message["From"] = header("From", on.office)
    message["Reply-To"] = header("Reply-To", on.office)
    message["To"] = header("To", on.redirect or to)
    if on.redirect:
        message["X-Original-To"] = to
    message["Message-ID"] = identifier(promise.key, on.domain)
    if promise.reference:
        thread = identifier(promise.reference, on.domain)
        message["In-Reply-To"] = header("In-Reply-To", thread)
        message["References"] = header("References", thread)
    message["Auto-Submitted"] = header("Auto-Submitted", "auto-generated")
    message["X-Auto-Response-Suppress"] = header("X-Auto-Response-Suppress", "All")


def _clean(letter: Letter) -> Letter:
    text = _CONTROL.sub("", letter.text.replace("\r\n", "\n").replace("\r", "\n"))
    return replace(letter, subject=in_one_line(letter.subject), text=text)


def _text(letters: Sequence[Letter]) -> str:
    first, *others = letters
    _, words = follows(letters)
    top = f"{words}\n\n" if words else ""
    below = (f"\n{LINE}\n{other.subject}\n\n{other.text}" for other in others)
    return top + first.text + "".join(below)


def identifier(name: str, domain: str) -> str:
    """The Message-ID of a letter by its key, or of a thread by its dossier."""
    return f"<{sha256(name.encode()).hexdigest()[:32]}@{domain}>"
