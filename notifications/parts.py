"""What a message is put together from: the text, the HTML that says the same, a calendar file."""

from binascii import b2a_base64, b2a_qp
from email.message import EmailMessage
from typing import Final

from notifications.headers import POLICY, header

_BETWEEN: Final = '{}; boundary="=_{}"'
"""No line of a part can be taken for such a boundary: an encoded part has no "=_" in it."""

_CALENDAR: Final = 'text/calendar; method=PUBLISH; charset="utf-8"'
_LINE: Final = 57
"""How many bytes of a file make a line of 76 characters."""


def fill(message: EmailMessage, text: str, html: str, calendar: bytes | None) -> None:
    """Put the parts into a message: the text, the same as HTML, and a calendar file enclosed."""
    if calendar is None:
        _say_both(message, text, html)
        return
    both = EmailMessage(POLICY)
    _say_both(both, text, html)
    enclosed = _part(_CALENDAR, "base64")
    enclosed["Content-Disposition"] = header(
        "Content-Disposition", 'attachment; filename="deadline.ics"'
    )
    starts = range(0, len(calendar), _LINE)
    lines = (b2a_base64(calendar[at : at + _LINE]) for at in starts)
    enclosed.set_payload(b"".join(lines).decode("ascii"))
    _hold(message, "multipart/mixed", both, enclosed)


def _say_both(message: EmailMessage, text: str, html: str) -> None:
    """What a program can show best stands last."""
    _hold(message, "multipart/alternative", _written("plain", text), _written("html", html))


def _hold(message: EmailMessage, kind: str, *parts: EmailMessage) -> None:
    between = _BETWEEN.format(kind, kind.partition("/")[2])
    message["Content-Type"] = header("Content-Type", between)
    message.set_payload(list(parts))


def _written(kind: str, text: str) -> EmailMessage:
    part = _part(f'text/{kind}; charset="utf-8"', "quoted-printable")
    part.set_payload(b2a_qp(text.encode(), istext=True).decode("ascii"))
    return part


def _part(kind: str, encoding: str) -> EmailMessage:
    part = EmailMessage(POLICY)
    part["Content-Type"] = header("Content-Type", kind)
    part["Content-Transfer-Encoding"] = header("Content-Transfer-Encoding", encoding)
    return part
