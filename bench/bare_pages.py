"""`python -m bench.bare_pages URL PORT`: the other side of the pages, by hand: FastAPI,
SQLAlchemy Core, Jinja, and nothing around them: no session, no sight, no language."""

import gc
import sys
from typing import Final

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import DictLoader, Environment
from sqlalchemy import Engine, func, select

from bench.bare_core import BareCore
from bench.dossiers import OFFICER
from bench.office_of import NOW
from engine.runtime.correspondent_tables import correspondent, post
from engine.runtime.database import connect
from engine.runtime.moves import Move
from engine.runtime.tables import dossier
from workflows.catalogue import workflows

_ROWS: Final = 50
_TURN: Final = [one.name for one in workflows()["rl"].states if not one.final]
_COLUMNS: Final = (
    "reference", "file_no", "workflow", "state", "version", "cycle", "moved_at", "due_at", "due",
)  # fmt: skip

_LIST: Final = (
    select(
        *(dossier.c[name] for name in _COLUMNS),
        dossier.c.facts["title"].as_string().label("title"),
        dossier.c.facts["states"].label("states"),
        correspondent.c.name.label("lead"),
    )
    .join_from(dossier, post, post.c.concerns == dossier.c.reference)
    .join(correspondent, correspondent.c.address == post.c.address)
    .where(
        dossier.c.state.in_(_TURN), dossier.c.due_at >= NOW,
        post.c.kind == "officer", post.c.ended_at.is_(None),
    )
    .order_by(dossier.c.due_at, dossier.c.reference)
    .limit(_ROWS)
)  # fmt: skip
_KEYS: Final = (dossier.c.workflow, dossier.c.state, dossier.c.cycle)
_COUNTS: Final = (
    select(*_KEYS, func.count().label("files"))
    .where(dossier.c.state.in_(_TURN), dossier.c.due_at >= NOW)
    .group_by(*_KEYS)
)

_HEAD: Final = """<!doctype html><html lang="en"><head><title>Desk</title></head><body>
<h1>Desk</h1>
{%- for one in counts %}<li><a href="/desk?state={{ one.state }}&amp;kind={{ one.workflow }}">
{{- one.state }}, {{ one.workflow }}, {{ one.cycle }}</a> {{ one.files }}</li>{% endfor %}"""
_TABLE: Final = """<table>
<tr><th>File</th><th>Title</th><th>States</th><th>State</th><th>Due</th><th>Officer</th></tr>
{%- for row in rows %}
<tr><th scope="row"><a href="/dossiers/{{ row.reference }}">{{ row.file_no or row.reference }}</a>
</th><td>{{ row.title }}</td><td>{{ row.states | join(", ") }}</td><td>{{ row.state }}</td>
<td><time datetime="{{ row.due_at.isoformat() }}">{{ row.due_at.strftime("%d %B %Y, %H:%M") }}
</time></td><td>{{ row.lead }}</td></tr>{% endfor %}
</table></body></html>"""


def pages(database: Engine) -> FastAPI:
    """A list of dossiers with their counts, the list alone, and a move."""
    app = FastAPI()
    core = BareCore(database)
    made = Environment(loader=DictLoader({"desk": _HEAD + _TABLE, "rows": _TABLE}), autoescape=True)

    @app.get("/desk")
    def desk() -> HTMLResponse:
        with database.connect() as connection:
            rows = connection.execute(_LIST).all()
            counts = connection.execute(_COUNTS).all()
        return HTMLResponse(made.get_template("desk").render(rows=rows, counts=counts))

    @app.get("/rows")
    def rows() -> HTMLResponse:
        with database.connect() as connection:
            found = connection.execute(_LIST).all()
        return HTMLResponse(made.get_template("rows").render(rows=found))

    @app.post("/dossiers/{reference}/steps/{trigger}")
    def step(reference: str, trigger: str, order: int) -> JSONResponse:
        core.execute(Move(reference, trigger, OFFICER, {"order": order}))
        return JSONResponse({"reference": reference})

    return app


def main() -> None:
    """Serve until the process is ended."""
    url, port = sys.argv[1:3]
    app = pages(connect(url))
    gc.collect()
    gc.freeze()
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
