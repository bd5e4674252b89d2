"""What a text of the forms may not say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from engine.citation import MARKS
from forms.form import Document, Kind, Unit

CRITERIA: Final = frozenset(
    f"{letter}.{number}"
    for letter, last in (("U", 6), ("R", 5), ("P", 9), ("A", 7))
    for number in range(1, last + 1)
)
"""Of the Urgent Safeguarding List, the Representative List, the Register and assistance."""

_KINDS: Final[tuple[str, ...]] = get_args(Kind)
_UNITS: Final[tuple[str, ...]] = get_args(Unit)
_DOCUMENTS: Final[tuple[str, ...]] = get_args(Document)
_CHOSEN: Final = ("choice", "choices")
_WRITTEN: Final = ("line", "text")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

_TYPES: Final = {
    str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table",
}  # fmt: skip

_Shape = Mapping[str, tuple[type, bool]]
"""What a table may say: the type of each, and whether it must be said."""

_WORDS: Final[_Shape] = {"en": (str, True), "fr": (str, True)}
_FORM: Final[_Shape] = {
    "code": (str, True),
    "title": (dict, True),
    "workflows": (list, False),
    "closed": (str, False),
}
_EDITION: Final[_Shape] = {
    "form": (str, True),
    "name": (str, True),
    "from_cycle": (int, True),
    "to_cycle": (int, False),
    "cite": (str, True),
    "mark": (str, True),
    "note": (str, False),
    "section": (list, True),
    "attached": (list, False),
}
_SECTION: Final[_Shape] = {"number": (str, True), "title": (dict, True), "field": (list, True)}
_FIELD: Final[_Shape] = {
    "name": (str, True),
    "kind": (str, True),
    "label": (dict, True),
    "help": (dict, True),
    "criterion": (str, False),
    "required": (bool, False),
    "per_state": (bool, False),
    "limit": (dict, False),
    "choices": (list, False),
}
_LIMIT: Final[_Shape] = {
    "unit": (str, True),
    "least": (int, False),
    "most": (int, False),
    "cite": (str, True),
    "mark": (str, True),
}
_CHOICE: Final[_Shape] = {"value": (str, True), **_WORDS}
_ATTACHED: Final[_Shape] = {
    "document": (str, True),
    "least": (int, True),
    "most": (int, False),
    "per_state": (bool, False),
    "cite": (str, True),
    "mark": (str, True),
}


def names_forms(table: Mapping[str, Any]) -> bool:
    """Whether a text names the forms; every other one is an edition."""
    return isinstance(table.get("form"), list)


def faults_of_text(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a text, all of it."""
    return _faults_of_forms(table) if names_forms(table) else _faults_of_edition(table)


def _faults_of_shape(table: Any, shape: _Shape) -> Iterator[str]:
    """What stands in a table that nobody knows, what is missing, what is of another type."""
    if not isinstance(table, dict):
        yield "it is no table"
        return
    yield from (f"unknown {name!r}" for name in table if name not in shape)
    for name, (kind, must) in shape.items():
        if name not in table:
            yield from [f"no {name}"] * must
        elif type(table[name]) is not kind:
            yield f"{name} is not {_TYPES[kind]}"
        elif must and _is_empty(table[name]):
            yield f"{name} is empty"
        elif kind is int and table[name] < 0:
            yield f"{name} is below 0"


def _faults_of_forms(table: Mapping[str, Any]) -> Iterator[str]:
    yield from _faults_of_shape(table, {"form": (list, True)})
    for number, form in enumerate(table["form"], 1):
        at = f"form {number}: "
        yield from (at + fault for fault in _faults_of_shape(form, _FORM))
        yield from (at + fault for fault in _faults_of_words(form, "title"))
        if not all(isinstance(one, str) for one in _listed(form, "workflows")):
            yield f"{at}its workflows are not all names"


def _faults_of_edition(table: Mapping[str, Any]) -> Iterator[str]:
    yield from _faults_of_shape(table, _EDITION)
    yield from _faults_of_mark(table)
    if _upside_down(table, "from_cycle", "to_cycle"):
        yield f"it ends with {table['to_cycle']}, before it begins with {table['from_cycle']}"
    sections = _listed(table, "section")
    for number, section in enumerate(sections, 1):
        at = f"section {_says(section, 'number') or number}: "
        yield from (at + fault for fault in _faults_of_section(section))
    yield from twice("section", (_says(one, "number") for one in sections))
    fields = [field for section in sections for field in _listed(section, "field")]
    yield from twice("field", (_says(one, "name") for one in fields))
    attached = _listed(table, "attached")
    for number, one in enumerate(attached, 1):
        at = f"attached {_says(one, 'document') or number}: "
        yield from (at + fault for fault in _faults_of_attached(one))
    yield from twice("attached", (_says(one, "document") for one in attached))


