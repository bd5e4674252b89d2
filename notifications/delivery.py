"""What became of a letter that was handed over: how a fault is understood, and when to try again.

All limits of trying again stand here.
"""

from datetime import timedelta
from hashlib import sha256
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import Final, Literal

MOST_ATTEMPTS: Final = 12
"""With these waits the last attempt is 16 hours after the first: a night without a mail server
passes unseen."""

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=4)
LONGEST_SAID: Final = 1000
"""How many characters of a server's words are kept."""

_OF_THE_LINE: Final = (SMTPAuthenticationError, SMTPConnectError, SMTPHeloError)
_SIGN_IN: Final = (530, 534, 535, 538)
"""Refusals of whoever calls: no letter is at fault."""


class Uncertain(OSError):
    """The line broke after the end of a letter and before the server's answer."""


class Undeliverable(OSError):
    """A letter that no further attempt would bring there."""


Outcome = Literal["again", "refused", "uncertain"]


def outcome(fault: Exception) -> Outcome:
    """What a fault means for its letter: to try again, that it is refused for good, or that it may
    have arrived."""
    if isinstance(fault, Uncertain):
        return "uncertain"
    if isinstance(fault, Undeliverable):
        return "refused"
    code = _answer(fault)[0]
    of_the_line = isinstance(fault, _OF_THE_LINE) or code in _SIGN_IN
    return "refused" if 500 <= code <= 599 and not of_the_line else "again"


def said(fault: Exception) -> str:
    """The server's words, or what kind of fault it was, in one line that any database can keep."""
    code, words = _answer(fault)
    if code:
        return in_one_line(f"{code} {words}")
    if isinstance(fault, Uncertain | Undeliverable):
        return in_one_line(str(fault))
    return in_one_line(f"{type(fault).__name__}: {fault}")


def in_one_line(text: str) -> str:
    """The text without control characters and halves of characters, blanks made one, and cut."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(clean.split())[:LONGEST_SAID]


def wait(key: str, attempt: int) -> timedelta:
    """How long a letter waits after that attempt (1 is the first): twice as long each time, up to
    a limit, and up to an eighth more, which depends on the letter alone: not all come at once."""
    doubled = min(FIRST_WAIT * (1 << min(attempt - 1, 30)), LONGEST_WAIT)
    drawn = int.from_bytes(sha256(f"{key} {attempt}".encode()).digest()[:4]) / 2**32
    return doubled * (1 + drawn / 8)


def _answer(fault: Exception) -> tuple[int, str]:
    """The code and the words of a server; 0 where none spoke."""
    if isinstance(fault, SMTPRecipientsRefused):
        ((code, words),) = fault.recipients.values()  # a letter has one recipient
        return code, words.decode("utf-8", "replace")
    if isinstance(fault, SMTPResponseException):
        spoken: bytes | str = fault.smtp_error
        text = spoken if isinstance(spoken, str) else spoken.decode("utf-8", "replace")
        return fault.smtp_code, text
    return 0, ""
