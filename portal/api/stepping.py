"""/api/v1/dossiers/{reference}/steps: what can be done now, and doing it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Response

from engine import decide as judge
from engine.decide import Refused
from engine.dossier import Dossier
from engine.rules import Finding
from engine.runtime.database import Link
from engine.runtime.moves import Move
from engine.runtime.moves import Moved as Done
from engine.runtime.papers import unkept
from engine.runtime.queries import looking
from engine.runtime.reading import dossiers, entries
from engine.runtime.since import told as moved_on
from engine.workflow import Ask, Step, Workflow
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, problems
from portal.api.found import read_whole
from portal.api.keys import IdempotencyKey, request_of
from portal.api.lines import happened
from portal.api.one import TAGGED, Reference, file_of, told
from portal.api.problems import reason
from portal.api.refusals import pointed, refusal
from portal.api.scopes import MOVE, READ
from portal.api.shapes.said import Reason, said
from portal.api.shapes.steps import Asked, Moved, Possible, Steps
from portal.api.shapes.steps import Step as StepAsked
from portal.api.to_come import to_come
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.here import Here

Trigger = Annotated[str, Path(max_length=64, examples=["withdraw"])]
DryRun = Annotated[
    bool, Query(description="Ask the rules, and write nothing: another's move may still refuse it.")
]
Reader = Annotated[Signed, Depends(Signing(READ))]
Mover = Annotated[Signed, Depends(Signing(MOVE, writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    steps = _Steps(here)
    app.get(
        "/dossiers/{reference}/steps", tags=["steps"], response_model=Steps,
        summary="What you can do with it now, and what stands against the rest",
        responses=problems(404) | TAGGED,
    )(steps.possible)  # fmt: skip
    app.post(
        "/dossiers/{reference}/steps/{trigger}", tags=["steps"], response_model=Moved,
        summary="Take a step", responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED,
    )(steps.take)  # fmt: skip


@dataclass(frozen=True)
class _Steps:
    here: Here

    def possible(self, response: Response, reader: Reader, reference: Reference) -> Steps:
        """Every step from where it stands, judged this instant for whoever asks."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = read_whole(connection, reference, reader.who)
            workflow = office.book.pinned(connection, dossier.workflow, dossier.definition)
        law, now = office.book.law, office.clock()
        found = [
            _possible(step, against)
            for step, against in judge.outlook(workflow, dossier, reader.who, now, law)
        ]
        response.headers["ETag"] = tag_of(dossier.version)
        return Steps(
            reference=dossier.reference, version=dossier.version, state=dossier.state,
            turn=workflow.state[dossier.state].owner or None, steps=found,
        )  # fmt: skip

    def take(
        self,
        response: Response,
        mover: Mover,
        reference: Reference,
        trigger: Trigger,
        step: StepAsked,
        if_match: IfMatch = None,
        idempotency_key: IdempotencyKey = None,
        dry_run: DryRun = False,
    ) -> Moved:
        """Take it, or be refused with every reason. The same move as on the pages: the same rules,
        letters, reminders and trail."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = read_whole(connection, reference, mover.who)
            workflow = office.book.pinned(connection, dossier.workflow, dossier.definition)
        seen = seen_in(if_match)
        request = request_of(idempotency_key, mover)
        move = Move(dossier.reference, trigger, mover.who, step.answers, step.reason, seen, request)
        if dry_run:
            verdict = self._weigh(move, dossier, workflow)
            letters = to_come(self.here, workflow, dossier, verdict, move)
            return Moved(dossier=None, entry=None, dry_run=True, letters=letters)
        outcome = office.execute(move)
        if isinstance(outcome, Refused):
            asked = pointed(workflow.step.get((trigger, dossier.state))) | set(step.answers)
            raise refusal(outcome, asked, seen, self._version(dossier))
        response.headers["ETag"] = tag_of(outcome.dossier.version)
        with looking(office.database) as connection:
            return moved(self.here, connection, outcome, mover)

    def _version(self, dossier: Dossier) -> int:
        with looking(self.here.office.database) as connection:
            now = dossiers(connection, [dossier.reference])
        return now[dossier.reference].version

    def _weigh(self, move: Move, dossier: Dossier, workflow: Workflow) -> judge.Accepted | Refused:
        """What the rules say of the move now. Problem where they stand against it."""
        office = self.here.office
        asked = judge.Asked(move.trigger, move.actor, move.answers, move.reason)
        verdict = judge.decide(workflow, dossier, asked, office.clock(), office.book.law)
        against = verdict.findings if isinstance(verdict, Refused) else ()
        with looking(office.database) as connection:
            against = (*against, *unkept(connection, dossier.reference, move.answers))
            since = entries(connection, dossier.reference, move.seen or 0)
        if move.seen != dossier.version:
            against = (moved_on(move.seen, dossier, since, workflow), *against)
        if against:
            names = pointed(workflow.step.get((move.trigger, dossier.state))) | set(move.answers)
            raise refusal(Refused(tuple(against)), names, move.seen, dossier.version)
        return verdict


def moved(here: Here, connection: Link, done: Done, mover: Signed) -> Moved:
    """A step that was taken, and the dossier as it stands after it."""
    entry = done.entry
    file = file_of(connection, done.dossier)
    workflow = here.office.book.pinned(connection, entry.workflow, entry.definition)
    return Moved(
        dossier=told(here, connection, done.dossier, mover.who, whole=True),
        entry=happened(entry, workflow, file, mover.who),
        again=done.again,
    )


def _possible(step: Step, against: tuple[Finding, ...]) -> Possible:
    return Possible(
        trigger=step.trigger, target=step.target, event=said(step.event), by=list(step.by),
        cite=str(step.cite), possible=not against, needs_reason=step.needs_reason,
        against=[Reason(**reason(one)) for one in against],
        asks=[asked_told(one) for one in step.asks],
        letters=list(step.notify), held=step.held,
    )  # fmt: skip


def asked_told(ask: Ask) -> Asked:
    """What a step asks for, as data."""
    return Asked(
        name=ask.name, kind=ask.kind, label=said(ask.label), required=ask.required,
        choices=list(ask.choices),
    )  # fmt: skip
