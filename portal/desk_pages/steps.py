"""/desk/steps: one step for all that were ticked: chosen, tried, and then taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from starlette.datastructures import FormData

from engine.runtime import queries
from engine.runtime.database import Link
from portal.desk_pages.leading import officers, put_in_charge
from portal.desk_pages.offered import Offer, offered
from portal.desk_pages.picked import MOST, Picked, all_of, standing, ticked, written
from portal.desk_pages.seeing import Seeing, seeing
from portal.desk_pages.together import Result, Same, taken, tried
from portal.filing_pages.fields import Fields, text
from portal.here import Here

LONGEST_REASON: Final = 2000
_IN_CHARGE: Final = "lead"
"""What is asked for beside the steps: to put an officer in charge."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the form says: which step, or which officer; whether it is to be done now."""

    step: str
    officer: str
    sure: bool
    key: str


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.post("/desk/steps")(_Steps(here).act)


@dataclass(frozen=True)
class _Steps:
    here: Here

    def act(self, request: Request, form: Fields) -> Response:
        """Ask for the step; then say what would come of it; then take it."""
        who = self.here.writer(request, "desk")
        office = self.here.office
        with queries.looking(office.database) as connection:
            sees = seeing(connection, self.here, request, who)
            picked = self._picked(connection, sees, form)
            offers = offered(connection, office.book, who, picked) if picked else []
            known: dict[str, Any] = {"offers": offers, "officers": officers(connection)}
        wanted = _wanted(form)
        offer = next((one for one in offers if one.step.trigger == wanted.step), None)
        same = Same(wanted.step, _answers(form, offer), text(form, "reason")[:LONGEST_REASON])
        results, wrong = self._results(sees, picked, wanted, offer, same, known)
        return self.here.render(
            request,
            "desk_steps.html",
            422 if wrong else 200,
            picked=picked,
            rows=written(picked),
            q=text(form, "q"),
            wanted=wanted,
            chosen=offer,
            same=same,
            results=results,
            went=[one.went for one in results],
            wrong=wrong,
            most=MOST,
            key=wanted.key or token_urlsafe(16),
            **known,
        )

    def _picked(self, connection: Link, sees: Seeing, form: FormData) -> list[Picked]:
        if text(form, "all") and not text(form, "rows"):
            found = all_of(connection, sees, text(form, "q"))
        else:
            rows = [str(one) for one in form.getlist("row")] + text(form, "rows").splitlines()
            found = ticked(rows)
        return standing(connection, sees, found)

    def _results(
        self,
        sees: Seeing,
        picked: Sequence[Picked],
        wanted: _Wanted,
        offer: Offer | None,
        same: Same,
        known: dict[str, Any],
    ) -> tuple[list[Result], str]:
        """What came, or would come, of it; and the words for what is wrong with the form."""
        if not picked:
            return [], "desk_none_ticked"
        if wanted.step == _IN_CHARGE:
            return self._in_charge(sees, picked, wanted, known)
        if wanted.step and offer is None and not wanted.sure:
            return [], "desk_no_such_step"
        if not wanted.step:
            return [], ""
        if wanted.sure:
            # A step that is not offered any more may have been taken by this very request.
            return taken(self.here.office, sees.who, same, picked, f"desk:{wanted.key}"), ""
        return tried(self.here.office, sees.who, same, picked), ""

    def _in_charge(
        self, sees: Seeing, picked: Sequence[Picked], wanted: _Wanted, known: dict[str, Any]
    ) -> tuple[list[Result], str]:
        if wanted.officer not in {one.address for one in known["officers"]}:
            return [], "desk_no_officer"
        office = self.here.office
        return put_in_charge(office, sees.who, wanted.officer, picked, sure=wanted.sure), ""


def _wanted(form: FormData) -> _Wanted:
    return _Wanted(
        text(form, "step"), text(form, "officer"), text(form, "sure") == "yes",
        text(form, "key")[:40],
    )  # fmt: skip


def _answers(form: FormData, offer: Offer | None) -> dict[str, str]:
    """The answers that were given to what the step asks of all; once it was tried, they come back
    as they were given, also where the step is not offered any more."""
    given = {name[2:]: text(form, name) for name in form if name.startswith("a_")}
    asked = {one.name for one in offer.asks} if offer else given.keys()
    return {name: value for name, value in given.items() if value and name in asked}
