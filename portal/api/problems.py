"""Why a request was not answered, as RFC 9457 has it, with a sentence for whoever reads it."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from engine.rules import Finding
from engine.words import Words
from portal.api.kinds import KINDS
from portal.api.tongue import tongue_of

AT: Final = "/api/v1"
"""Where the addresses for programs begin."""

MEDIA_TYPE: Final = "application/problem+json"


class Problem(Exception):
    """A request that is not answered: the kind, what stands against this one, every reason with its
    paragraph, and what else is told of it."""

    def __init__(
        self,
        kind: str,
        said: Words,
        errors: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] = {},
        **more: Any,
    ) -> None:
        super().__init__(said.en)
        self.kind = kind
        self.said = said
        self.errors = [dict(one) for one in errors]
        self.headers = dict(headers)
        self.more = more


class Told(JSONResponse):
    """A problem; it is never kept, since what is missing today may be there tomorrow."""

    media_type = MEDIA_TYPE

    def __init__(
        self, kind: str, title: str, status: int, detail: str, more: Mapping[str, Any] = {}
    ) -> None:
        told = {"type": kind, "title": title, "status": status, "detail": detail, **more}
        super().__init__(told, status, {"Cache-Control": "no-store", "Vary": "Accept-Language"})


def reason(finding: Finding, pointer: str | None = None) -> dict[str, Any]:
    """One reason of a refusal: its sentence in both languages, its paragraph, and where in the
    request the answer stands that it is about."""
    told = {"rule": finding.rule, "sentence": finding.said._asdict(), "cite": str(finding.citation)}
    return told if pointer is None else {**told, "pointer": pointer}


def described(name: str) -> dict[str, Any]:
    """What kind of problem that is, where its `type` leads. Problem for a name that is none."""
    if name not in KINDS:
        raise Problem("no-problem", Words("No problem has that name.", "Aucun problème de ce nom."))
    status, title = KINDS[name]
    return {"type": _address(name), "title": title._asdict(), "status": status}


def problem(request: Request, fault: Problem) -> Told:
    """The answer to a request that says something wrong."""
    language = tongue_of(request)
    status, title = KINDS[fault.kind]
    told = fault.said.spoken(language)
    more = {**fault.more, **({"errors": fault.errors} if fault.errors else {})}
    answer = Told(_address(fault.kind), title.spoken(language), status, told, more)
    answer.headers.update(fault.headers)
    return answer


def not_served(request: Request, fault: HTTPException) -> Told:
    """The answer to a request for an address that is none, or to more than reading."""
    if fault.status_code == HTTPStatus.BAD_REQUEST:  # the body could not be read as text
        return problem(request, Problem("not-json", _NO_JSON))
    if fault.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return problem(request, Problem("too-large", _TOO_LARGE))
    said = Words(
        f"Nothing is to be found at this address; the forms are at {AT}/forms.",
        f"Rien ne se trouve à cette adresse ; les formulaires sont à {AT}/forms.",
    )
    if fault.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        said = _not_so(fault)
    answer = _plain(request, fault.status_code, said)
    answer.headers.update(fault.headers or {})
    return answer


def failed(request: Request, _: Exception) -> Told:
    """The answer where the fault is ours."""
    said = Words(
        "Something went wrong here; it has been noted.",
        "Une erreur s'est produite de notre côté ; elle a été consignée.",
    )
    return _plain(request, 500, said)


_NO_JSON: Final = Words("The body cannot be read as JSON.", "Le contenu ne se lit pas comme JSON.")
_TOO_LARGE: Final = Words(
    "What was sent is larger than anything that is taken at this address.",
    "L'envoi est plus volumineux que tout ce qui est accepté à cette adresse.",
)


def _not_so(fault: HTTPException) -> Words:
    """What is said where another method is served."""
    allowed = (fault.headers or {}).get("Allow", "")
    if set(allowed.replace(" ", "").split(",")) <= {"GET", "HEAD"}:
        return Words("This address can only be read.", "Cette adresse ne peut être que lue.")
    return Words(
        f"This address takes {allowed} and nothing else.",
        f"Cette adresse n'accepte que {allowed}.",
    )


def _plain(request: Request, status: int, said: Words) -> Told:
    """A problem that is no more than its status."""
    told = said.spoken(tongue_of(request))
    return Told("about:blank", HTTPStatus(status).phrase, status, told)


def _address(kind: str) -> str:
    return f"{AT}/problems/{kind}"
