"""/cycles and /cycles/{cycle}: how far each cycle is, and its dossiers by where they stand."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response

from engine.dossier import Dossier
from engine.runtime import cycles_in_sight, listed, queries
from engine.runtime.cycles_in_sight import Placed
from engine.runtime.database import Link
from engine.runtime.listed import Wanted
from engine.sight import Reach
from portal.access.rooms import reads_in
from portal.access.sight import visible
from portal.cycle_pages.addressed import cycle_of
from portal.cycle_pages.gauge import gauge
from portal.here import Here
from portal.laid_out import Group, by_workflow, groups, turns
from portal.rendered import Unknown
from portal.words import words

OF_EACH: Final = 12
"""Dossiers of each group on the page of a cycle."""

ON_A_PAGE: Final = 100
"""Dossiers on a page of one group."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Overview(here)
    app.get("/cycles")(shown.cycles)
    app.get("/cycles/{address}")(shown.cycle)


@dataclass(frozen=True)
class _Overview:
    here: Here

    def cycles(self, request: Request) -> Response:
        """Every cycle of which something is in sight."""
        sight = visible(self.here.somebody(request))
        with queries.looking(self.here.office.database) as connection:
            found = cycles_in_sight.cycles(connection, sight)
            placed = cycles_in_sight.placed(connection, sight)
        law = self.here.office.book.law
        gauges = {
            one.cycle: gauge(law, one.cycle, placed.get(one.cycle, Placed()))
            for one in found
            if one.cycle is not None
        }
        return self.here.render(request, "cycles.html", cycles=found, gauges=gauges)

    def cycle(
        self, request: Request, address: str, workflow: str = "", state: str = "", after: str = ""
    ) -> Response:
        """The dossiers of one cycle, of one workflow and of one state if these are named."""
        number, office = cycle_of(address), self.here.office
        who = self.here.somebody(request)
        sight, inside = visible(who), reads_in(who, "desk") is None
        of_kind = Reach(workflows=frozenset({workflow})) if workflow else Reach()
        with queries.looking(office.database) as connection:
            counts = listed.counts(connection, sight, Wanted(number))
            if not counts:
                raise Unknown("no_cycle", address)
            kinds = dict.fromkeys((one.workflow, one.definition) for one in counts)
            definitions = {kind: office.book.pinned(connection, *kind) for kind in kinds}
            of_it = [one for one in counts if workflow in ("", one.workflow)]
            found = groups(of_it, definitions, inside=inside)
            known: dict[str, Any] = {
                "turns": turns(of_it, definitions, words()["role"]),
                **_lines(connection, sight, Wanted(number, of_kind), found, (state, after)),
            }
            placed = cycles_in_sight.placed(connection, sight, number) if number else {}
        return self.here.render(
            request,
            "cycle.html",
            address=address,
            cycle=number,
            session=self.here.about(_any_of(number, counts[0].workflow))["session"],
            total=sum(one.dossiers for one in counts),
            mechanisms=by_workflow(counts),
            chosen=workflow,
            groups=found,
            gauge=gauge(office.book.law, number, placed.get(number, Placed())) if number else None,
            may_try=reads_in(who, "selection") is None,
            **known,
        )


def _lines(
    connection: Link, sight: Any, wanted: Wanted, found: list[Group], asked: tuple[str, str]
) -> dict[str, Any]:
    """The lines of each group, or a page of the one that is asked for."""
    state, after = asked
    one = next((group for group in found if group.key == state), None)
    if one is not None:
        reach = Reach(workflows=wanted.reach.workflows, stands_in=one.states)
        page = listed.page(connection, sight, Wanted(wanted.cycle, reach), after, ON_A_PAGE)
        return {"open": one, "lines": {one.key: page.lines}, "after": page.after, "begun": after}
    firsts = listed.firsts(connection, sight, wanted, OF_EACH)
    lines = {
        group.key: [line for line in firsts if line.state in group.states][:OF_EACH]
        for group in found
    }
    return {"open": None, "lines": lines, "after": "", "begun": ""}


def _any_of(cycle: int | None, workflow: str) -> Dossier:
    """Some dossier of the cycle, to ask what all of them have in common."""
    return Dossier("", workflow, facts={} if cycle is None else {"cycle": cycle})
