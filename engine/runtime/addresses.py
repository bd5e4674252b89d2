"""What an address of electronic mail is: one of them, and nothing else."""

import re
from typing import Final

LONGEST: Final = 320
"""Characters of an address that is kept."""

_PART: Final = r'[^\s\x00-\x20\x7f\ud800-\udfff@<>(),;:"\\\[\]]+'
_ADDRESS: Final = re.compile(f"{_PART}@{_PART}")
"""One address and nothing else: no name, no list, no second line."""


def is_address(text: object) -> bool:
    """Whether a letter can be addressed to it."""
    return isinstance(text, str) and _ADDRESS.fullmatch(text) is not None


def small(address: str) -> str:
    """An address as it is kept and compared: in small letters, without blanks around it."""
    return address.strip().lower()
