"""/dossiers/{reference}/steps/{trigger}: a step as a form, checked before it is made, made once."""

from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.decide import Refused
from engine.dossier import Actor, Dossier
from engine.runtime import queries, reading
from engine.runtime.database import Link
from engine.runtime.letters_about import letters_about
from engine.runtime.moves import Move
from engine.workflow import Step, Workflow
from portal.dossier_pages.leads import leads
from portal.dossier_pages.letters_seen import withheld
from portal.dossier_pages.looked_up import read_in_full
from portal.dossier_pages.overtaken import Overtaken, last_stood, overtaken
from portal.dossier_pages.typed import Typed, asked_of_a_person, given, new_key, typed
from portal.dossier_pages.weighed import Weighed, weighed
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.rendered import Unknown
from portal.told import facts_told
from portal.words import language_of, link

OVERTAKEN: Final = 409
REFUSED: Final = 422
CHECKED: Final = 200


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    page = _Steps(here)
    app.get("/dossiers/{reference}/steps/{trigger}")(page.look)
    app.post("/dossiers/{reference}/steps/{trigger}")(page.act)


@dataclass(frozen=True, slots=True)
class _Before:
    """What lies before somebody who takes a step: the dossier, its definition, what happened since
    the version they saw; the steps of that name, where none of them starts from here."""

    dossier: Dossier
    workflow: Workflow
    since: Overtaken | None
    elsewhere: tuple[Step, ...] = ()


@dataclass(frozen=True)
class _Steps:
    here: Here

    def look(self, request: Request, reference: str, trigger: str) -> Response:
        """The form of a step, or the page on which it is taken instead."""
        who = self.here.who(request)
        with queries.looking(self.here.office.database) as connection:
            dossier = read_in_full(connection, reference, who)
            workflow = self._definition(connection, dossier)
            step = workflow.step.get((trigger, dossier.state))
            if step is None:
                before = _elsewhere(connection, workflow, dossier, trigger)
                nothing = Typed({}, "", dossier.version, "")
                return self._page(request, before, None, who, nothing, OVERTAKEN)
            letters = letters_about(connection, dossier.reference) if step.posts else []
        there = leads(step, dossier, who, letters)
        own = _own(dossier.reference)
        if there not in ((), (*own_address(dossier, step),)):
            return RedirectResponse(link(language_of(request), *there), 303)
        what = Typed({}, "", dossier.version, new_key(own))
        before = _Before(dossier, workflow, None)
        return self._page(request, before, step, who, what, CHECKED, checked=False)

    def act(self, request: Request, reference: str, trigger: str, form: Fields) -> Response:
        """Check the step, or make it; what was typed stays where it is not made."""
        who, office = self.here.who(request), self.here.office
        with queries.looking(office.database) as connection:
            dossier = read_in_full(connection, reference, who)
            workflow = self._definition(connection, dossier)
        known = _called(workflow, trigger)[0]
        what = typed(form, asked_of_a_person(known), _own(dossier.reference))
        if text(form, "do") == "check":
            return self._again(request, dossier.reference, trigger, who, what)
        outcome = office.execute(
            Move(
                dossier.reference, trigger, who, given(known.asks, what.answers), what.reason,
                what.seen, what.key,
            )
        )  # fmt: skip
        if isinstance(outcome, Refused):
            return self._again(request, dossier.reference, trigger, who, what, outcome)
        done = str(outcome.entry.number)
        return RedirectResponse(
            link(language_of(request), "dossiers", dossier.reference, done=done), 303
        )

    def _again(
        self,
        request: Request,
        reference: str,
        trigger: str,
        who: Actor,
        what: Typed,
        refused: Refused | None = None,
    ) -> Response:
        """The same page with what was typed; where the dossier moved on meanwhile, with both
        versions of it."""
        before = self._before(reference, who, what.seen, trigger)
        step = before.workflow.step.get((trigger, before.dossier.state))
        if before.since is None:
            status = CHECKED if refused is None else REFUSED
            return self._page(request, before, step, who, what, status, refused)
        # What is done all the same is another request, for the version that is shown now.
        own = _own(reference)
        anew = replace(what, seen=before.dossier.version, key=new_key(own))
        return self._page(request, before, step, who, anew, OVERTAKEN, refused)

    def _before(self, reference: str, who: Actor, seen: int, trigger: str) -> _Before:
        with queries.looking(self.here.office.database) as connection:
            dossier = read_in_full(connection, reference, who)
            workflow = self._definition(connection, dossier)
            if seen == dossier.version and (trigger, dossier.state) not in workflow.step:
                return _elsewhere(connection, workflow, dossier, trigger)
            if seen == dossier.version:
                return _Before(dossier, workflow, None)
            entries = reading.entries(connection, dossier.reference)
        return _Before(dossier, workflow, overtaken(workflow, dossier, entries, seen))

    def _page(
        self,
        request: Request,
        before: _Before,
        step: Step | None,
        who: Actor,
        what: Typed,
        status: int,
        refused: Refused | None = None,
        *,
        checked: bool = True,
    ) -> Response:
        dossier, workflow = before.dossier, before.workflow
        seen: Weighed | None = None
        if step is not None:
            seen = weighed(self.here, workflow, step, dossier, who, what)
        told: dict[str, Any] = {
            "dossier": dossier,
            "definition": workflow,
            "state": workflow.state[dossier.state],
            "step": step,
            "asks": () if step is None else asked_of_a_person(step),
            "recorded": {one.name: one for one in facts_told(workflow, dossier.facts)},
            "typed": what,
            "weighed": seen,
            "others": _others(seen, refused),
            "checked": checked,
            "since": before.since,
            "elsewhere": before.elsewhere,
            "withheld": withheld(who, dossier),
            "mine": step is not None and who.role in step.by and not step.posts,
        }
        return self.here.render(request, "step.html", status, **told)

    def _definition(self, connection: Link, dossier: Dossier) -> Workflow:
        return self.here.office.book.pinned(connection, dossier.workflow, dossier.definition)


def own_address(dossier: Dossier, step: Step) -> tuple[str, ...]:
    """Where a step has a page of its own."""
    return ("dossiers", dossier.reference, "steps", step.trigger)


def _called(workflow: Workflow, trigger: str) -> tuple[Step, ...]:
    """The steps of that name, wherever they start. Unknown where the workflow has none."""
    found = tuple(one for one in workflow.steps if one.trigger == trigger)
    if not found:
        raise Unknown("step_unknown", trigger)
    return found


def _elsewhere(connection: Link, workflow: Workflow, dossier: Dossier, trigger: str) -> _Before:
    """What has happened since the dossier stood where a step of that name starts. Unknown."""
    steps = _called(workflow, trigger)
    entries = reading.entries(connection, dossier.reference)
    since = overtaken(workflow, dossier, entries, last_stood(steps, entries))
    return _Before(dossier, workflow, since, steps)


def _own(reference: str) -> str:
    """How the keys of requests begin that this page uses up: those of no other dossier."""
    return f"step:{reference}:"


def _others(seen: Weighed | None, refused: Refused | None) -> list[Any]:
    """What the office refused for that weighing alone does not see: what a database holds."""
    if refused is None:
        return []
    known = set() if seen is None else {str(one.finding) for one in seen.against}
    return [one for one in refused.findings if one.rule != "version" and str(one) not in known]
