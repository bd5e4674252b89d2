"""/decisions: what each session decided, and under which numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.parameters import Parameters
from engine.runtime import decided, queries
from engine.runtime.decided import Outcomes
from engine.words import Words
from portal.access.sight import PUBLIC
from portal.here import Here
from portal.rendered import Unknown
from workflows.catalogue import workflows

COLUMNS: Final = ("inscribed", "selected", "referred", "not_inscribed", "other")
"""The outcomes that have a column; all others are counted together."""

_AS: Final = {"not_selected": "not_inscribed"}
ON_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Session:
    """A session, its year, where it was held, and how many files it decided in which way."""

    name: str
    year: int
    place: Words | None
    counts: Counter[str]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Decisions(here)
    app.get("/decisions")(shown.sessions)
    app.get("/decisions/{session}")(shown.session)


@dataclass(frozen=True)
class _Decisions:
    here: Here

    def sessions(self, request: Request) -> Response:
        """Every session, the latest first."""
        with queries.looking(self.here.office.database) as connection:
            found = decided.outcomes(connection, PUBLIC)
        sessions = by_session(self.here.office.book.law, found)
        return self.here.render(
            request, "public_decisions.html", sessions=sessions, columns=COLUMNS
        )

    def session(self, request: Request, session: str, after: str = "") -> Response:
        """The decisions of one session."""
        if len(session) > 12 or "\x00" in session:
            raise Unknown("decisions_no_session", session)
        with queries.looking(self.here.office.database) as connection:
            page = decided.decisions(connection, PUBLIC, session, after, ON_A_PAGE)
        if not page.found and not after:
            raise Unknown("decisions_no_session", session)
        outcomes = {
            (one.kind, one.state): workflows()[one.kind].state[one.state].public
            for one in page.found
            if one.reference and one.state in workflows()[one.kind].state
        }
        return self.here.render(
            request,
            "public_session.html",
            session=session,
            place=_place(self.here.office.book.law, session),
            page=page,
            outcomes=outcomes,
            after=after,
        )


def by_session(law: Parameters, found: Iterable[Outcomes]) -> list[Session]:
    """What was decided, session by session, in the order it comes in."""
    sessions: dict[tuple[str, int], Session] = {}
    for one in found:
        key = (one.session, one.year)
        if key not in sessions:
            sessions[key] = Session(*key, _place(law, one.session), Counter())
        sessions[key].counts[_column(one)] += one.files
    return list(sessions.values())


def _column(one: Outcomes) -> str:
    if not one.state:
        return "selected" if one.kind == "GSP" else "inscribed"
    name = _AS.get(one.state, one.state)
    return name if name in COLUMNS else "other"


def _place(law: Parameters, session: str) -> Words | None:
    """Where the session was held, as the law's rows say it."""
    for value in law.values("session"):
        if value["name"] == session:
            place = value["place"]
            return Words(place, value.says.get("place_fr", place))
    return None
