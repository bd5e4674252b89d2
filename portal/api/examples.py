"""An example of whatever a shape describes: the same one each time, and one that fits."""

from collections.abc import Mapping
from typing import Any, Final

SAMPLES: Final[Mapping[str, Any]] = {
    "reference": "RL-2028-0001",
    "file_no": "02222",
    "title": "Kente weaving",
    "states": ["Ghana"],
    "state": "checking",
    "workflow": "rl",
    "cycle": 2028,
    "turn": "secretariat",
    "version": 5,
    "trigger": "request_completion",
    "source": "checking",
    "target": "incomplete",
    "actor": "A. Lind",
    "role": "secretariat",
    "cite": "OD 54",
    "mark": "verified",
    "zone": "Europe/Paris",
    "local": "2027-03-31T18:00:00+02:00",
    "url": "/api/v1/dossiers/RL-2028-0001",
    "hash": "5f7c" * 16,
    "digest": "5f7c" * 16,
    "definition": "5f7c" * 16,
    "sha256": "5f7c" * 16,
    "en": "under examination by the Secretariat",
    "fr": "en cours d'examen au Secrétariat",
    "form": "ICH-02",
    "edition": "2026",
    "key": "submission",
    "name": "Kente weaving",
    "iso3": "GHA",
    "group": "V(a)",
    "list": "RL",
    "year": 2028,
    "decision": "23.COM 8.b.2",
    "media_type": "application/pdf",
    "document": "consent",
    "type": "/api/v1/problems/refused",
    "detail": "The step cannot be taken; every reason is told, and nothing was done.",
    "pointer": "/answers/missing",
    "rule": "received_in_time",
    "status": "waiting",
    "address": "lind@example.org",
    "template": "submission_received",
    "secret": "whsec_bm90IGEgc2VjcmV0LCBidXQgYW4gZXhhbXBsZQ==",
    "answers": {"title": "Kente weaving"},
    "facts": {"title": "Kente weaving", "cycle": 2028, "states": ["Ghana"]},
    "next": None,
}
"""What a property of that name holds in examples, where that fits its shape."""

_FORMATS: Final = {"date-time": "2027-03-31T16:00:00Z", "date": "2027-03-31"}
_TYPES: Final[Mapping[str, Any]] = {"integer": 1, "number": 1, "boolean": False, "null": None}
_KINDS: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str, "integer": int, "array": list, "object": dict, "null": type(None),
    "boolean": bool, "number": (int, float),
}  # fmt: skip


def example(schema: Mapping[str, Any], shapes: Mapping[str, Any], name: str = "") -> Any:
    """An example of that shape; `shapes` are those it refers to, `name` the property it is of."""
    if "$ref" in schema:
        return example(shapes[schema["$ref"].rpartition("/")[2]], shapes, name)
    for given in ("example", "const", "default"):
        if schema.get(given) not in (None, "", [], {}):
            return schema[given]
    for several in ("examples", "enum"):
        if schema.get(several):
            return schema[several][0]
    return _otherwise(schema, shapes, name)


def _otherwise(schema: Mapping[str, Any], shapes: Mapping[str, Any], name: str) -> Any:
    if name in SAMPLES and _fits(SAMPLES[name], schema):
        return SAMPLES[name]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return example(schema[several][0], shapes, name)
    return _plain(schema, shapes, name)


def _plain(schema: Mapping[str, Any], shapes: Mapping[str, Any], name: str) -> Any:
    kind = schema.get("type", "object")
    if kind == "object":
        inside: Mapping[str, Any] = schema.get("properties", {})
        return {key: example(one, shapes, key) for key, one in inside.items()}
    if kind == "array":
        return [example(schema.get("items", {}), shapes, name)]
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), name.replace("_", " ") or "text")
    return schema.get("minimum", _TYPES.get(kind))


def _fits(sample: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a sample is of the type that the shape asks for, or of one of them."""
    asked = [schema, *schema.get("anyOf", ())]
    kinds = [_KINDS[one["type"]] for one in asked if one.get("type") in _KINDS]
    plain = all(one.get("format") is None for one in asked)
    return plain and any(isinstance(sample, kind) for kind in kinds)
