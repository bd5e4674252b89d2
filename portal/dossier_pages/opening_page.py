"""/dossiers/new: a dossier is opened, by a State's focal point or by an officer in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.decide import Accepted, Asked, Refused, decide, outlook
from engine.dossier import NEW, Actor, Dossier
from engine.rules import Finding, Question
from engine.runtime import queries
from engine.runtime.known_as import known_as
from engine.runtime.moves import Outcome
from engine.workflow import Ask, Step, Workflow
from portal.access.denied import NotYours
from portal.access.sight import visible
from portal.dossier_pages.leads import FILING
from portal.dossier_pages.placed import Placed, placed
from portal.dossier_pages.suggested import Suggested, suggested_cycle
from portal.dossier_pages.typed import Typed, asked_of_a_person, given, new_key, typed
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.opening import open_dossier
from portal.rendered import Unknown
from portal.words import language_of, link, words

OWN: Final = "open:"
"""How the keys of requests begin that this page uses up."""

OPEN: Final = "open"

OF_A_DEMONSTRATION: Final = "illustrative"
"""An answer that real files do not have."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    page = _Opening(here)
    app.get("/dossiers/new")(page.look)
    app.post("/dossiers/new")(page.act)


@dataclass(frozen=True)
class _Opening:
    here: Here

    def look(self, request: Request, workflow: str = "") -> Response:
        """The mechanisms to choose from, or the form of the one that is chosen."""
        who = self._who(request)
        if not workflow:
            return self._page(request, who)
        chosen, step = self._chosen(workflow, who)
        return self._form(request, who, chosen, step, self._first(chosen, who))

    def act(self, request: Request, form: Fields) -> Response:
        """Open it; a page that was sent twice opens one dossier."""
        who = self._who(request)
        chosen, step = self._chosen(text(form, "workflow"), who)
        what = typed(form, _asks(step), f"{OWN}{who.role}:")
        outcome = self._opened(chosen, who, what, given(step.asks, what.answers))
        if isinstance(outcome, Refused):
            return self._form(request, who, chosen, step, what, outcome.findings)
        return RedirectResponse(
            link(language_of(request), "dossiers", outcome.dossier.reference, done="1"), 303
        )

    def _opened(
        self, chosen: Workflow, who: Actor, what: Typed, answers: Mapping[str, Any]
    ) -> Outcome:
        office = self.here.office
        before = str(answers.get("predecessor", ""))
        with queries.looking(office.database) as connection:
            known = not before or known_as(connection, before, visible(who)) is not None
        if not known:  # what one may not know of is refused as what does not exist
            asked = Asked(OPEN, who, answers)
            unopened = Dossier("", chosen.name, chosen.digest)
            verdict = decide(chosen, unopened, asked, office.clock(), office.book.law)
            if not isinstance(verdict, Accepted):
                return verdict
        return open_dossier(office, chosen.name, who, answers, request=what.key)

    def _who(self, request: Request) -> Actor:
        """Who may open something. NotSignedIn, NotYours."""
        who = self.here.who(request)
        if not any(opening_for(one, who) for one in self.here.office.book.workflows.values()):
            raise NotYours(*words()["page"]["opening_not_yours"])
        return who

    def _chosen(self, name: str, who: Actor) -> tuple[Workflow, Step]:
        found = self.here.office.book.workflows.get(name)
        step = None if found is None else opening_for(found, who)
        if found is None or step is None:
            raise Unknown("opening_unknown", name)
        return found, step

    def _first(self, chosen: Workflow, who: Actor) -> Typed:
        """What is filled in before anybody types."""
        suggested = self._suggested(chosen)
        filled = {
            "states": "\n".join(sorted(who.states)),
            "cycle": "" if suggested is None else str(suggested.cycle),
        }
        return Typed(filled, "", 0, new_key(f"{OWN}{who.role}:"))

    def _suggested(self, chosen: Workflow) -> Suggested | None:
        """The cycle to come, of a mechanism whose files belong to one."""
        if all(ask.name != "cycle" for ask in chosen.opening.asks):
            return None
        return suggested_cycle(self.here.office.book.law, chosen.name, self.here.office.clock())

    def _page(self, request: Request, who: Actor) -> Response:
        book = self.here.office.book
        open_to = [
            (one, self._against(one, who))
            for one in book.workflows.values()
            if opening_for(one, who)
        ]
        return self.here.render(request, "dossier_new.html", 200, workflows=open_to, who=who)

    def _against(self, chosen: Workflow, who: Actor) -> list[Finding]:
        """What would stand against handing in one that is opened now, whatever is answered."""
        law, now = self.here.office.book.law, self.here.office.clock()
        suggested = self._suggested(chosen)
        facts: dict[str, Any] = {"states": sorted(who.states)}
        if suggested is not None:
            facts["cycle"] = suggested.cycle
        draft = Dossier("", chosen.name, chosen.digest, chosen.opening.target, facts=facts)
        asked = (chosen, draft, who, now, law)
        steps = dict(outlook(*asked)) if FILING & chosen.triggers else {}
        return [one for step in steps if step.trigger in FILING for one in steps[step]]

    def _form(
        self,
        request: Request,
        who: Actor,
        chosen: Workflow,
        step: Step,
        what: Typed,
        findings: tuple[Finding, ...] = (),
    ) -> Response:
        now, law = self.here.office.clock(), self.here.office.book.law
        answers = given(step.asks, what.answers)
        asked = Question(Dossier("", chosen.name, state=NEW), OPEN, answers, who, now, law)
        against: list[Placed] = placed(chosen, step, findings, asked)
        return self.here.render(
            request,
            "dossier_opening.html",
            422 if findings else 200,
            workflow=chosen,
            step=step,
            asks=_asks(step),
            typed=what,
            against=against,
            recorded={},
            withheld=frozenset(),
            suggested=self._suggested(chosen),
            who=who,
        )


def _asks(step: Step) -> tuple[Ask, ...]:
    return tuple(one for one in asked_of_a_person(step) if one.name != OF_A_DEMONSTRATION)


def opening_for(workflow: Workflow, who: Actor) -> Step | None:
    """The step by which this person opens a dossier of that workflow; None where they may not."""
    step = workflow.step.get((OPEN, NEW))
    return step if step is not None and who.role in step.by else None
