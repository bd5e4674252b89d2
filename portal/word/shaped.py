"""An answer as it is written in Word, brought into the shape that its question asks for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from engine.words import Words
from forms.form import Field
from forms.plain import nothing
from forms.shapes import CONTACT, Part
from portal.word.sentences import NO, YES

_GROUPED: Final = re.compile("[0-9]{1,3}([ ,\u00a0\u202f][0-9]{3})+")
_BULLET: Final = re.compile(r"^\s*[•▪·*–-]\s+")
_NUMBER: Final = re.compile(r"^(section\s+)?\(?[a-z0-9]{1,2}([.)(–-][a-z0-9]{1,2})*[.):]+\s*")
_BOX: Final = re.compile(r"^\s*([☐☒☑✓✔]|\[[ xX]?\])\s*")
_NO_BOX: Final = frozenset({"☐", "[ ]", "[]"})
_YES_BOX: Final = frozenset("☒ ☑ ✓ ✔ ✗ x X [x] [X]".split())
_COLON: Final = re.compile("[:：]")


def same(text: str) -> str:
    """A text without what editors change by themselves: spaces, case, apostrophes, a colon."""
    even = text.replace("\u2019", "'").replace("\u2011", "-").casefold()
    return " ".join(even.split()).strip(" :*")


def unnumbered(text: str) -> str:
    """A heading without its number: "1. ", "B. ", "Section 3: "."""
    return same(_NUMBER.sub("", same(text)))


def simple(field: Field, text: str) -> Any:
    """One answer; as it was written where it is not understood, for whoever reads the answers."""
    match field.kind:
        case "number":
            return number(text)
        case "yes_no":
            return _by_words({True: YES, False: NO}, text)
        case "choice":
            return _by_words(dict(field.choices), text)
        case "list":
            return [line for line in text.split("\n") if not nothing(line)]
        case _:
            return text


def number(text: str) -> int | str:
    """A whole number, also with its thousands apart."""
    digits = text.strip()
    if _GROUPED.fullmatch(digits):
        digits = re.sub("[^0-9]", "", digits)
    return int(digits) if re.fullmatch("[0-9]{1,12}", digits) else text


def ticked(text: str) -> bool | None:
    """Whether a box is ticked; None where something else was written in it."""
    mark = text.strip()
    if mark in _YES_BOX:
        return True
    return False if not mark or mark in _NO_BOX else None


def cell(part: Part, text: str) -> Any:
    """One cell of a row."""
    return number(text) if part.name == "amount" else text


def column(parts: Sequence[Part], heading: str) -> Part | None:
    """The part that a heading names, in either language."""
    asked = same(heading)
    for part in parts:
        if asked in (same(part.called.en), same(part.called.fr), part.name):
            return part
    return None


def unbulleted(lines: Iterable[str]) -> list[str]:
    """The items of a list that was written without a control."""
    return [_BULLET.sub("", line) for line in lines if not nothing(line)]


def picked(field: Field, lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The choices taken in lines written without controls, and the lines that are no choice. With
    boxes the ticked ones are taken, without any box those that stand there."""
    found = [(ticked(box), said) for box, said in map(_boxed, lines) if not nothing(said)]
    boxes = any(box for box, _ in map(_boxed, lines))
    known = {same(one): value for value, words in field.choices for one in words}
    wanted = [said for tick, said in found if tick or not boxes]
    taken = {known[same(said)] for said in wanted if same(said) in known}
    others = [said for tick, said in found if same(said) not in known]
    return [value for value, _ in field.choices if value in taken], others


def contact(lines: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """The parts of a contact written as "Name: ...", and the lines that name no part."""
    parts: dict[str, str] = {}
    others: list[str] = []
    last = ""
    for line in lines:
        pieces = _COLON.split(line, maxsplit=1)
        part = column(CONTACT, pieces[0])
        if part is not None and len(pieces) == 2 and part.name not in parts:
            last = part.name
            parts[last] = pieces[1].strip()
        elif last == "address" and not nothing(line):
            parts[last] = f"{parts[last]}\n{line}".strip("\n")
        elif not nothing(line):
            others.append(line)
    return {name: text for name, text in parts.items() if not nothing(text)}, others


def _boxed(line: str) -> tuple[str, str]:
    found = _BOX.match(line)
    return (found[1].replace("[]", "[ ]"), line[found.end() :]) if found else ("", line)


def _by_words(words: Mapping[Any, Words], text: str) -> Any:
    asked = same(text)
    for value, said in words.items():
        if asked in (same(said.en), same(said.fr), value):
            return value
    return text


def trimmed(lines: Sequence[str]) -> Iterator[str]:
    """Lines without the empty ones before and after them."""
    full = [at for at, line in enumerate(lines) if not nothing(line)]
    return iter(lines[full[0] : full[-1] + 1] if full else ())
