"""The shape of the answers to an edition, kind by kind."""

import json
from typing import Any

import pytest

from forms.catalogue import edition_for, forms
from forms.form import Kind, Limit
from forms.schema import DIALECT, field_schema, json_schema
from tests.editions import edition, field

STATES = ("Togo", "Ghana")
TEXT = {"type": "string"}
MONTH = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
DYES = {
    "type": "string",
    "oneOf": [{"const": "loom", "title": "Loom"}, {"const": "dye", "title": "Dye"}],
}
CONTACT = ("name", "title", "institution", "address", "phone", "email")


def closed(**properties: Any) -> dict[str, Any]:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("line", TEXT),
        ("text", TEXT),
        ("choice", DYES),
        ("choices", {"type": "array", "items": DYES, "uniqueItems": True}),
        ("yes_no", {"type": "boolean"}),
        ("day", {"type": "string", "format": "date"}),
        ("number", {"type": "integer", "minimum": 0}),
        ("list", {"type": "array", "items": TEXT}),
        ("contact", closed(**dict.fromkeys(CONTACT, TEXT))),
        (
            "money",
            {
                "type": "array",
                "items": closed(item=TEXT, amount={"type": "integer", "minimum": 0}, paid_by=TEXT),
            },
        ),
        (
            "timetable",
            {"type": "array", "items": closed(activity=TEXT, **{"from": MONTH, "to": MONTH})},
        ),
    ],
)
def test_an_answer_has_the_shape_of_its_kind(kind: Kind, shape: dict[str, Any]):
    about = {"title": "Kente", "description": "About Kente."}
    assert field_schema(field(kind), STATES) == {**about, **shape}


@pytest.mark.parametrize(
    ("limit", "shape", "said"),
    [
        (
            Limit("characters", None, 200, "Act 1", "verified"),
            {"maxLength": 200},
            "at most 200 characters (verified)",
        ),
        (
            Limit("characters", 2, None, "Act 1", "verified"),
            {"minLength": 2},
            "at least 2 characters (verified)",
        ),
        (
            Limit("words", 150, 250, "Act 1", "remembered"),
            {},
            "150 to 250 words (remembered)",
        ),
    ],
)
def test_only_characters_are_counted_by_the_schema(limit: Limit, shape: dict[str, Any], said: str):
    assert field_schema(field("text", limit=limit), STATES) == {
        "title": "Kente",
        "description": f"About Kente. ({said})",
        "type": "string",
        **shape,
    }


def test_what_every_state_gives_is_an_object_of_the_states_in_their_order():
    found = field_schema(field("yes_no", per_state=True), STATES)
    assert found == {
        "title": "Kente",
        "description": "About Kente.",
        **closed(Togo={"type": "boolean"}, Ghana={"type": "boolean"}),
    }
    assert list(found["properties"]) == ["Togo", "Ghana"]


def test_what_is_not_required_is_required_of_no_state():
    names = edition_for(forms()["ICH-05-Report"], 2020)
    (signed,) = [one for one in names.fields if one.name == "signed_on"]
    assert field_schema(signed, STATES)["required"] == ["Togo", "Ghana"]
    optional = type(signed)(
        signed.name, signed.kind, signed.label, signed.help, required=False, per_state=True
    )
    assert field_schema(optional, STATES)["required"] == []


@pytest.mark.parametrize("form", forms())
def test_a_schema_asks_what_its_edition_asks_and_can_be_written(form: str):
    for one in forms()[form].editions:
        schema = json_schema(one, STATES)
        assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
        assert schema["title"] == f"{form}, edition of {one.name}"
        assert schema["description"] == forms()[form].title.en
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False
        assert list(schema["properties"]) == [asked.name for asked in one.fields]
        assert schema["required"] == [asked.name for asked in one.fields if asked.required]
        assert json.loads(json.dumps(schema)) == schema


def test_the_name_of_an_element_has_at_most_200_characters_until_the_limits_are_not_known():
    for cycle, limit in ((2023, {"maxLength": 200}), (2024, {})):
        schema = json_schema(edition_for(forms()["ICH-02"], cycle), STATES)
        name = schema["properties"]["name_of_element"]
        assert {key: name[key] for key in name if key not in ("title", "description")} == {
            "type": "string",
            **limit,
        }


def test_an_edition_of_no_form_has_no_schema():
    with pytest.raises(LookupError, match=r"^the edition 2014 is of no form$"):
        json_schema(edition(field("line")), STATES)
