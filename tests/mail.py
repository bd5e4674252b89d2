"""Messages as a program of mail shows them."""

from email.message import EmailMessage


def text_of(message: EmailMessage) -> str:
    """The text of a message, whatever else is in it."""
    return _part(message, "plain")


def page_of(message: EmailMessage) -> str:
    """What the message shows as a page."""
    return _part(message, "html")


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
