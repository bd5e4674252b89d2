"""What a file is by its content; its name is not asked."""

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import puremagic

from portal.attached.first_bytes import HEAD, proved
from portal.attached.formats import Recognised, known
from portal.attached.opened import opened


def recognise(file: Path | BinaryIO, size: int) -> Recognised:
    """What the file is. Nothing but its two ends is read."""
    with opened(file) as content:
        head = content.read(HEAD)
        content.seek(max(0, size - HEAD))
        tail = content.read(HEAD)
    found = proved(head, tail, size)
    return known(_guessed(head) if found is None else found)


def _guessed(head: bytes) -> str:
    """What it most likely is. Never a format that we open: those are proved, not guessed."""
    guesses: list[str] = []
    with suppress(puremagic.PureError, ValueError):
        guesses = [one.mime_type for one in puremagic.magic_string(head[:4096])]
    return next((name for name in guesses if known(name).kind == "other"), "")
