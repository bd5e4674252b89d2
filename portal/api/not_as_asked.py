"""What is said of a request that is not as this interface describes it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from engine.words import Words
from portal.api.problems import AT, Problem, Told, problem

CITE: Final = f"{AT}/openapi.json"
"""Where it stands how a request is written."""

_ALL: Final = Words(
    "The request is not as the interface describes it; every fault is told.",
    "La requête n'est pas conforme à la description de l'interface ; chaque défaut est indiqué.",
)
_KINDS: Final[Mapping[str, Words]] = {
    "missing": Words("it is not given", "cela n'est pas indiqué"),
    "extra_forbidden": Words("nothing of that name is taken", "aucun élément de ce nom n'est pris"),
    "string_type": Words("it is not a text", "ce n'est pas un texte"),
    "string_too_long": Words("it is too long", "c'est trop long"),
    "string_pattern_mismatch": Words("it is not written so", "cela ne s'écrit pas ainsi"),
    "int_parsing": Words("it is not a whole number", "ce n'est pas un nombre entier"),
    "int_type": Words("it is not a whole number", "ce n'est pas un nombre entier"),
    "bool_parsing": Words("it is neither true nor false", "ce n'est ni vrai ni faux"),
    "dict_type": Words("it is not an object", "ce n'est pas un objet"),
    "list_type": Words("it is not a list", "ce n'est pas une liste"),
}
_OTHERWISE: Final = Words("it cannot be taken as it is", "cela ne peut être pris tel quel")
_NOT_JSON: Final = Words("The body cannot be read as JSON.", "Le contenu ne se lit pas comme JSON.")
_TYPE: Final = Words(
    "The body is to be sent as application/json.", "Le contenu s'envoie en application/json."
)


def not_as_asked(name: str, *said: Words) -> Problem:
    """The problem of one parameter of an address, with every sentence against it."""
    return sent_otherwise(name, f"?{name}", *said)


def sent_otherwise(name: str, pointer: str, *said: Words) -> Problem:
    """The problem of one part of a request, with every sentence against it."""
    errors = [
        {"rule": name, "sentence": one._asdict(), "cite": CITE, "pointer": pointer} for one in said
    ]
    return Problem("not-as-asked", _ALL, errors)


def invalid(request: Request, fault: RequestValidationError) -> Told:
    """The answer to a request whose parts are not of the kinds that are asked for."""
    faults = fault.errors()
    if any(one["type"] == "json_invalid" for one in faults):
        return problem(request, Problem("not-json", _NOT_JSON))
    if _of_another_type(request, faults):
        return problem(request, Problem("other-type", _TYPE))
    return problem(request, Problem("not-as-asked", _ALL, _errors(faults)))


def _of_another_type(request: Request, faults: Sequence[Any]) -> bool:
    """A body that does not say it is JSON is not read as such; nothing else is wrong with it."""
    whole = any(tuple(one["loc"]) == ("body",) for one in faults)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return whole and kind != "application/json" and not kind.endswith("+json")


def _errors(faults: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for one in faults:
        where, *path = (str(part) for part in one["loc"])
        said = _KINDS.get(one["type"], _OTHERWISE)
        limits = one.get("ctx", {})
        if bounds := [f"{name} {value}" for name, value in limits.items() if name in _BOUNDS]:
            said = Words(*(f"{words} ({', '.join(bounds)})" for words in said))
        yield {
            "rule": str(one["type"]),
            "sentence": said._asdict(),
            "cite": CITE,
            "pointer": "/" + "/".join(path) if where == "body" else f"?{'/'.join(path)}",
        }


_BOUNDS: Final = frozenset({"ge", "le", "gt", "lt", "max_length", "min_length", "pattern"})
