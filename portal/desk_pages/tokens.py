"""A query line cut into its tokens, and a token written so that it is cut the same way again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_NAMED: Final = re.compile(r"[A-Za-z]+:")

_Characters = Sequence[tuple[str, bool]]
"""Each with whether it stood in quotes, where it means itself."""


@dataclass(frozen=True, slots=True)
class Token:
    """`-name:value,value`, or a word: then `name` is empty, and `values` is the word alone."""

    name: str
    values: tuple[str, ...]
    negated: bool = False

    @property
    def said(self) -> str:
        """The token for a sentence about it."""
        return f"{self.name}:{','.join(self.values)}" if self.name else self.values[0]


def tokens(text: str) -> tuple[list[Token], bool]:
    """The tokens of a line, and whether its last quotation mark was closed."""
    characters, closed = _quoted(text)
    found = (_token(part) for part in _split(characters, " ") if part)
    return [one for one in found if one.name or one.values != ("",)], closed


def written(name: str, values: Sequence[str], *, negated: bool = False) -> str:
    """A filter as a token; the values in the order given."""
    said = ",".join(_in_quotes(one) if re.search(r'[\s",\\]', one) else one for one in values)
    return f"{'-' if negated else ''}{name}:{said}"


def written_word(word: str, *, negated: bool = False) -> str:
    """A word as a token."""
    misread = re.search(r'[\s"\\]', word) or word.startswith("-") or _NAMED.match(word)
    return ("-" if negated else "") + (_in_quotes(word) if misread else word)


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(text: str) -> tuple[list[tuple[str, bool]], bool]:
    """The characters; quotation marks leave an empty one, so that nothing in quotes is something.
    Inside of them a backslash lets the next character mean itself."""
    found: list[tuple[str, bool]] = []
    inside = escaped = False
    for one in text:
        if escaped or (inside and one not in '"\\'):
            found.append((one, True))
            escaped = False
        elif inside and one == "\\":
            escaped = True
        elif one == '"':
            inside = not inside
            found.append(("", True))
        else:
            found.append((" " if one.isspace() else one, False))
    return found, not inside


def _split(characters: _Characters, separator: str) -> Iterator[_Characters]:
    """The stretches between separators that stand outside of quotes."""
    start = 0
    for place, one in enumerate(characters):
        if one == (separator, False):
            yield characters[start:place]
            start = place + 1
    yield characters[start:]


def _token(part: _Characters) -> Token:
    negated = part[0] == ("-", False)
    part = part[1:] if negated else part
    plain = "".join("\0" if quoted else one for one, quoted in part)
    named = _NAMED.match(plain)
    if not named:
        return Token("", (_text(part),), negated)
    values = tuple(_text(one) for one in _split(part[named.end() :], ","))
    return Token(named.group()[:-1].lower(), values, negated)


def _text(characters: _Characters) -> str:
    return "".join(one for one, _ in characters)
