"""The shape of the answers to a form, as JSON Schema 2020-12."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from forms.catalogue import form_with
from forms.form import Edition, Field, Kind
from forms.printed import limit_in_words

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_MONTH: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_CONTACT: Final = ("name", "title", "institution", "address", "phone", "email")


def json_schema(edition: Edition, states: Sequence[str]) -> Schema:
    """What the answers to that edition look like: an object with the name of each field; where
    every State answers for itself, an object with each of these States in their order."""
    form = form_with(edition)
    return {
        "$schema": DIALECT,
        "title": f"{form.code}, edition of {edition.name}",
        "description": form.title.en,
        **_object(
            {field.name: field_schema(field, states) for field in edition.fields},
            (field.name for field in edition.fields if field.required),
        ),
    }


def field_schema(field: Field, states: Sequence[str]) -> Schema:
    """The shape of one answer, with its label, its help and its limit in words."""
    limit = "" if field.limit is None else f" ({limit_in_words(field.limit).en})"
    about = {"title": field.label.en, "description": f"{field.help.en}{limit}"}
    shape = _SHAPES[field.kind](field)
    if not field.per_state:
        return {**about, **shape}
    return {
        **about,
        **_object(dict.fromkeys(states, shape), states if field.required else ()),
    }


def _written(field: Field) -> Schema:
    """Only characters are counted by a schema: words are counted by our own rule."""
    limit = field.limit
    if limit is None or limit.unit != "characters":
        return {"type": "string"}
    ends = {"minLength": limit.least, "maxLength": limit.most}
    return {"type": "string", **{name: end for name, end in ends.items() if end is not None}}


def _one_of(field: Field) -> Schema:
    return {
        "type": "string",
        "oneOf": [{"const": value, "title": words.en} for value, words in field.choices],
    }


def _any_of(field: Field) -> Schema:
    return {"type": "array", "items": _one_of(field), "uniqueItems": True}


def _list(_: Field) -> Schema:
    return {"type": "array", "items": {"type": "string"}}


def _contact(_: Field) -> Schema:
    return _object({name: {"type": "string"} for name in _CONTACT}, _CONTACT)


def _money(_: Field) -> Schema:
    row: Schema = {
        "item": {"type": "string"},
        "amount": {"type": "integer", "minimum": 0},
        "paid_by": {"type": "string"},
    }
    return {"type": "array", "items": _object(row, row)}


def _timetable(_: Field) -> Schema:
    month = {"type": "string", "pattern": _MONTH}
    row: Schema = {"activity": {"type": "string"}, "from": month, "to": month}
    return {"type": "array", "items": _object(row, row)}


_SHAPES: Final[Mapping[Kind, Callable[[Field], Schema]]] = {
    "line": _written,
    "text": _written,
    "choice": _one_of,
    "choices": _any_of,
    "yes_no": lambda _: {"type": "boolean"},
    "day": lambda _: {"type": "string", "format": "date"},
    "number": lambda _: {"type": "integer", "minimum": 0},
    "list": _list,
    "contact": _contact,
    "money": _money,
    "timetable": _timetable,
}


def _object(properties: Schema, required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
