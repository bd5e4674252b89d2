"""The pages of an office of 100,000 dossiers and two million entries: against pages by hand,
against a small office, and each against its own median."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final

from bench.asking import Line, asked, get, lines
from bench.clients import Run
from bench.office_of import CLOSED, NOW
from bench.rounds import ROUNDS, Side, in_turns
from bench.rows import Row, Target, milliseconds, per_second
from bench.serving import serving
from bench.visitors import officer_of, state_of

if TYPE_CHECKING:
    from bench.databases import Place

LARGE: Final = 100_000
SMALL: Final = 1_000
CLIENTS: Final = 16

DESK: Final = "/desk?q=-turn%3Aclosed"
LIST: Final = "/desk?q=due%3A%3E0d+-turn%3Aclosed"
FILE: Final = f"/dossiers/{CLOSED}"
OPEN_TO_ALL: Final = ("/", "/cycles", "/under-process", "/decisions", "/statistics", "/law")


def listing(place: "Place") -> Iterator[Row]:
    """The list of the desk, fifty rows with filters and counts: against the same by hand."""
    url = place.large_office(LARGE)
    with ExitStack() as stack:
        ours = stack.enter_context(serving("our_pages", url, NOW.isoformat()))
        bare = stack.enter_context(serving("bare_pages", url))
        mine = stack.enter_context(lines(ours, CLIENTS))
        theirs = stack.enter_context(lines(bare, CLIENTS))
        page, slot = get(LIST, officer_of(url)), place.seconds / ROUNDS
        with_counts = in_turns(
            lambda: asked(mine, page, slot).rate,
            lambda: asked(theirs, get("/desk"), slot).rate,
        )
        alone = asked(theirs, get("/rows"), slot).rate
    yield with_counts.row(
        "fifty rows of 100,000 with filters and counts, 16 connections", per_second,
        Target(">=", 0.60), f"against bare FastAPI, Core and Jinja; its rows alone {alone:,.0f}/s",
    )  # fmt: skip


def grown(place: "Place", what: str) -> Iterator[Row]:
    """The same page of a large office and of a small one, one connection."""
    with ExitStack() as stack:
        sides: list[Side] = []
        for dossiers in (LARGE, SMALL):
            url = place.large_office(dossiers)
            port = stack.enter_context(serving("our_pages", url, NOW.isoformat()))
            (line,) = stack.enter_context(lines(port, 1))
            sides.append(partial(_typical, line, _page(url, what), place.seconds / ROUNDS))
        large, small = sides
        compared = in_turns(large, small)
    yield compared.row(
        f"{_TOLD[what]}, of 100,000 dossiers", milliseconds, Target("<=", 1.5),
        "against the same page of 1,000",
    )  # fmt: skip


def steady(place: "Place") -> Iterator[Row]:
    """Of each page the time that one look in a hundred exceeds, by the page's own median."""
    url = place.large_office(LARGE)
    cookie = officer_of(url)
    pages = {
        DESK: cookie, FILE: cookie, "/state": state_of(url)[0], "/audit": cookie,
        **dict.fromkeys(OPEN_TO_ALL, ""),
    }  # fmt: skip
    with serving("our_pages", url, NOW.isoformat()) as port, lines(port, 1) as on:
        for path, who in pages.items():
            yield _steady(on, path, get(path, who), place.seconds / ROUNDS)


def _steady(on: list[Line], path: str, page: bytes, slot: float) -> Row:
    asked(on, page, slot / 2)
    runs = [asked(on, page, slot) for _ in range(ROUNDS)]
    all_of = sorted(runs, key=lambda run: run.p99 / _median(run))
    typical = all_of[len(all_of) // 2]
    ratio = typical.p99 / _median(typical)
    name = path.partition("?")[0]
    return Row(
        f"{name}: one look in a hundred", milliseconds(typical.p99),
        milliseconds(_median(typical)), ratio, Target("<=", 3), "against its own median",
    )  # fmt: skip


def _page(url: str, what: str) -> bytes:
    if what == "state":
        return get("/state", state_of(url)[0])
    return get({"desk": DESK, "dossier": FILE}[what], officer_of(url))


_TOLD: Final = {
    "desk": "the desk of an officer",
    "dossier": "one dossier",
    "state": "the desk of a State",
}


def _typical(line: Line, page: bytes, slot: float) -> float:
    return _median(asked([line], page, slot))


def _median(run: Run) -> float:
    return median(run.latencies[0])
