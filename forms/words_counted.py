"""How many words and characters a text has: the count of portal/static/words.js, to the letter."""

import re
from typing import Final

SPACES: Final = (
    "\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What parts words: the white space and line terminators of JavaScript, and nothing else. Python's
own `str.split` would also part at U+001C-001F and U+0085, and not at U+FEFF."""

_WORD: Final = re.compile(f"[^{SPACES}]+")


def parted(text: str) -> list[str]:
    """The words of a text in order: its longest runs without a space."""
    return _WORD.findall(text)


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def characters(text: str) -> int:
    """How many characters (code points) a text has, white space and line ends included."""
    return len(text)
