"""A name that people may be shown, made of one that a stranger gave; never a path, never a key."""

import re
import unicodedata
from typing import Final

MOST_CHARACTERS: Final = 120
MOST_BYTES: Final = 240
"""Every file system takes a name of so many bytes."""

NAMELESS: Final = "unnamed"
_LONGEST_ENDING: Final = 12
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_JOINERS: Final = "\u200c\u200d"
"""Persian and the scripts of India cannot be written without them."""


def named(name: str) -> str:
    """The last part of the name in NFC, without what cannot be seen, is reserved or is too long."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(" " if c.isspace() else c for c in last if _is_shown(c))
    whole = unicodedata.normalize("NFC", " ".join(seen.split()))
    short = _shortened(_FORBIDDEN.sub("_", whole).strip(". "))
    if _RESERVED.fullmatch(short):
        short = _shortened(f"_{short}")
    return short or NAMELESS


def _is_shown(character: str) -> bool:
    # Controls, surrogates, what is not assigned, and whatever turns the direction of writing.
    return (
        character in _JOINERS
        or character.isspace()
        or (unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    )


def _shortened(name: str) -> str:
    """At most so many characters and bytes; the ending stays, for it says what people expect."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    while stem and not _fits(stem + dot + ending):
        stem = stem[:-1]
    return stem.rstrip(". ") + dot + ending


def _fits(name: str) -> bool:
    return len(name) <= MOST_CHARACTERS and len(name.encode()) <= MOST_BYTES
