"""/under-process: the files under process, as the directives let them be published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import cycles_in_sight, listed, queries
from engine.runtime.listed import ANY_CYCLE, Wanted
from engine.sight import Reach
from portal.access.sight import PUBLIC
from portal.here import Here
from portal.laid_out import by_workflow, groups
from workflows.catalogue import workflows
from workflows.states_parties import states_parties

ON_A_PAGE: Final = 50

UNDER_PROCESS: Final = Reach(
    stands_in=frozenset(
        state.name for one in workflows().values() for state in one.states if not state.final
    )
)
"""Whatever is not over."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as an address says it; what names nothing is left out, and told."""

    cycle: str = ""
    mechanism: str = ""
    party: str = ""
    after: str = ""

    def unknown(self) -> Iterator[str]:
        """What names nothing."""
        if self.cycle and self.year is None:
            yield self.cycle
        if self.mechanism not in ("", *workflows()):
            yield self.mechanism
        if self.party and self.party not in states_parties():
            yield self.party

    @property
    def year(self) -> int | None:
        """The cycle asked for; None where it is no year."""
        text = self.cycle
        return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else None

    @property
    def wanted(self) -> Wanted:
        """What the database is asked."""
        kind, state = self.mechanism, self.party
        return Wanted(
            self.year or ANY_CYCLE,
            Reach(
                workflows=frozenset({kind}) if kind in workflows() else None,
                stands_in=UNDER_PROCESS.stands_in,
                parties=frozenset({state}) if state in states_parties() else None,
            ),
        )

    @property
    def filters(self) -> Mapping[str, str]:
        """What an address says of them."""
        return {"cycle": self.cycle, "mechanism": self.mechanism, "party": self.party}


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/under-process")(_Process(here).look)


@dataclass(frozen=True)
class _Process:
    here: Here

    def look(self, request: Request) -> Response:
        """The files, and how many there are in all."""
        given = {name: value.strip()[:200] for name, value in request.query_params.items()}
        asked = Asked(**{name: given.get(name, "") for name in Asked.__dataclass_fields__})
        office = self.here.office
        with queries.looking(office.database) as connection:
            counts = listed.counts(connection, PUBLIC, asked.wanted)
            page = listed.page(connection, PUBLIC, asked.wanted, asked.after, ON_A_PAGE)
            cycles = [one.cycle for one in cycles_in_sight.cycles(connection, PUBLIC) if one.cycle]
            kinds = dict.fromkeys((one.workflow, one.definition) for one in counts)
            definitions = {kind: office.book.pinned(connection, *kind) for kind in kinds}
        return self.here.render(
            request,
            "public_process.html",
            asked=asked,
            unknown=list(asked.unknown()),
            cycles=cycles,
            mechanisms=list(workflows()),
            parties=sorted(states_parties()),
            found=sum(by_workflow(counts).values()),
            groups=groups(counts, definitions, inside=False),
            page=page,
            states={
                line.reference: definitions[line.workflow, line.definition].state[line.state]
                for line in page.lines
            },
        )
