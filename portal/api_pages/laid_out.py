"""The description of the interface, laid out for people who read it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.api.problems import AT

_METHODS: Final = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Given:
    """Something that a request gives: its name, where, of which kind, and what for."""

    name: str
    where: str
    kind: str
    required: bool
    told: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status that may be answered, and what it means."""

    status: str
    told: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with everything a reader needs; `scope` is empty where anybody may ask, `open`
    where one may do so without a token."""

    name: str
    method: str
    path: str
    summary: str
    told: str
    scope: str
    open: bool
    given: tuple[Given, ...]
    request: str
    answers: tuple[Answer, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations about one thing."""

    name: str
    told: str
    operations: tuple[Operation, ...]


def groups(document: Mapping[str, Any], site: str) -> tuple[Group, ...]:
    """The whole description, group by group; `site` begins the addresses of examples."""
    shapes = document["components"]["schemas"]
    found = [
        (operation["tags"][0], _operation(path, method, operation, shapes, site))
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in _METHODS
    ]
    return tuple(
        Group(
            tag["name"], tag["description"],
            tuple(one for name, one in found if name == tag["name"]),
        )
        for tag in document["tags"]
    )  # fmt: skip


def _operation(
    path: str, method: str, operation: Mapping[str, Any], shapes: Mapping[str, Any], site: str
) -> Operation:
    needs = operation["security"]
    tokens = [one["bearer"][0] for one in needs if "bearer" in one]
    answers = operation["responses"].items()
    told = operation.get("description", "")
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=f"{AT}{path}",
        summary=operation["summary"],
        told=" ".join(told.split()),
        scope=tokens[0] if tokens else "",
        open={} in needs,
        given=tuple(_given(operation, shapes)),
        request=_request(path, method, operation, site),
        answers=tuple(
            Answer(status, one["description"], tuple(one.get("content", ())))
            for status, one in sorted(answers)
        ),
        example=next((_example(one) for status, one in answers if status < "300"), ""),
    )


def _given(operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterator[Given]:
    for one in operation.get("parameters", ()):
        schema = one["schema"]
        told = one.get("description") or schema.get("description", "")
        yield Given(one["name"], one["in"], _kind(schema), one.get("required", False), told)
    for kind, one in operation.get("requestBody", {}).get("content", {}).items():
        schema = _followed(one["schema"], shapes)
        for name, part in schema.get("properties", {}).items():
            needed = name in schema.get("required", ())
            where = "form" if kind.startswith("multipart") else "body"
            yield Given(name, where, _kind(part), needed, part.get("description", ""))


def _followed(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = shapes[name] if name else schema
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """What somebody writes there, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            kinds = dict.fromkeys(_kind(one) for one in schema[several])
            return " or ".join(one for one in kinds if one != "null")
    if "enum" in schema:
        return " or ".join(str(one) or "(empty)" for one in schema["enum"])
    if schema.get("type") == "array":
        return f"any number of: {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "anything"))


def _request(path: str, method: str, operation: Mapping[str, Any], site: str) -> str:
    """The request as somebody types it."""
    parameters = operation.get("parameters", ())
    for one in parameters:
        if one["in"] == "path":
            sample = str(one.get("example", one["schema"].get("example", one["name"])))
            path = path.replace(f"{{{one['name']}}}", sample)
    asked = "" if method == "get" else f"-X {method.upper()} "
    lines = [f"curl {asked}{site}{AT}{path}"]
    if operation["security"] != [{}]:
        lines.append("  -H 'Authorization: Bearer dossiers_...'")
    lines += [
        f"  -H '{one['name']}: {one.get('example', '...')}'"
        for one in parameters if one["in"] == "header"
    ]  # fmt: skip
    for kind, one in operation.get("requestBody", {}).get("content", {}).items():
        lines += _sent(kind, one["example"])
    return " \\\n".join(lines)


def _sent(kind: str, sample: Any) -> list[str]:
    if kind.startswith("multipart"):
        return ["  -F file=@consent.pdf", "  -F document=consent"]
    return [f"  -H 'Content-Type: {kind}'", f"  -d '{json.dumps(sample)}'"]


def _example(answer: Mapping[str, Any]) -> str:
    for kind, one in answer.get("content", {}).items():
        if kind == "application/json" and one.get("example") is not None:
            return json.dumps(one["example"], ensure_ascii=False, indent=2)
    return ""
