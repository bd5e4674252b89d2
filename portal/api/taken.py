"""/api/v1/dossiers/{reference}/export.{ending}: a file to be taken along, as on its page."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, get_args

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import StreamingResponse

from engine.runtime.queries import looking
from portal.api.caller import Reading
from portal.api.declared import problems
from portal.api.found import read_whole
from portal.api.one import Reference
from portal.api.problems import Problem
from portal.api.tongue import tongue_of
from portal.exported.archive import NotWhole
from portal.exported.formats import Format
from portal.filing_pages.export import TYPES, handed_out
from portal.here import Here
from workflows.roles import STATE_PARTY

Ending = Annotated[Format, Path(examples=["json"])]
Number = Annotated[
    int | None, Query(ge=1, le=999_999_999, description="Which filing; the last, where none.")
]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/dossiers/{reference}/export.{ending}", tags=["dossiers"],
        response_class=StreamingResponse, summary="The file as JSON, Word, PDF or an archive",
        responses=problems(404, 503) | _FILE,
    )(_Taken(here).file)  # fmt: skip


def _shape(one: Format) -> dict[str, Any]:
    if one == "json":
        return {"type": "object", "example": {"reference": "RL-2028-0001", "cycle": 2028}}
    return {"type": "string"}


_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file, to be saved.",
        "content": {TYPES[one]: {"schema": _shape(one)} for one in get_args(Format)},
    }
}


@dataclass(frozen=True)
class _Taken:
    here: Here

    def file(
        self,
        request: Request,
        caller: Reading,
        reference: Reference,
        ending: Ending,
        filing: Number = None,
    ) -> StreamingResponse:
        """The last filing, or the one asked for. The draft of a file that was never filed goes to
        those who write it alone."""
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, caller.who)
        drafted = caller.who is not None and caller.who.role == STATE_PARTY
        try:
            return handed_out(
                self.here, dossier.reference, ending, tongue_of(request), filing, drafted=drafted
            )
        except NotWhole as fault:
            raise Problem("silent", fault.said) from fault
