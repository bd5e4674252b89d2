"""/statistics: the register and the public files in charts, each with its figures in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response

from engine.parameters import Value
from engine.runtime import queries
from portal.here import Here
from portal.laid_out import groups
from portal.public_pages.charts import LETTERS, bars, cumulated, line
from portal.public_pages.counted import Counted, counted
from portal.words import language_of, named
from workflows.register import LISTS


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/statistics")(_Statistics(here).look)


@dataclass(frozen=True)
class _Statistics:
    here: Here

    def look(self, request: Request) -> Response:
        """The charts."""
        office, language = self.here.office, language_of(request)
        with queries.looking(office.database) as connection:
            found = counted(connection)
            kinds = dict.fromkeys((one.workflow, one.definition) for one in found.by_state)
            definitions = {kind: office.book.pinned(connection, *kind) for kind in kinds}
        states = groups(found.by_state, definitions, inside=False)
        return self.here.render(
            request,
            "public_statistics.html",
            letters=LETTERS,
            lists=bars(
                [named(language, "law_value", name) for name in LISTS],
                {str(year): numbers for year, numbers in found.by_year.items()},
            ),
            growth=line(cumulated((str(year), sum(n)) for year, n in found.by_year.items())),
            groups=bars(
                [""],
                {
                    named(language, "electoral_group", name): [number]
                    for name, number in found.by_group.items()
                },
            ),
            states=bars([""], {one.said.spoken(language): [one.dossiers] for one in states}),
            cycles=bars(
                [named(language, "cycle_gauge", name) for name in _PLACES], _by_place(found)
            ),
            reported=_reported(office.book.law.values("reported_files")),
            elements=found.elements,
        )


_PLACES = ("inside", "outside", "backlog")


def _by_place(found: Counted) -> dict[str, list[int]]:
    return {
        str(cycle): [getattr(placed, name) for name in _PLACES]
        for cycle, placed in found.by_cycle.items()
        if placed.any
    }


def _reported(values: Sequence[Value]) -> list[tuple[str, Value]]:
    """The figures with the cycles they are of."""
    return [
        (str(one.cycle) if one.cycle else f"{one.from_cycle}–{one.to_cycle}", one) for one in values
    ]
