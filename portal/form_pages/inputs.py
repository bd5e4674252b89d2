"""What stands in the inputs of one question: the texts that an untouched page sends back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from forms.form import Field
from forms.shapes import MOST_ROWS
from portal.form_pages.names import PARTS, TABLES, Name

Pair = tuple[str, str]
"""The name of an input, and the text in it."""

_NO_PAGE: Final = re.compile("[\x00\ud800-\udfff]")


def inputs(asked: Field, state: str, given: Any) -> tuple[Pair, ...]:
    """The inputs of a question to that State (empty: to all), as a browser would send them.

    What has no input of its own kind (a table where a line is asked) stands in none.
    """
    return tuple((str(name), text) for name, text in _inputs(asked, state, given))


def _inputs(asked: Field, state: str, given: Any) -> Iterator[tuple[Name, str]]:
    if asked.kind in TABLES:
        for at, row in enumerate(_several(given)):
            yield from _parts(asked, str(at), state, row)
    elif asked.kind in PARTS:
        yield from _parts(asked, "", state, given)
    elif asked.kind == "choices":
        known = [value for value, _ in asked.choices]
        chosen = [one for one in map(text, _several(given)) if one]
        # In the order of the form, and what it does not know or names again after it.
        ordered = [value for value in known if value in chosen]
        for value in ordered:
            chosen.remove(value)
        yield from ((Name(asked.name, "", "", state), value) for value in ordered + chosen)
    else:
        several = asked.kind == "list" and isinstance(given, list | tuple)
        one = "\n".join(map(text, given)) if several else text(given)
        if one:
            yield Name(asked.name, "", "", state), one


def _several(given: Any) -> list[Any]:
    """The rows that a page has room for: of more, none is read."""
    return list(given[:MOST_ROWS]) if isinstance(given, list | tuple) else []


def _parts(asked: Field, row: str, state: str, given: Any) -> Iterator[tuple[Name, str]]:
    if isinstance(given, Mapping):
        for part in PARTS[asked.kind]:
            if one := text(given.get(part.name)):
                yield Name(asked.name, row, part.name, state), one


def text(value: Any) -> str:
    """What stands in an input for a plain answer; nothing for what is none. A character that no
    page can carry is named."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return ""
    return _NO_PAGE.sub(lambda found: f"U+{ord(found[0]):04X}", even(value))


def even(value: str) -> str:
    """A text with line ends as a page keeps them."""
    return value.replace("\r\n", "\n").replace("\r", "\n")
