"""The address under which those who may read a file take it with them."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from engine.runtime import queries
from engine.runtime.store.kept import CHUNK
from engine.words import Language
from portal.exported.archive import NotWhole
from portal.exported.formats import FORMATS, Format, write
from portal.filing.draft import NotThere
from portal.filing_pages.attachments import UNTOUCHED
from portal.here import Here
from portal.words import language_of
from workflows.roles import STATE_PARTY

TYPES: Final = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get("/dossiers/{reference}/export.{ending}")(_Exported(here).file)


@dataclass(frozen=True)
class _Exported:
    here: Here

    def file(self, request: Request, reference: str, ending: str, revision: str = "") -> Response:
        """The last filing, or the one asked for. The draft of a file that was never filed goes to
        those who write it alone."""
        wanted = next((one for one in FORMATS if one == ending), None)
        if wanted is None or not (revision == "" or _is_number(revision)):
            raise NotThere(f"{reference} / {ending}")
        with queries.looking(self.here.office.database) as connection:
            dossier = self.here.dossier(connection, request, reference)
        who = self.here.who(request)
        number, drafted = int(revision) if revision else None, who.role == STATE_PARTY
        try:
            return handed_out(
                self.here, dossier.reference, wanted, language_of(request), number, drafted=drafted
            )
        except NotWhole as fault:
            told = fault.said
            return self.here.render(request, "refused.html", 500, heading="fault", told=told)


def handed_out(
    here: Here,
    reference: str,
    wanted: Format,
    language: Language,
    number: int | None,
    *,
    drafted: bool,
) -> StreamingResponse:
    """A dossier in that format, to be saved. LookupError, NotWhole and OSError as in `write`."""
    with ExitStack() as unless_made:
        # An archive is whole before the first byte of it leaves: on the disk, under no name.
        made = unless_made.enter_context(TemporaryFile())
        store = here.archive.store
        write(here.office, store, reference, wanted, language, made, number, drafted=drafted)
        unless_made.pop_all()
    size = made.tell()
    name = quote(f"{reference}.{wanted}", safe="")
    return StreamingResponse(
        _chunks(made),
        media_type=TYPES[wanted],
        headers=UNTOUCHED
        | {
            "Content-Length": str(size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        },
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _chunks(made: BinaryIO) -> Iterator[bytes]:
    with made:
        made.seek(0)
        while chunk := made.read(CHUNK):
            yield chunk
