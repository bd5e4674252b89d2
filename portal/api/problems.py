"""Why a request was not answered, as RFC 9457 has it, with a sentence for whoever reads it."""

from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from engine.words import Words
from portal.words import language_of

AT: Final = "/api/v1"
"""Where the addresses for programs begin."""

KINDS: Final = {
    "no-form": (404, Words("There is no such form", "Ce formulaire n'existe pas")),
    "no-edition": (
        404,
        Words(
            "The form has no edition for that cycle",
            "Le formulaire n'a pas d'édition pour ce cycle",
        ),
    ),
    "no-cycle": (400, Words("The cycle is not named", "Le cycle n'est pas indiqué")),
    "no-state": (
        400,
        Words("The submitting States are not named", "Les États soumissionnaires manquent"),
    ),
    "no-problem": (404, Words("There is no such problem", "Ce problème n'existe pas")),
}
"""Every kind of problem by its name: the status of the answer, and its title."""


class Problem(Exception):
    """A request that is not answered: the kind, and what stands against this one."""

    def __init__(self, kind: str, said: Words) -> None:
        super().__init__(said.en)
        self.kind = kind
        self.said = said


class Told(JSONResponse):
    """A problem; it is never kept, since what is missing today may be there tomorrow."""

    media_type = "application/problem+json"

    def __init__(self, kind: str, title: str, status: int, detail: str) -> None:
        told = {"type": kind, "title": title, "status": status, "detail": detail}
        super().__init__(told, status, {"Cache-Control": "no-store"})


def described(name: str) -> dict[str, Any]:
    """What kind of problem that is, where its `type` leads. Problem for a name that is none."""
    if name not in KINDS:
        raise Problem("no-problem", Words("No problem has that name.", "Aucun problème de ce nom."))
    status, title = KINDS[name]
    return {"type": _address(name), "title": title._asdict(), "status": status}


def problem(request: Request, fault: Problem) -> Told:
    """The answer to a request that says something wrong."""
    language = language_of(request)
    status, title = KINDS[fault.kind]
    told = fault.said.spoken(language)
    return Told(_address(fault.kind), title.spoken(language), status, told)


def not_served(request: Request, fault: HTTPException) -> Told:
    """The answer to a request for an address that is none, or to more than reading."""
    said = Words(
        f"Nothing is to be found at this address; the forms are at {AT}/forms.",
        f"Rien ne se trouve à cette adresse ; les formulaires sont à {AT}/forms.",
    )
    if fault.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        said = Words("This address can only be read.", "Cette adresse ne peut être que lue.")
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


def _plain(request: Request, status: int, said: Words) -> Told:
    """A problem that is no more than its status."""
    return Told("about:blank", HTTPStatus(status).phrase, status, said.spoken(language_of(request)))


def _address(kind: str) -> str:
    return f"{AT}/problems/{kind}"
