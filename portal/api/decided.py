"""/api/v1/decisions and /statistics: what each session decided, and the figures, for anybody."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Path, Query, Response

from engine.runtime import decided
from engine.runtime.decided import Decision
from engine.runtime.queries import looking
from portal.access.sight import PUBLIC
from portal.api.caller import Reading
from portal.api.cursor import Cursor, parts_of, place
from portal.api.declared import Tags, problems
from portal.api.found import not_there
from portal.api.lists import LINKED
from portal.api.problems import AT
from portal.api.shapes.law import Counted
from portal.api.shapes.published import (
    Decisions,
    DecisionTold,
    OfACycle,
    OfAYear,
    Sessions,
    SessionTold,
    Statistics,
)
from portal.api.shapes.said import said
from portal.here import Here
from portal.public_pages.counted import counted
from portal.public_pages.decisions import by_session
from workflows.catalogue import workflows
from workflows.register import LISTS

Session = Annotated[str, Path(max_length=12, pattern=r"^[^\x00-\x1f]+$", examples=["20.COM"])]
Limit = Annotated[int, Query(ge=1, le=200)]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Decided(here)
    tags: Tags = ["public"]
    app.get(
        "/decisions", tags=tags, response_model=Sessions, summary="What each session decided",
        responses=problems(),
    )(shown.sessions)  # fmt: skip
    app.get(
        "/decisions/{session}", tags=tags, response_model=Decisions,
        summary="The decisions of one session", responses=problems(404) | LINKED,
    )(shown.session)  # fmt: skip
    app.get(
        "/statistics", tags=tags, response_model=Statistics, summary="The figures",
        responses=problems(),
    )(shown.statistics)  # fmt: skip


@dataclass(frozen=True)
class _Decided:
    here: Here

    def sessions(self, caller: Reading) -> Sessions:
        """How many files it decided in which way."""
        with looking(self.here.office.database) as connection:
            found = decided.outcomes(connection, PUBLIC)
        return Sessions(
            sessions=[
                SessionTold(
                    session=one.name, year=one.year, place=one.place and said(one.place),
                    outcomes=dict(sorted(one.counts.items())),
                    url=f"{AT}/decisions/{quote(one.name, safe='')}",
                )
                for one in by_session(self.here.office.book.law, found)
            ]
        )  # fmt: skip

    def session(
        self,
        response: Response,
        caller: Reading,
        session: Session,
        limit: Limit = 100,
        cursor: Cursor = None,
    ) -> Decisions:
        """Under which number each file was decided, and how."""
        after = "~".join(parts_of(cursor, 2)) if cursor else ""
        with looking(self.here.office.database) as connection:
            page = decided.decisions(connection, PUBLIC, session, after, limit)
        if not page.found and not after:
            raise not_there("That session decided nothing.", "Cette session n'a rien décidé.")
        follows = None
        if page.after:
            mark = place(*page.after.split("~", 1))
            follows = f"{AT}/decisions/{quote(session, safe='')}?limit={limit}&cursor={mark}"
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return Decisions(
            session=session, decisions=[_decision(one) for one in page.found], next=follows
        )

    def statistics(self, caller: Reading) -> Statistics:
        """Of the register as it was imported and as decided files have changed it, and of the files
        that the public may know of."""
        office = self.here.office
        with looking(office.database) as connection:
            found = counted(connection)
            by: Counter[tuple[str, Any]] = Counter()
            for one in found.by_state:
                pinned = office.book.pinned(connection, one.workflow, one.definition)
                by[one.workflow, pinned.state[one.state].public] += one.dossiers
        return Statistics(
            elements=found.elements,
            by_year=[
                OfAYear(year=year, lists=dict(zip(LISTS, numbers, strict=True)))
                for year, numbers in found.by_year.items()
            ],
            by_group=dict(found.by_group),
            by_status=[
                Counted(workflow=name, mechanism=said(office.book.workflows[name].title),
                        status=said(status), dossiers=number)
                for (name, status), number in sorted(by.items())
            ],
            by_cycle=[
                OfACycle(cycle=cycle, inside=one.inside, outside=one.outside, backlog=one.backlog)
                for cycle, one in found.by_cycle.items()
                if one.any
            ],
        )  # fmt: skip


def _decision(one: Decision) -> DecisionTold:
    known = workflows().get(one.kind)
    state = known.state.get(one.state) if known and one.reference else None
    return DecisionTold(
        file_no=one.file_no, reference=one.reference or None, title=one.title,
        states=list(one.states), kind=one.kind, decision=one.decision, decided_on=one.decided_on,
        outcome=state and said(state.public), illustrative=one.illustrative,
    )  # fmt: skip
