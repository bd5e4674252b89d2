"""How the process that read a file has ended, whichever way it was begun."""

from dataclasses import dataclass


class TooSlow(Exception):
    """Its time was over; it was killed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Its exit status, negative where a signal ended it, and what it said. Its answer is the last
    line of that: a library may have written warnings before."""

    status: int
    said: bytes
