"""/api/v1/policies and /cycles/{cycle}/trial: the same cycle under two policies, compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Query, Request
from pydantic import BaseModel, Field, StringConstraints

from engine.parameters import UnknownParameter
from engine.words import Language
from portal.api.bounds import Text
from portal.api.caller import Signed, Signing
from portal.api.cycles import Year, no_cycle
from portal.api.declared import Tags, problems
from portal.api.not_as_asked import not_as_asked
from portal.api.scopes import READ
from portal.api.shapes.trials import Policies, PolicyLine, TrialTold
from portal.api.tongue import tongue_of
from portal.cycle import standing
from portal.cycle_pages.asked import MOST_PLACES
from portal.cycle_pages.policies import DRAFTS, policies
from portal.cycle_pages.seen import illustrative
from portal.cycle_pages.trial_asked import MOST, MOST_LETTERS, ORDERS, Trial
from portal.here import Here
from portal.tried import as_data
from portal.words import words
from workflows.selection.changes import changed_without
from workflows.selection.policies import LAW, Proposal, Unusable
from workflows.selection.trial import tried

Selector = Annotated[Signed, Depends(Signing(READ, "selection"))]

_CHANGE: Final = "A `NAME=VALUE` that is otherwise in the policy that is tried."


class Asked(BaseModel):
    """A trial: two policies, and what is changed in the second."""

    against: Annotated[Text, Field(description="The policy that it is compared with.")] = LAW
    rules: Annotated[Text, Field(description="The policy that is tried.")] = LAW
    ceiling: Annotated[int | None, Field(ge=0, le=MOST_PLACES)] = None
    levels: Annotated[Text, Field(description="An order of the levels, as /policies has it.")] = ""
    change: Annotated[
        list[Annotated[str, StringConstraints(max_length=MOST_LETTERS)]],
        Field(max_length=MOST, description=_CHANGE),
    ] = []
    without: Annotated[
        list[Annotated[str, StringConstraints(pattern="^[0-9]{1,5}$")]],
        Field(max_length=MOST, description="Files that are taken out, by number."),
    ] = []

    @property
    def trial(self) -> Trial:
        """The same as the fields of the page."""
        return Trial(
            self.against, self.rules, "" if self.ceiling is None else str(self.ceiling),
            self.levels, "\n".join(self.change), " ".join(self.without),
        )  # fmt: skip


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    trials = _Trials(here)
    tags: Tags = ["cycles"]
    app.get(
        "/policies", tags=tags, response_model=Policies,
        summary="The policies that a trial can compare", responses=problems(),
    )(trials.policies)  # fmt: skip
    app.get(
        "/cycles/{cycle}/trial", tags=tags, response_model=TrialTold,
        summary="The same cycle under two policies", responses=problems(404),
    )(trials.look)  # fmt: skip


@dataclass(frozen=True)
class _Trials:
    here: Here

    def policies(self, selector: Selector) -> Policies:
        """For those who prepare the selection or decide under it."""
        known = policies(self.here.office.book.law)
        return Policies(
            policies=[PolicyLine(name=one, draft=one.startswith(DRAFTS)) for one in known],
            orders=list(ORDERS),
        )

    def look(
        self,
        request: Request,
        selector: Selector,
        cycle: Year,
        given: Annotated[Asked, Query()],
    ) -> TrialTold:
        """Who enters, who leaves, who moves, and why. Nothing moves; what people decided about the
        cycle is left out of both."""
        known, asked = policies(self.here.office.book.law), given.trial
        for name, field in asked.faults(known):
            raise not_as_asked(_FIELDS.get(field, field), words()["page"][name])
        try:
            return self._tried(cycle, asked, known, tongue_of(request))
        except UnknownParameter as fault:
            raise no_cycle() from fault
        except Unusable as fault:
            raise not_as_asked("change", *fault.said) from fault

    def _tried(
        self, cycle: int, asked: Trial, known: Mapping[str, Proposal], language: Language
    ) -> TrialTold:
        base, other = (known[name].policy(cycle) for name in (asked.against, asked.rules))
        now = standing(self.here.office, cycle)
        changed = changed_without(now.cycle, other, asked.changed, asked.withdrawn)
        told = as_data(tried((now.cycle, base), changed, language))
        flagged = illustrative(now)
        for name in ("enters", "leaves", "moves"):
            told[name] = [_flagged(one, flagged) for one in told[name]]
        return TrialTold(**told)


_FIELDS: Final = {"changes": "change"}


def _flagged(one: dict[str, Any], flagged: frozenset[str]) -> dict[str, Any]:
    return {**one, "illustrative": one["file_no"] in flagged}
