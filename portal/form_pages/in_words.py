"""An answer as people read it, where there is no input to show it in."""

from collections.abc import Mapping
from typing import Any, Final

from engine.words import Language, Words
from forms.form import Field
from forms.plain import visible
from portal.form_pages.inputs import inputs
from portal.form_pages.names import PARTS, Name, named

_YES_NO: Final = (("yes", Words("yes", "oui")), ("no", Words("no", "non")))
_NOTHING: Final = Words("(nothing)", "(rien)")


def in_words(asked: Field, given: Any) -> Words:
    """What was given to a question, in lines; a row of a table is one line."""
    return Words(_in(asked, given, "en") or _NOTHING.en, _in(asked, given, "fr") or _NOTHING.fr)


def _in(asked: Field, given: Any, language: Language) -> str:
    choices = _YES_NO if asked.kind == "yes_no" else asked.choices
    chosen = {value: words.spoken(language) for value, words in choices}
    parts = {part.name: part.called.spoken(language) for part in PARTS.get(asked.kind, ())}
    rows: dict[str, list[str]] = {}
    for name, text in inputs(asked, "", given):
        line = _line(named(name), chosen.get(text, text), parts)
        rows.setdefault(name.split("|")[1], []).append(line)
    apart = "; " if any(rows) else "\n"
    return visible("\n".join(apart.join(row) for row in rows.values()))


def _line(name: Name | None, text: str, parts: Mapping[str, str]) -> str:
    return f"{parts[name.part]}: {text}" if name is not None and name.part else text
