"""`python -m portal.attached.reading`: look into the file on stdin, alone and within its bounds.

Run by apart.py. What it found is on stdout as JSON; a file that cannot be read ends it with a
status of its own, and any other status is a fault of ours.
"""

import json
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


def main(kind: str, told: str) -> int:
    """Look into stdin as a file of that kind, under these limits."""
    limits = Limits(**json.loads(told))
    # Each kind pays for its own library alone; one that is missing is no fault of the file.
    look: Callable[[BinaryIO, Limits], Seen]
    look = import_module(f"portal.attached.{_LOOKS[kind]}").look
    _confine(limits)
    sys.stdin.buffer.seek(0)
    try:
        seen = look(sys.stdin.buffer, limits)
    except MemoryError:
        return NO_MEMORY
    except Exception:  # a decoder may raise anything over hostile bytes
        return UNREADABLE
    sys.stdout.write(json.dumps(asdict(seen)))
    return 0


def _confine(limits: Limits) -> None:
    """No more time and memory than given, and no file written; where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        if sys.platform != "darwin" or what != resource.RLIMIT_AS:  # which macOS does not keep
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
