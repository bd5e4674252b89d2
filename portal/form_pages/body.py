"""What a request brings in its body, within bounds."""

import json
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from engine.words import Words
from forms.plain import grouped
from portal.form_pages.inputs import Pair

LARGEST: Final = 2_000_000
"""Bytes of one body."""

MOST_FIELDS: Final = 20_000
"""Inputs of one page."""

DEEPEST: Final = 10
"""Levels of a JSON text; answers have six."""


class Unfit(ValueError):
    """A body that is not read: the status of the answer, and the words that say why."""

    def __init__(self, status: int, en: str, fr: str) -> None:
        super().__init__(en)
        self.status = status
        self.said = Words(en, fr)


async def within_bounds(request: Request) -> bytes:
    """The body of a request. Unfit (413) when it is larger than `LARGEST`, (400) when the line was
    cut before its end."""
    try:
        return await _whole(request)
    except ClientDisconnect as fault:
        raise Unfit(
            400,
            "the connection ended before everything had come; nothing was saved",
            "la connexion a été interrompue avant la fin de l'envoi ; rien n'a été enregistré",
        ) from fault


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            most = grouped(LARGEST)
            raise Unfit(
                413,
                f"this is more than {most.en} bytes at once; nothing was saved: save fewer answers "
                "at a time, and attach what is long",
                f"cela fait plus de {most.fr} octets à la fois ; rien n'a été enregistré : "
                "veuillez enregistrer moins de réponses à la fois, et joindre ce qui est long",
            )
    return bytes(body)


Body = Annotated[bytes, Depends(within_bounds)]


def pairs(body: bytes) -> list[Pair]:
    """The inputs of a page. Unfit (413) when there are more than `MOST_FIELDS`."""
    try:
        return parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        most = grouped(MOST_FIELDS)
        raise Unfit(
            413,
            f"the page sent more than {most.en} inputs; nothing was saved",
            f"la page a envoyé plus de {most.fr} champs ; rien n'a été enregistré",
        ) from None


def changes(body: bytes) -> tuple[int, dict[str, Any]]:
    """The version that was looked at, and the answers by question. Unfit (422) for anything that
    is not {"seen": version, "answers": {...}} in JSON."""
    try:
        said = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        said = None
    match said:
        case {"seen": int(seen), "answers": dict(answers)} if (
            not isinstance(seen, bool) and 0 <= seen < 10**9 and not _deep(answers)
        ):
            return seen, answers
    raise Unfit(
        422,
        'it is not {"seen": version, "answers": {...}} in JSON; nothing was saved',
        'ce n\'est pas {"seen": version, "answers": {...}} en JSON ; rien n\'a été enregistré',
    )


def _no_number(name: str) -> None:
    raise ValueError(name)


def _deep(answers: Any) -> bool:
    level = [answers]
    for _ in range(DEEPEST):
        inner = [one for one in level if isinstance(one, dict | list)]
        level = [part for one in inner for part in (one.values() if isinstance(one, dict) else one)]
    return any(isinstance(one, dict | list) for one in level)
