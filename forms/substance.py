"""What an answer says, apart from white space, letter case and punctuation."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from forms.words_counted import parted

_ENDS: Final = ".,;:!?()[]\"'«»“”‘’„…"
"""What may stand around a number or an address without being a part of it."""

_EXACT: Final = re.compile(r"[\d@/]")
"""1.5 is not 15, and a.b@c.org is not ab@c.org: words with one of these keep their inside."""

_MEANT: Final = "%‰&"
"""Punctuation to Unicode, words to people."""


def substance(value: Any) -> Any:
    """What an answer of any kind says: of two answers with the same substance, one is the other
    written differently. Nothing at all and nothing but punctuation are the same."""
    if isinstance(value, str):
        return _said(value)
    if isinstance(value, Mapping):
        parts = {name: substance(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part != ""} or ""
    if isinstance(value, list | tuple):
        return [part for part in map(substance, value) if part != ""] or ""
    return "" if value is None else value


def _said(text: str) -> str:
    """Ordinary words run into each other, so that "to day" is "today"; "10 15" is not "1015"."""
    composed = unicodedata.normalize("NFC", text).casefold()
    said = []
    for word in parted(composed):
        if _EXACT.search(word):
            said.append(f" {word.strip(_ENDS)} ")
        else:
            said += (sign for sign in word if not _punctuation(sign))
    return "".join(said)


@cache
def _punctuation(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P") and sign not in _MEANT
