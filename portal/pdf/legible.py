"""What a page can show of any text: hidden characters as codes, lines and paragraphs apart."""

import re
import unicodedata
from typing import Any, Final

from engine.words import Words
from forms.plain import grouped, visible

NARROW: Final = 14
"""Characters of a word that fit into a narrow cell of a table."""

_WIDE: Final = 40
_STEP: Final = 10
_NAMED: Final = 3
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n|[\r\u2028]")
_PARAGRAPH_END: Final = re.compile("\u2029|\n(?:[^\\S\n]*\n)+")
_KEPT: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Signs that belong to the letter before them."""

_UNKNOWN: Final = frozenset({"Cn", "Co"})
"""Signs that nobody has given a meaning, or somebody for himself alone."""

Paragraph = dict[str, Any]
"""`lines` of text, and whether it is written from the `right`."""


def legible(text: str) -> str:
    """A text whose every character is a letter, a space or a line end: anything else, and what
    turns the direction of writing, is written as its code (U+202E)."""
    even = _LINE_END.sub("\n", text).replace("\ufeff", "").replace("\t", "\N{EM SPACE}")
    return _NO_CHARACTER.sub(lambda found: f"U+{ord(found[0]):04X}", visible(even))


def replaced(text: str) -> Words | None:
    """Which characters stand there as their codes; None where all are as they were given."""
    even = _LINE_END.sub("\n", text)
    codes = [f"U+{ord(one):04X}" for one in even if visible(one) != one or _NO_CHARACTER.match(one)]
    if not codes:
        return None
    named, more = ", ".join(dict.fromkeys(codes[:_NAMED])), grouped(len(codes))
    if len(codes) == 1:
        return Words(
            f"a character that cannot be printed is written as its code ({named})",
            f"un caractère qui ne peut être imprimé est remplacé par son code ({named})",
        )
    return Words(
        f"{more.en} characters that cannot be printed are written as their codes ({named})",
        f"{more.fr} caractères qui ne peuvent être imprimés sont remplacés par leur code ({named})",
    )


def paragraphs(text: str) -> list[Paragraph]:
    """A text as its paragraphs, which an empty line parts, and their lines."""
    return [
        {"lines": [breakable(line) for line in one.split("\n")], "right": from_right(one)}
        for one in _PARAGRAPH_END.split(legible(text).strip("\n"))
        if one.strip()
    ]


def line(text: str, longest: int = _WIDE) -> str:
    """A text for a title or a cell, on one line; a word longer than that may be parted."""
    return breakable(" ".join(legible(text).split("\n")), longest)


def breakable(text: str, longest: int = _WIDE) -> str:
    """A text that fits between its margins: endless words may be parted."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: _parted(found[0]), text)


def from_right(text: str) -> bool:
    """Whether the first letter with a direction is written from the right, as in Arabic."""
    ways = (unicodedata.bidirectional(one) for one in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def without_signs(text: str) -> str:
    """A text whose accents that stand alone, and signs that steer other letters, are codes."""
    return "".join(f"U+{ord(one):04X}" if _steers(one) else one for one in text)


def latin_alone(text: str) -> str:
    """A text in which every letter that is not of Europe is its code."""
    return "".join(f"U+{ord(one):04X}" if _foreign(one) else one for one in text)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _KEPT | _UNKNOWN and character != _BREAK


def _foreign(character: str) -> bool:
    european = ord(character) < 0x250 or 0x2010 <= ord(character) <= 0x2026
    return not european and character not in (_BREAK, "\N{EM SPACE}")


def _parted(word: str) -> str:
    pieces = [word[:1]]
    for at, one in enumerate(word[1:], 1):
        if at % _STEP == 0 and unicodedata.category(one) not in _KEPT:
            pieces.append(_BREAK)
        pieces.append(one)
    return "".join(pieces)
