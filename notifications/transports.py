"""How a letter leaves: into a folder, to the screen, or by SMTP. Each raises OSError when it
cannot; notifications/delivery.py says what that means."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TextIO

from notifications.delivery import Uncertain
from notifications.handed import hand_over
from notifications.lines import Line, Lines

Transport = Callable[[EmailMessage, str], None]
"""Sends a message under its stable key."""

CLOSING = 421
"""What a server answers that is about to close the line."""


def folder(path: Path) -> Transport:
    """Letters as files named after their keys; the same letter sent twice is one file."""
    path.mkdir(parents=True, exist_ok=True)

    def send(message: EmailMessage, key: str) -> None:
        name = "".join(c if c.isalnum() or c in "-_." else "." for c in key)
        unfinished = path / f".{name}.part"
        unfinished.write_bytes(message.as_bytes(policy=SMTP))
        unfinished.replace(path / f"{name}.eml")

    return send


def console(screen: TextIO) -> Transport:
    """Letters to read: the headers that a person looks at, and the text."""

    def send(message: EmailMessage, key: str) -> None:
        shown = [f"{name}: {message[name]}" for name in ("To", "Subject") if message[name]]
        print("", f"--- {key}", *shown, "", _text(message), sep="\n", file=screen)

    return send


def _text(message: EmailMessage) -> str:
    """What a message says, in the one of its parts that a screen can show."""
    part = message.get_body(("plain",))
    return "" if part is None else str(part.get_content())


def smtp(lines: Lines) -> Transport:
    """Letters by SMTP, many over one line; a line that the server closed meanwhile is replaced."""

    def send(message: EmailMessage, key: str) -> None:
        while not _carried(lines, lines.take(), message):
            pass

    return send


def _carried(lines: Lines, line: Line, message: EmailMessage) -> bool:
    """Whether the line carried the letter; not, when it had carried others and was closed since."""
    try:
        hand_over(line.connection, message)
    except BaseException as fault:
        if _still_good(line, fault):
            lines.keep(line)
        else:
            line.connection.close()
            if line.letters and _is_closed(fault):
                return False
        raise
    lines.keep(line)
    return True


def _is_closed(fault: BaseException) -> bool:
    gone = isinstance(fault, smtplib.SMTPServerDisconnected)
    return gone or getattr(fault, "smtp_code", None) == CLOSING


def _still_good(line: Line, fault: BaseException) -> bool:
    """Whether the server, which refused this letter, takes the next one over the same line."""
    if isinstance(fault, Uncertain) or _is_closed(fault) or not isinstance(fault, OSError):
        return False
    try:
        return line.connection.rset()[0] == 250
    except OSError:
        return False
