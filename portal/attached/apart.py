"""A hostile file is read in a process of its own: it may hang, burst or crash, and harms nobody."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from engine.words import Words
from portal.attached.ended import TooSlow
from portal.attached.formats import Recognised
from portal.attached.limits import Limits
from portal.attached.opened import on_disk
from portal.attached.reading import NO_MEMORY, UNREADABLE
from portal.attached.seen import Fault, Seen
from portal.attached.sentences import damaged, too_heavy, too_slow

# Elsewhere a process cannot be forked at all, or not safely once system libraries are loaded.
if sys.platform == "linux":
    from portal.attached.nursed import look
else:
    from portal.attached.fresh import look


class NotRead(RuntimeError):
    """The process could not do its work; that is our fault and not the file's."""


def look_apart(found: Recognised, file: BinaryIO, limits: Limits) -> Seen:
    """What is in the file, looked at as what it was recognised to be."""
    told = json.dumps(asdict(limits))
    with on_disk(file) as content:
        # The process moves the place in the file that we read from, which is put back.
        place = os.lseek(content.fileno(), 0, os.SEEK_CUR)
        try:
            ended = look(found.kind, told, content.fileno(), limits.seconds, _surroundings())
        except TooSlow:
            return Seen({}, (too_slow(limits),))
        finally:
            os.lseek(content.fileno(), place, os.SEEK_SET)
    if ended.status == 0:
        return _seen(json.loads(ended.said.splitlines()[-1]))
    if ended.status == NO_MEMORY:
        return Seen({}, (too_heavy(limits),))
    if ended.status == UNREADABLE or ended.status < 0:
        return Seen({}, (damaged(limits, found.words),))
    raise NotRead(ended.said.decode(errors="replace")[-2000:])


def _surroundings() -> Mapping[str, str]:
    """No secret of ours is in the process that opens what strangers sent."""
    kept = ("PYTHON", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_")
    return {name: value for name, value in os.environ.items() if name.upper().startswith(kept)}


def _seen(told: Mapping[str, Any]) -> Seen:
    faults = (Fault(Words(*one["words"]), one["cite"]) for one in told["faults"])
    return Seen(told["facts"], tuple(faults))
