"""What a page sends back, read into answers: exactly what `inputs` put into it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Final

from engine.runtime.drafts import Place
from engine.runtime.papers import escaped
from engine.words import Words
from forms.form import Field, Kind, Section
from forms.plain import grouped, nothing, visible
from portal.form_pages.inputs import Pair, even, inputs
from portal.form_pages.names import TABLES, Name, fits, named

WAS: Final = "="
"""Before the name of a question: the input that says what the page showed of it, and when."""

_WHOLE: Final = re.compile("0|[1-9][0-9]{0,11}")
_SEEN: Final = re.compile("([0-9]{1,9}):([0-9a-f]*)")
_NUMBERS: Final = ("number", "amount")
_TOLD: Final = 10
_SHOWN: Final = 60

Boxes = Iterable[tuple[Name, str]]


@dataclass(frozen=True, slots=True)
class Posted:
    """The answers of a page by place; those that differ from what the page showed, by the version
    that it showed; and the names that it does not ask for."""

    answers: Mapping[Place, Any]
    changed: Mapping[int, Mapping[Place, Any]]
    strange: tuple[Words, ...]


def posted(section: Section, states: Sequence[str], pairs: Iterable[Pair]) -> Posted:
    """What a page of that section says, asked for these States."""
    fields = {field.name: field for field in section.fields}
    boxes: dict[Place, list[tuple[Name, str]]] = {}
    was: dict[Place, str] = {}
    strange: dict[str, None] = {}
    for text, value in pairs:
        name = named(text.removeprefix(WAS))
        if name is None or not _asked(fields, states, name, text):
            strange[text] = None
            continue
        own = boxes.setdefault((name.question, name.state), [])
        if text.startswith(WAS):
            was[name.question, name.state] = value
        else:
            own.append((name, value))
    answers = {place: answered(fields[place[0]].kind, own) for place, own in boxes.items()}
    changed: dict[int, dict[Place, Any]] = {}
    for place, given in answers.items():
        known = _SEEN.fullmatch(was.get(place, ""))
        if known is None or known[2] != digest(given):
            changed.setdefault(int(known[1]) if known else 0, {})[place] = given
    return Posted(answers, changed, _told(list(strange)))


def answered(kind: Kind, boxes: Boxes) -> Any:
    """The answer that the inputs of one question make; None where nothing is in them."""
    filled = [(name, even(text)) for name, text in boxes]
    if kind in TABLES:
        return _rows(filled)
    if kind == "contact":
        return {name.part: text for name, text in filled if not nothing(text)} or None
    if kind == "choices":
        return [text for _, text in filled if not nothing(text)] or None
    text = filled[-1][1] if filled else ""
    if nothing(text):
        return None
    if kind == "list":
        lines = text.split("\n")
        while nothing(lines[-1]):
            lines.pop()
        return lines
    return _plain(kind, text)


def shown(version: int, asked: Field, state: str, given: Any) -> str:
    """What an input of `WAS` says: the version of the draft, and what was shown."""
    return f"{version}:{digest(again(asked, state, given))}"


def again(asked: Field, state: str, given: Any) -> Any:
    """What an untouched page sends back for that answer."""
    pairs = ((named(name), text) for name, text in inputs(asked, state, given))
    return answered(asked.kind, [(name, text) for name, text in pairs if name is not None])


def digest(given: Any) -> str:
    """A short name for an answer, to see whether it changed."""
    return sha256(escaped(given).encode()).hexdigest()[:16]


def _asked(fields: Mapping[str, Field], states: Sequence[str], name: Name, text: str) -> bool:
    field = fields.get(name.question)
    if field is None or name.state not in (states if field.per_state else ("",)):
        return False
    return not (name.row or name.part) if text.startswith(WAS) else fits(name, field.kind)


def _plain(kind: str, text: str) -> Any:
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(text, text)
    return int(text) if kind in _NUMBERS and _WHOLE.fullmatch(text) else text


def _rows(boxes: Boxes) -> list[dict[str, Any]] | None:
    """The rows where they stand on the page: an empty one between others keeps its place."""
    cells = [(int(name.row), name.part, text) for name, text in boxes if not nothing(text)]
    if not cells:
        return None
    rows: list[dict[str, Any]] = [{} for _ in range(max(at for at, _, _ in cells) + 1)]
    for at, part, text in cells:
        rows[at][part] = _plain(part, text)
    return rows


def _told(names: list[str]) -> tuple[Words, ...]:
    said = [
        Words(
            f"the page sent {one!r}, which this section does not ask for; it was ignored",
            f"la page a envoyé {one!r}, que cette section ne demande pas ; il n'en a pas été tenu "
            "compte",
        )
        for one in (visible(name[:_SHOWN]) for name in islice(names, _TOLD))
    ]
    if len(names) > _TOLD:
        more = grouped(len(names) - _TOLD)
        said.append(Words(f"{more.en} more names were ignored", f"{more.fr} autres noms ignorés"))
    return tuple(said)
