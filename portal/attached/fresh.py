"""A process begun anew for each file: slower, and possible on every system."""

import subprocess
import sys
from collections.abc import Mapping

from portal.attached.ended import Ended, TooSlow


def look(kind: str, told: str, file: int, seconds: float, surroundings: Mapping[str, str]) -> Ended:
    """Look into the file behind that descriptor, for so many seconds. Raises TooSlow."""
    command = [sys.executable, "-P", "-m", "portal.attached.reading", kind, told]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, and no word of a stranger)
            command, stdin=file, capture_output=True, timeout=seconds, check=False,
            env=surroundings,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise TooSlow from late
    return Ended(done.returncode, done.stderr if done.returncode else done.stdout)
