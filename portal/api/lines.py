"""A dossier as data: as a line of a list, and with everything in it."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

from engine.calendar import Deadline
from engine.dossier import Actor, Dossier
from engine.events import Entry
from engine.runtime.desk import Standing
from engine.runtime.letters_about import About
from engine.runtime.queries import File
from engine.workflow import State, Workflow
from portal.api.found import told_facts
from portal.api.problems import AT
from portal.api.shapes.dossiers import Dated, Due, Happened, LetterOf, Line, One
from portal.api.shapes.said import said
from portal.here import Here
from workflows.next_date import next_date

Pinned = Callable[[str, str], Workflow]
"""Gives the definition of a workflow that has a hash."""


def line(row: Standing, pinned: Pinned, whole: bool) -> Line:
    """A row of a list; in the public view nothing that only those see who see all of it."""
    workflow = pinned(row.workflow, row.definition)
    state = workflow.state[row.state]
    due = None if row.due is None or row.due_at is None else Due(key=row.due, at=row.due_at)
    return Line(
        reference=row.reference,
        file_no=row.file_no,
        title=row.title,
        states=list(row.states),
        workflow=row.workflow,
        mechanism=said(workflow.title),
        cycle=row.cycle,
        illustrative=row.illustrative,
        status=said(state.public),
        url=f"{AT}/dossiers/{row.reference}",
        view="whole" if whole else "public",
        state=row.state if whole else None,
        turn=_turn(state) if whole else None,
        version=row.version if whole else None,
        moved_at=row.moved_at if whole else None,
        due=due if whole else None,
    )


def one(
    here: Here, file: File, workflow: Workflow, who: Actor | None, knows: Collection[str]
) -> One:
    """A dossier with everything in it; `knows` are the references of those that succeed it which
    this person knows of, and of the one that it succeeds."""
    dossier = file.dossier
    state = workflow.state[dossier.state]
    before = dossier.text("predecessor")
    due = next_date(here.office.book.law, dossier)
    return One(
        **_about(file, workflow),
        view="whole",
        status=said(state.public),
        state=dossier.state,
        turn=_turn(state),
        version=dossier.version,
        moved_at=instant(file.entries[-1].at),
        due=None if due is None else Due(key=due.key, at=due.instant),
        definition=dossier.definition,
        stands=said(state.office),
        facts=told_facts(dossier.facts, who, dossier),
        deadlines=[dated(key, due) for key, due in here.about(dossier)["deadlines"].items()],
        predecessor=before if before in knows else None,
        successors=[row.reference for row in file.successors if row.reference in knows],
    )


def public(file: File, workflow: Workflow, knows: Collection[str]) -> One:
    """A dossier as anybody may see it."""
    before = file.dossier.text("predecessor")
    nothing: dict[str, Any] = dict.fromkeys(
        ("state", "turn", "version", "moved_at", "due", "definition", "stands", "facts")
    )
    return One(
        **_about(file, workflow),
        **nothing,
        view="public",
        status=said(workflow.state[file.dossier.state].public),
        deadlines=[],
        predecessor=before if before in knows else None,
        successors=[row.reference for row in file.successors if row.reference in knows],
    )


def dated(key: str, due: Deadline) -> Dated:
    """A deadline with its reasons."""
    return Dated(
        key=key, at=due.instant.astimezone(UTC), local=due.local.isoformat(), zone=due.zone,
        derivation=[said(words) for words in due.derivation], cite=str(due.citation), mark=due.mark,
    )  # fmt: skip


def happened(entry: Entry, workflow: Workflow, file: File, who: Actor | None) -> Happened:
    """An entry of a dossier's trail; `workflow` is the definition that it was judged by."""
    step = workflow.step.get((entry.trigger, entry.source))
    return Happened(
        number=entry.number,
        at=instant(entry.at),
        trigger=entry.trigger,
        event=None if step is None else said(step.event),
        source=entry.source,
        target=entry.target,
        actor=entry.actor,
        role=entry.role,
        through=entry.through,
        reason=entry.reason,
        facts=told_facts(entry.facts, who, file.dossier),
        hash=entry.hash,
    )


def letter_of(post: About) -> LetterOf:
    """A letter of a dossier."""
    return LetterOf(
        key=post.key, number=post.number, template=post.template, status=post.status,
        due_at=post.due_at, sent_at=post.sent_at,
    )  # fmt: skip


def instant(text: str) -> datetime:
    """An instant from the text that entries keep."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _turn(state: State) -> str | None:
    return state.owner or None


def named(dossier: Dossier) -> dict[str, Any]:
    """What every answer says of a dossier, and where more of it is."""
    return {
        "reference": dossier.reference,
        "file_no": dossier.text("file_no") or None,
        "title": dossier.text("title"),
        "states": list(dossier.states),
        "workflow": dossier.workflow,
        "cycle": dossier.cycle,
        "url": f"{AT}/dossiers/{dossier.reference}",
    }


def _about(file: File, workflow: Workflow) -> dict[str, Any]:
    """What everybody may know who knows of the dossier."""
    dossier = file.dossier
    return {
        **named(dossier),
        "mechanism": said(workflow.title),
        "decision": dossier.text("decision") or None,
        "illustrative": bool(dossier.text("illustrative")),
    }
