"""/api/v1/dossiers.csv and .xlsx: what a filter shows, as a file."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse

from engine.runtime import desk
from engine.runtime.foreseen import foresee
from engine.runtime.queries import looking
from portal.api.caller import Caller, Reading
from portal.api.declared import problems
from portal.api.filters import INSIDE, Filter, Filtering, sought
from portal.api.lists import lines
from portal.api.shapes.dossiers import Line
from portal.api.tongue import tongue_of
from portal.exported_lists import as_csv, as_xlsx
from portal.exported_lists.columns import MOST, Written, rows
from portal.here import Here
from workflows.next_date import next_date

_TOGETHER: Final = 500


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses; they come before those of one dossier."""
    exports = _Exports(here)
    made = (
        ("csv", exports.csv, as_csv.MEDIA_TYPE),
        ("xlsx", exports.xlsx, as_xlsx.MEDIA_TYPE),
    )
    for ending, answer, kind in made:
        app.get(
            f"/dossiers.{ending}", tags=["dossiers"], response_class=Response,
            summary=f"The same as {ending.upper()}", description=INSIDE,
            responses=problems() | _file(kind),
        )(answer)  # fmt: skip


def _file(kind: str) -> dict[int | str, dict[str, Any]]:
    told = f"Up to {MOST} dossiers, the time and the filter above them; the last line says so "
    return {
        200: {
            "description": f"{told}where there are more.",
            "content": {kind: {"schema": {"type": "string"}}},
        }
    }


@dataclass(frozen=True)
class _Exports:
    here: Here

    def csv(self, request: Request, caller: Reading, given: Filtering) -> Response:
        """UTF-8 with a mark at its beginning; no cell of it is a formula."""
        found, written = self._found(request, caller, given)
        pieces = as_csv.as_csv(rows(found, written.language), written)
        kind = f"{as_csv.MEDIA_TYPE}; charset=utf-8"
        return StreamingResponse(pieces, media_type=kind, headers=_named(written, "csv"))

    def xlsx(self, request: Request, caller: Reading, given: Filtering) -> Response:
        """Real dates, a frozen header, a filter; texts stay texts."""
        found, written = self._found(request, caller, given)
        body = as_xlsx.as_xlsx(rows(found, written.language), written)
        return Response(body, media_type=as_xlsx.MEDIA_TYPE, headers=_named(written, "xlsx"))

    def _found(self, request: Request, caller: Caller, given: Filter) -> tuple[list[Line], Written]:
        """All at one instant: what is moved meanwhile is in no list twice, and missing in none."""
        office = self.here.office
        asked = sought(given, caller)
        foresee(office, next_date)
        found: list[Line] = []
        after: desk.Mark | None = None
        with looking(office.database) as connection:
            while len(found) < MOST:
                most = min(_TOGETHER, MOST - len(found))
                page = desk.page(connection, asked.sight, asked.asked, after, most, "reference")
                found += lines(self.here, connection, page.rows, caller)
                after = page.after
                if after is None:
                    break
        named = [one for one in request.query_params.multi_items() if one[0] != "lang"]
        who = "the public" if caller.who is None else f"{caller.who.name} ({caller.who.role})"
        return found, Written(
            office.clock(), urlencode(named), tongue_of(request), who, after is not None
        )


def _named(written: Written, ending: str) -> dict[str, str]:
    name = f"dossiers-{written.at:%Y%m%d-%H%M}.{ending}"
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }  # fmt: skip
