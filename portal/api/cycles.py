"""/api/v1/cycles: the cycles, one of them, its calendar, and its ranking."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Request, Response

from engine.calendar import Deadline
from engine.decide import Refused
from engine.parameters import UnknownParameter
from engine.runtime import cycles_in_sight, listed
from engine.runtime.queries import looking
from engine.words import Language
from portal.access.sight import visible
from portal.api.caller import Reading, Signed, Signing
from portal.api.declared import Tags, problems
from portal.api.found import not_there
from portal.api.one import TAGGED
from portal.api.problems import AT, Problem
from portal.api.refusals import refusal
from portal.api.scopes import READ
from portal.api.shapes.law import (
    Calendar,
    CalendarEntry,
    Counted,
    Cycle,
    CycleLine,
    Cycles,
    Ranked,
    Ranking,
)
from portal.api.shapes.said import said
from portal.api.tongue import tongue_of
from portal.api.versions import Mark
from portal.cycle import standing
from portal.cycle_pages.seen import mark_of
from portal.here import Here
from portal.places import selection
from portal.selected import as_data
from workflows.selection.cut import Decision
from workflows.selection.selection import Selection
from workflows.timetable import Entry, calendar, edition

Year = Annotated[int, Path(ge=2000, le=2200, examples=[2028])]
Selector = Annotated[Signed, Depends(Signing(READ, "selection"))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Cycles(here)
    tags: Tags = ["cycles"]
    app.get(
        "/cycles", tags=tags, response_model=Cycles, summary="The cycles", responses=problems()
    )(shown.cycles)
    app.get(
        "/cycles/{cycle}", tags=tags, response_model=Cycle, summary="One cycle, counted",
        responses=problems(404),
    )(shown.cycle)  # fmt: skip
    app.get(
        "/cycles/{cycle}/calendar", tags=tags, response_model=Calendar,
        summary="When everything of it is due, and why", responses=problems(404),
    )(shown.calendar)  # fmt: skip
    app.get(
        "/cycles/{cycle}/ranking", tags=tags, response_model=Ranking,
        summary="Its files in their order of priority", responses=problems(404, 409) | TAGGED,
    )(shown.ranking)  # fmt: skip


@dataclass(frozen=True)
class _Cycles:
    here: Here

    def cycles(self, caller: Reading) -> Cycles:
        """With how many dossiers of each the caller may know of."""
        with looking(self.here.office.database) as connection:
            found = cycles_in_sight.cycles(connection, visible(caller.who))
        return Cycles(
            cycles=[
                CycleLine(
                    cycle=one.cycle, dossiers=one.dossiers,
                    moved_at=None if caller.who is None else one.moved_at,
                    url=None if one.cycle is None else f"{AT}/cycles/{one.cycle}",
                )
                for one in found
            ]
        )  # fmt: skip

    def cycle(self, caller: Reading, cycle: Year) -> Cycle:
        """Of its dossiers only those that the caller may know of are counted."""
        office = self.here.office
        with looking(office.database) as connection:
            wanted = listed.Wanted(cycle)
            counts = listed.counts(connection, visible(caller.who), wanted)
            kinds = {(one.workflow, one.definition) for one in counts}
            pinned = {kind: office.book.pinned(connection, *kind) for kind in kinds}
        if not counts:
            raise no_cycle()
        by: Counter[tuple[str, Any]] = Counter()
        for one in counts:
            state = pinned[one.workflow, one.definition].state[one.state]
            by[one.workflow, state.public] += one.dossiers
        return Cycle(
            cycle=cycle,
            session=self._session(cycle),
            dossiers=sum(by.values()),
            counts=[
                Counted(workflow=name, mechanism=said(office.book.workflows[name].title),
                        status=said(status), dossiers=number)
                for (name, status), number in sorted(by.items())
            ],
        )  # fmt: skip

    def calendar(self, caller: Reading, cycle: Year) -> Calendar:
        """Each date with its reasons, its paragraph and its mark; the law alone is asked."""
        law = self.here.office.book.law
        try:
            entries = calendar(law, cycle)
            return Calendar(
                cycle=cycle, edition=edition(law, cycle),
                entries=[_dated(one) for one in entries],
            )  # fmt: skip
        except UnknownParameter as fault:
            raise no_cycle() from fault

    def ranking(
        self, request: Request, response: Response, selector: Selector, cycle: Year
    ) -> Ranking:
        """For those who prepare the selection. Nothing moves; the ETag is for giving the places."""
        office = self.here.office
        try:
            now = standing(office, cycle)
            made = selection(office, cycle, Decision(), now)
        except UnknownParameter as fault:
            raise no_cycle() from fault
        if isinstance(made, Refused):
            raise refusal(made)
        response.headers["ETag"] = Mark(mark_of(now, office.book.law)).tag
        return ranking(made, tongue_of(request))

    def _session(self, cycle: int) -> dict[str, Any] | None:
        law = self.here.office.book.law
        try:
            found = law.for_cycle("session", cycle)
        except UnknownParameter:
            return None
        return {**found.says, "cite": found.cite, "mark": found.mark}


_PLACED = ("rank", "level", "status", "equal_to")


def ranking(made: Selection, language: Language) -> Ranking:
    """A selection as data, its reasons in that language."""
    data = as_data(made, language)
    ceiling = data["ceiling"]
    outside = [
        Ranked(**_file(one), rank=None, level=None, status="outside", equal_to=[])
        for one in data["outside"]
    ]
    inside = [
        Ranked(**_file(one), **{name: one[name] for name in _PLACED}) for one in data["inside"]
    ]
    return Ranking(
        cycle=made.cycle.number, places=ceiling["number"], wording=ceiling["wording"],
        cite=ceiling["cite"], mark=ceiling["mark"], files=[*outside, *inside],
        notes=data["notes"],
    )  # fmt: skip


def _file(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("file_no", "name", "states", "why")}


def _dated(one: Entry) -> CalendarEntry:
    due = one.due
    first, last = one.days or (None, None)
    fixed = due if isinstance(due, Deadline) else None
    return CalendarEntry(
        key=due.key, label=one.label, zone=due.zone, cite=str(due.citation), mark=due.mark,
        at=fixed.instant.astimezone(UTC) if fixed else None,
        local=fixed.local.isoformat() if fixed else None, first=first, last=last,
        derivation=[said(words) for words in due.derivation],
    )  # fmt: skip


def no_cycle() -> Problem:
    """What is answered where there is no such cycle."""
    return not_there(
        "There is no such cycle, or none of which you may know a dossier.",
        "Ce cycle n'existe pas, ou vous ne pouvez en connaître aucun dossier.",
    )
