"""How a letter leaves: into a folder, or by SMTP. Either raises OSError when it cannot."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

Transport = Callable[[EmailMessage, str], None]
"""Sends a message under its stable key."""

TIMEOUT_SECONDS = 30


def folder(path: Path) -> Transport:
    """Letters as files named after their keys; the same letter sent twice is one file."""
    path.mkdir(parents=True, exist_ok=True)

    def send(message: EmailMessage, key: str) -> None:
        name = "".join(c if c.isalnum() or c in "-_." else "." for c in key)
        unfinished = path / f".{name}.part"
        unfinished.write_bytes(message.as_bytes(policy=SMTP))
        unfinished.replace(path / f"{name}.eml")

    return send


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where SMTP is spoken. `starttls` asks for encryption before anything is said."""

    host: str
    port: int = 25
    starttls: bool = False
    user: str = ""
    password: str = ""


def smtp(server: MailServer) -> Transport:
    """Letters by SMTP, a connection each."""

    def send(message: EmailMessage, key: str) -> None:
        with smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS) as connection:
            if server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)

    return send
