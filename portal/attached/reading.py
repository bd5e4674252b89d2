"""`python -m portal.attached.reading`: look into the file on stdin, alone and within its bounds.

Run by fresh.py for each file, and by each child of nursery.py. What it found is on stdout as a line
of JSON; a file that cannot be read ends it with a status of its own, and any other status is a
fault of ours.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import BinaryIO, Final

from portal.attached.limits import Limits
from portal.attached.seen import Seen

UNREADABLE: Final = 11
NO_MEMORY: Final = 12

_LOOKS: Final = {
    "image": "images",
    "pdf": "pdfs",
    "document": "words_documents",
    "video": "videos",
    "text": "texts",
}
KINDS: Final = tuple(_LOOKS)
"""Every kind that can be looked into."""

Look = Callable[[BinaryIO, Limits], Seen]


def look_of(kind: str) -> Look:
    """How a file of that kind is looked into, with its library loaded. Raises KeyError, and
    ImportError where the library is missing, which is no fault of the file."""
    look: Look = import_module(f"portal.attached.{_LOOKS[kind]}").look
    return look


def main(kind: str, told: str) -> int:
    """Look into stdin as a file of that kind, under these limits."""
    limits = Limits(**json.loads(told))
    look = look_of(kind)
    _confine(limits)
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            file.seek(0)
            seen = look(file, limits)
    except MemoryError:
        return NO_MEMORY
    except Exception:  # a decoder may raise anything over hostile bytes
        return UNREADABLE
    with os.fdopen(1, "wb", closefd=False) as answer:
        answer.write(b"\n" + json.dumps(asdict(seen)).encode())
    return 0


def _confine(limits: Limits) -> None:
    """No more time and memory than given, and no file written; where the system can say so."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        if sys.platform != "darwin" or what != resource.RLIMIT_AS:  # which macOS does not keep
            resource.setrlimit(what, (most, most))
    # Whoever waits for it kills it at its time; this is for the day on which nobody waits any more.
    signal.alarm(limits.seconds + 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
