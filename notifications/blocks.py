"""What the text of a letter is made of: details, lists, commands, headings, paragraphs."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["details", "list", "command", "heading", "paragraph"]

_PARTED: Final = re.compile(r"\n(?:[ \t]*\n)+")
_DETAIL: Final = re.compile(r"([^\W\d_][^:]{0,39}?)[ \u00a0]?: +(\S.*)")
_ITEM: Final = re.compile(r"- +(\S.*)")
_UNDERLINE: Final = re.compile(r"-{3,}")


class Block(NamedTuple):
    """Some lines that belong together; those of details are pairs of a name and a value."""

    kind: Kind
    lines: tuple[Any, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, parted by empty lines. A block keeps every word of its lines; what
    looks like nothing else is a paragraph."""
    parts = _PARTED.split(text.strip("\n"))
    return tuple(block for part in parts if part.strip() for block in _read(part.split("\n")))


def _read(lines: list[str]) -> Iterator[Block]:
    if all(line.startswith("    ") for line in lines):
        yield Block("command", tuple(line[4:] for line in lines))
    elif len(lines) == 2 and _UNDERLINE.fullmatch(lines[1]):
        yield Block("heading", (lines[0],))
    elif len(lines) > 1 and all(found := [_DETAIL.fullmatch(line) for line in lines]):
        yield Block("details", tuple(one.groups() for one in found if one))
    else:
        yield from _paragraphs_and_lists(lines)


def _paragraphs_and_lists(lines: list[str]) -> Iterator[Block]:
    """A list may follow its sentence at once; a line set in goes on with the item before it."""
    items: list[str] = []
    plain: list[str] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            if plain:
                yield Block("paragraph", tuple(plain))
                plain = []
            items.append(item[1])
        elif items and line.startswith("  "):
            items[-1] += f" {line.strip()}"
        else:
            if items:
                yield Block("list", tuple(items))
                items = []
            plain.append(line)
    if plain:
        yield Block("paragraph", tuple(plain))
    if items:
        yield Block("list", tuple(items))