def _faults_of_section(section: Any) -> Iterator[str]:
    yield from _faults_of_shape(section, _SECTION)
    yield from _faults_of_words(section, "title")
    for number, field in enumerate(_listed(section, "field"), 1):
        at = f"{_says(field, 'name') or f'field {number}'}: "
        yield from (at + fault for fault in _faults_of_field(field))


def _faults_of_field(field: Any) -> Iterator[str]:
    yield from _faults_of_shape(field, _FIELD)
    yield from _faults_of_words(field, "label")
    yield from _faults_of_words(field, "help")
    name, kind, criterion = (_says(field, one) for one in ("name", "kind", "criterion"))
    if name and not _NAME.fullmatch(name):
        yield f"name {name!r} is not in small letters joined by underscores"
    if kind:
        yield from _not_among("kind", kind, _KINDS)
    if criterion and criterion not in CRITERIA:
        yield f"criterion {criterion!r} is none of the Convention's"
    yield from _faults_of_limit(field, kind)
    yield from _faults_of_choices(field, kind)


def _faults_of_limit(field: Any, kind: str) -> Iterator[str]:
    if not isinstance(field, dict) or not isinstance(field.get("limit"), dict):
        return
    limit = field["limit"]
    yield from (f"limit: {fault}" for fault in _faults_of_shape(limit, _LIMIT))
    yield from (f"limit: {fault}" for fault in _faults_of_mark(limit))
    if _says(limit, "unit"):
        yield from (f"limit: {one}" for one in _not_among("unit", limit["unit"], _UNITS))
    if not {"least", "most"} & set(limit):
        yield "limit: neither least nor most"
    if _upside_down(limit, "least", "most"):
        yield f"limit: at least {limit['least']} is more than at most {limit['most']}"
    if kind in _KINDS and kind not in _WRITTEN:
        yield f"limit: kind {kind} has no words to count"


def _faults_of_choices(field: Any, kind: str) -> Iterator[str]:
    choices = _listed(field, "choices")
    if kind in _CHOSEN and not choices:
        yield f"kind {kind} without choices"
    if choices and kind in _KINDS and kind not in _CHOSEN:
        yield f"kind {kind} with choices"
    for number, choice in enumerate(choices, 1):
        yield from (f"choice {number}: {fault}" for fault in _faults_of_shape(choice, _CHOICE))
    yield from twice("choice", (_says(choice, "value") for choice in choices))


def _faults_of_attached(attached: Any) -> Iterator[str]:
    yield from _faults_of_shape(attached, _ATTACHED)
    yield from _faults_of_mark(attached)
    if _says(attached, "document"):
        yield from _not_among("document", attached["document"], _DOCUMENTS)
    if _upside_down(attached, "least", "most"):
        yield f"at least {attached['least']} is more than at most {attached['most']}"


def _faults_of_words(table: Any, name: str) -> Iterator[str]:
    if isinstance(table, dict) and isinstance(table.get(name), dict):
        yield from (f"{name}: {fault}" for fault in _faults_of_shape(table[name], _WORDS))


def _faults_of_mark(table: Any) -> Iterator[str]:
    if _says(table, "mark"):
        yield from _not_among("mark", table["mark"], MARKS)


def _not_among(what: str, one: str, known: tuple[str, ...]) -> Iterator[str]:
    if one not in known:
        yield f"{what} {one!r} is none of {', '.join(known)}"


def twice(what: str, names: Iterable[str]) -> Iterator[str]:
    """Every name that is there more than once."""
    yield from (f"{what} {one} {n} times" for one, n in Counter(names).items() if one and n > 1)


def _upside_down(table: Any, least: str, most: str) -> bool:
    if not isinstance(table, dict):
        return False
    one, other = table.get(least), table.get(most)
    return type(one) is int and type(other) is int and one > other


def _is_empty(said: Any) -> bool:
    return said == [] or (isinstance(said, str) and not said.strip())


def _says(table: Any, name: str) -> str:
    """What a table says under that name, as long as it is a text."""
    said = table.get(name) if isinstance(table, dict) else None
    return said if isinstance(said, str) else ""


def _listed(table: Any, name: str) -> list[Any]:
    listed = table.get(name) if isinstance(table, dict) else None
    return listed if isinstance(listed, list) else []
