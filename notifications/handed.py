"""A letter handed to a mail server: the envelope, the text, and the server's answer to its end."""

import re
import smtplib
from email.message import EmailMessage
from email.policy import SMTP, Policy
from typing import Any, Final

from notifications.delivery import Uncertain, Undeliverable

_SEVEN_BITS: Final = SMTP.clone(cte_type="7bit")
_ACCEPTED: Final = (250, 251)
_LEADING_DOT: Final = re.compile(rb"(?m)^\.")


def hand_over(connection: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand over a message that has one sender and one recipient.

    What smtplib raises when the server refuses it or the line breaks; Undeliverable when this
    server takes no such address; Uncertain when the line breaks after the end of the text.
    """
    sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    policy, options = _manner(connection, sender + recipient)
    raw = message.as_bytes(policy=policy)
    if "8bitmime" in connection.esmtp_features and not raw.isascii():
        options.append("BODY=8BITMIME")
    code, words = connection.mail(sender, options)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, words, sender)
    code, words = connection.rcpt(recipient)
    if code not in _ACCEPTED:
        raise smtplib.SMTPRecipientsRefused({recipient: (code, words)})
    code, words = connection.docmd("data")
    if code != 354:
        raise smtplib.SMTPDataError(code, words)
    whole = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    # A text that could not be written to its end has not ended, and no server takes it for a
    # letter: what this raises can be repeated.
    connection.send(_LEADING_DOT.sub(b"..", whole) + b".\r\n")
    code, words = _answer(connection)
    if code != 250:
        raise smtplib.SMTPDataError(code, words)


def _manner(connection: smtplib.SMTP, addresses: str) -> "tuple[Policy[Any], list[str]]":
    """How the text is written, and what is announced with its sender."""
    offered = connection.esmtp_features
    if not addresses.isascii():
        if "smtputf8" not in offered:
            raise Undeliverable("the mail server takes no address with letters beyond ASCII")
        return SMTP.clone(utf8=True), ["SMTPUTF8"]
    return (SMTP if "8bitmime" in offered else _SEVEN_BITS), []


def _answer(connection: smtplib.SMTP) -> tuple[int, bytes]:
    """The server's answer to the end of the text. Uncertain when there is none to be read."""
    try:
        code, words = connection.getreply()
    except OSError as fault:
        raise Uncertain(f"no answer to the end of the letter: {fault}") from fault
    if not 200 <= code <= 599:
        raise Uncertain(f"no answer to the end of the letter: {words!r}")
    return code, words
