"""A move by HTTP, sixteen connections: the form of a step as a browser sends it, against a bare
transaction behind FastAPI."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from statistics import median
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from sqlalchemy import Engine

from bench.asking import Line, lines, must, post
from bench.clients import Run, work
from bench.databases import Kind
from bench.dossiers import DELEGATE, NOW, references
from bench.dossiers import must as done
from bench.rounds import ROUNDS, in_turns
from bench.rows import Row, Target, per_second
from bench.serving import serving
from engine.runtime.database import writer
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.sessions import begin
from portal.identity.cookie import NAME

if TYPE_CHECKING:
    from bench.databases import Place

CLIENTS: Final = 16
STEP: Final = "rank"
"""A step that can be taken again and again: what is measured is one and the same move."""

_FORM: Final = "application/x-www-form-urlencoded"

Asking = tuple[Line, bytes, int]
"""On which connection, what, and with which status it is answered."""


def moving(place: "Place", kind: Kind) -> Iterator[Row]:
    """The moves per second, and the time that one in a hundred takes longer."""
    named = references(CLIENTS * 10)
    with (
        place.database(kind, named, drafts) as one,
        place.database(kind, named, drafts) as another,
        serving("our_pages", _url(one), NOW.isoformat()) as port,
        serving("bare_pages", _url(another)) as bare,
        lines(port, CLIENTS) as mine,
        lines(bare, CLIENTS) as theirs,
    ):
        cookie, slot = _cookie(one), place.seconds / ROUNDS
        ours = _queues(mine, named, lambda *move: _ours(cookie, *move), 303)
        other = _queues(theirs, named, _bare, 200)
        runs: list[Run] = []

        def rate() -> float:
            runs.append(work(_ask, ours, slot))
            return runs[-1].rate

        compared = in_turns(rate, lambda: work(_ask, other, slot).rate)
        p99 = median(run.p99 for run in runs[1:]) * 1e3
    what = f"moves by HTTP, {kind}, {CLIENTS} connections"
    yield compared.row(
        what, per_second, Target(">=", 0.60), "a form of a page, against bare FastAPI and Core"
    )
    yield Row(f"{what}: one in a hundred", f"{p99:.1f} ms", "", p99, Target("<=", 50, "ms"))


def drafts(desk: Office, named: Sequence[str]) -> None:
    """Open these dossiers: their State may rank them."""
    told = {"title": "Weaving", "cycle": 2027, "states": ["Norway"], "contact": "h@example.org"}
    for reference in named:
        done(desk.execute(Move(reference, "open", DELEGATE, told, opens="rl")))


def _queues(
    on: Sequence[Line],
    named: Sequence[str],
    asking: Callable[[str, int], bytes],
    status: int,
) -> list[Iterator[Asking]]:
    """For each connection the moves of dossiers of its own, each under the version that it
    leaves."""
    return [_moves(line, named[first :: len(on)], asking, status) for first, line in enumerate(on)]


def _moves(
    line: Line, named: Sequence[str], asking: Callable[[str, int], bytes], status: int
) -> Iterator[Asking]:
    for version in count(1):
        for reference in named:
            yield line, asking(reference, version), status


def _ask(asking: Asking) -> None:
    line, request, status = asking
    must(line.ask(request), status)


def _ours(cookie: str, reference: str, version: int) -> bytes:
    given = {
        "answer-order": version % 9 + 1, "seen": version, "do": "make",
        "key": f"step:{reference}:bench-{version:032}",
    }  # fmt: skip
    return post(_address(reference), urlencode(given), _FORM, cookie)


def _bare(reference: str, version: int) -> bytes:
    return post(f"{_address(reference)}?order={version % 9 + 1}", "", _FORM)


def _address(reference: str) -> str:
    return f"/dossiers/{quote(reference)}/steps/{STEP}"


def _cookie(database: Engine) -> str:
    with writer(database).begin() as connection:
        return f"{NAME}={begin(connection, DELEGATE, NOW)}"


def _url(database: Engine) -> str:
    return database.url.render_as_string(hide_password=False)
