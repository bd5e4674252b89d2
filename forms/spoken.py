"""An answer of any kind in words, as a reader of the form sees it."""

from collections.abc import Mapping
from typing import Any, Final

from engine.words import Language, Words
from forms.form import Field, Kind
from forms.shapes import CONTACT, MONEY, TIMETABLE, Part

ROW: Final = " ; "
"""What stands between the rows of a list or a table."""

_YES_NO: Final[Mapping[bool, Words]] = {True: Words("yes", "oui"), False: Words("no", "non")}
_TABLES: Final[Mapping[Kind, tuple[Part, ...]]] = {"money": MONEY, "timetable": TIMETABLE}


def spoken(asked: Field, value: Any, language: Language) -> str:
    """The answer in words: a choice by its label, a row of a table as "Looms | 1200 | Ghana"."""
    match asked.kind, value:
        case _, None:
            return ""
        case "yes_no", bool():
            return _YES_NO[value].spoken(language)
        case "choice" | "choices", _:
            labels = {one: label.spoken(language) for one, label in asked.choices}
            chosen = value if isinstance(value, list) else [value]
            return ROW.join(labels.get(one, str(one)) for one in chosen)
        case "contact", _:
            parts = ((part.called.spoken(language), value.get(part.name)) for part in CONTACT)
            colon = Words(": ", " : ").spoken(language)
            return ROW.join(f"{called}{colon}{said}" for called, said in parts if said is not None)
        case "money" | "timetable", _:
            return ROW.join(_row(_TABLES[asked.kind], row) for row in value)
        case "list", _:
            return ROW.join(value)
    return str(value)


def _row(parts: tuple[Part, ...], row: Mapping[str, Any]) -> str:
    return " | ".join(str(row.get(part.name, "—")) for part in parts)
