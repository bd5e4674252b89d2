"""What a mail server reports of letters it could not deliver (RFC 3464), read out of any bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import Any, Final, Literal

from notifications.delivery import in_one_line

Action = Literal["failed", "delayed"]

_ACTIONS: Final[Mapping[str, Action]] = {"failed": "failed", "delayed": "delayed"}

LONGEST: Final = 5_000_000
"""A report is short; what comes after so many bytes is not read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a letter for one recipient, in the server's words; `identifiers` are the
    Message-IDs of the letters that the report returns."""

    action: Action
    recipient: str
    why: str
    identifiers: tuple[str, ...]


def reports(raw: bytes) -> tuple[Report, ...]:
    """Each recipient that a report tells of as failed or delayed; none in an ordinary letter, an
    automatic answer, or what is no mail at all."""
    try:
        return tuple(_reports(message_from_bytes(raw[:LONGEST])))
    except Exception:  # bytes from anywhere, and a parser that is not written to refuse any
        return ()


def _reports(message: Message) -> Iterator[Report]:
    parts = list(message.walk())
    returned = tuple(dict.fromkeys(name for part in parts for name in _identifiers(part) if name))
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            for block in _blocks(part):
                action = _field(block, "Action").lower()
                if known := _ACTIONS.get(action):
                    yield Report(known, _recipient(block), _why(block), returned)


def _identifiers(part: Message) -> Iterator[str]:
    """The Message-ID of a letter that came back, whole or its headers alone."""
    kind = part.get_content_type()
    content: Any = part.get_payload()
    if kind == "message/rfc822" and isinstance(content, list):
        yield from (_field(one, "Message-ID") for one in content)
    if kind == "text/rfc822-headers" and isinstance(content, str):
        yield _field(message_from_string(content.lstrip()), "Message-ID")


def _blocks(part: Message) -> Iterator[Message]:
    """The blocks of fields, one for the whole and one for each recipient."""
    content: Any = part.get_payload()
    yield from content if isinstance(content, list) else ()


def _recipient(block: Message) -> str:
    """The address as we wrote it, where the server says so."""
    named = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
    return named.rpartition(";")[2].strip().strip("<>")


def _why(block: Message) -> str:
    words = _field(block, "Diagnostic-Code").rpartition("smtp;")[2].strip()
    return words or _field(block, "Status") or "the mail server gives no reason"


def _field(block: Message, name: str) -> str:
    return in_one_line(str(block.get(name, "")))
