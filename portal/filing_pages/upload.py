"""One file out of a posted form: streamed to the disk, never held whole, refused when it is more
than is taken."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from engine.words import Words

AROUND: Final = 100_000
"""Bytes of a form around its file: names, caption, credit."""

_TOO_LARGE: Final = Words(
    "What was sent is larger than any file that is taken here.",
    "L'envoi est plus volumineux que tout fichier accepté ici.",
)
_ONE: Final = Words(
    "Please choose one file, and send it with the form of this page.",
    "Veuillez choisir un fichier, et l'envoyer par le formulaire de cette page.",
)
_CUT_OFF: Final = Words(
    "The connection ended before the whole file had come; nothing of it was kept.",
    "La connexion a été interrompue avant l'arrivée du fichier entier ; rien n'en a été conservé.",
)


class NotTaken(ValueError):
    """What was posted is no form with one file in it, or too much: the words say so, `status` is
    that of the answer."""

    def __init__(self, said: Words, status: int) -> None:
        super().__init__(said.en)
        self.said = said
        self.status = status


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a form, and its one file."""

    fields: FormData
    file: UploadFile

    def text(self, name: str) -> str:
        """A field, empty where it was not given."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


@asynccontextmanager
async def posted(request: Request, most: int) -> AsyncIterator[Posted]:
    """The form with its file, which is closed and gone at the end. NotTaken above `most` bytes:
    before any is read where the request says its size, else as soon as one too many came."""
    bound = most + AROUND
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > bound:
        raise NotTaken(_TOO_LARGE, 413)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise NotTaken(_ONE, 422)
    parser = MultiPartParser(
        request.headers, _bounded(request, bound), max_files=1, max_fields=20, max_part_size=AROUND
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as fault:
        raise NotTaken(_ONE, 422) from fault
    # Nobody hears this any more, unless a proxy stands between; and it is no fault of ours.
    except ClientDisconnect as fault:
        raise NotTaken(_CUT_OFF, 400) from fault
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise NotTaken(_ONE, 422)
        yield Posted(form, file)
    finally:
        await form.close()


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    came = 0
    async for chunk in request.stream():
        came += len(chunk)
        if came > most:
            raise NotTaken(_TOO_LARGE, 413)
        yield chunk
