"""/cycles/{cycle}/try: the same cycle under two policies, and who enters, leaves or moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response

from engine.parameters import UnknownParameter
from engine.words import Language
from portal.cycle import standing
from portal.cycle_pages.addressed import year_of
from portal.cycle_pages.policies import policies
from portal.cycle_pages.seen import illustrative
from portal.cycle_pages.trial_asked import ORDERS, Trial, trial
from portal.here import Here
from portal.tried import as_data
from portal.words import language_of
from workflows.selection.changes import changed_without
from workflows.selection.policies import Proposal, Unusable
from workflows.selection.policy import LEVELS
from workflows.selection.trial import tried


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/cycles/{address}/try")(_Simulator(here).look)


@dataclass(frozen=True)
class _Simulator:
    here: Here

    def look(self, request: Request, address: str) -> Response:
        """The form, and what comes of it; the address says all of it, so that it can be shared."""
        self.here.reader(request, "selection")
        year, known = year_of(address), policies(self.here.office.book.law)
        asked = trial(request.query_params)
        shown: dict[str, Any] = {
            "told": None,
            "faults": [],
            "unusable": (),
            "unknown": False,
            "flagged": frozenset(),
        }
        if asked is not None and not (faults := list(asked.faults(known))):
            shown |= self._made(year, asked, known, language_of(request))
        elif asked is not None:
            shown["faults"] = faults
        wrong = shown["faults"] or shown["unusable"] or shown["unknown"]
        return self.here.render(
            request,
            "cycle_try.html",
            422 if wrong else 200,
            address=str(year),
            cycle=year,
            may_try=True,
            asked=asked or Trial(),
            policies=known,
            orders=ORDERS,
            levels=LEVELS,
            **shown,
        )

    def _made(
        self, year: int, asked: Trial, known: Mapping[str, Proposal], language: Language
    ) -> dict[str, Any]:
        try:
            base, other = (known[name].policy(year) for name in (asked.against, asked.rules))
            now = standing(self.here.office, year)
            changed = changed_without(now.cycle, other, asked.changed, asked.withdrawn)
        except UnknownParameter:
            return {"unknown": True}
        except Unusable as fault:
            return {"unusable": fault.said}
        told = as_data(tried((now.cycle, base), changed, language))
        return {"told": told, "flagged": illustrative(now)}
