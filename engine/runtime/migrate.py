"""What a changed definition means for the dossiers under way, and how they come under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, select

from engine.citation import house
from engine.content import stamp
from engine.decide import Refused
from engine.dossier import Actor, Dossier
from engine.events import Entry
from engine.rules import Finding
from engine.runtime import reading
from engine.runtime.database import writer
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from engine.runtime.records import record
from engine.runtime.tables import dossier as dossier_table
from engine.runtime.verify import MIGRATE
from engine.runtime.writing import write
from engine.words import Words
from engine.workflow import Step, Workflow

Change = Literal["nothing", "moves by itself", "blocked"]


@dataclass(frozen=True, slots=True)
class Impact:
    """What the definition in force changes for one open dossier, and why."""

    dossier: Dossier
    change: Change
    why: tuple[str, ...]
    target: str


def impact(connection: Connection, book: Lawbook) -> Iterator[Impact]:
    """For every open dossier, in the order of references."""
    references = connection.scalars(
        select(dossier_table.c.reference).order_by(dossier_table.c.reference)
    ).all()
    found = reading.dossiers(connection, references)
    for dossier in (found[reference] for reference in references):
        pinned = book.pinned(connection, dossier.workflow, dossier.definition)
        state = pinned.state.get(dossier.state)
        if state is None or not state.final:
            yield weigh(dossier, pinned, book.workflows.get(dossier.workflow))


def weigh(dossier: Dossier, pinned: Workflow, current: Workflow | None) -> Impact:
    """What the definition in force changes for this dossier. Pure."""
    if current is None:
        why = f"the workflow {dossier.workflow} is no longer there"
        return Impact(dossier, "blocked", (why,), dossier.state)
    if pinned.digest == current.digest:
        return Impact(dossier, "nothing", (), dossier.state)
    target = current.renamed.get(dossier.state, dossier.state)
    state = current.state.get(target)
    if state is None:
        why = f"its state {dossier.state} is no longer there, and nothing says what it became"
        return Impact(dossier, "blocked", (why,), target)
    if missing := [fact for fact in state.needs if not dossier.text(fact)]:
        why = f"{target} now needs {', '.join(missing)}, which the dossier does not have"
        return Impact(dossier, "blocked", (why,), target)
    changes = tuple(_differences(pinned, current, dossier.state, target))
    elsewhere = ("what changes lies elsewhere on its way",)
    return Impact(dossier, "moves by itself", changes or elsewhere, target)


def _differences(pinned: Workflow, current: Workflow, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"its state {old} is now called {new}"
    before = {step.trigger: step for step in pinned.steps_from(old)}
    now = {step.trigger: step for step in current.steps_from(new)}
    for trigger in sorted(before.keys() - now.keys()):
        yield f"{trigger} is no longer possible from here"
    for trigger in sorted(now.keys() - before.keys()):
        yield f"{trigger} becomes possible from here"
    for trigger in sorted(now.keys() & before.keys()):
        if changed := [n for n in _COMPARED if _part(before[trigger], n) != _part(now[trigger], n)]:
            yield f"{trigger} changes: {', '.join(changed)}"


_COMPARED = (
    "target",
    "by",
    "guards",
    "asks",
    "stamps",
    "notify",
    "held",
    "posts",
    "needs_reason",
    "cite",
)


def _part(step: Step, name: str) -> object:
    value = getattr(step, name)
    return tuple(rule.name for rule in value) if name == "guards" else value


_UNREASONED: Final = Words("migrate needs a written reason", "la migration exige un motif écrit")
_OVERTAKEN: Final = Words(
    "a dossier moved while the migration was being made; try again",
    "un dossier a été modifié pendant la migration ; veuillez recommencer",
)


def migrate(
    office: Office, actor: Actor, reason: str, *, dry_run: bool = False
) -> list[Impact] | Refused:
    """Bring every open dossier that is not blocked under the definition in force, in one unit of
    work, each by an audited move. A dry run does the same and rolls it back.

    Refused without a reason, or when a dossier moves meanwhile.
    """
    if not reason.strip():
        return Refused((Finding("reason", _UNREASONED, house("5")),))
    with writer(office.database).begin() as connection:
        office.book.keep(connection, office.clock())
        impacts = list(impact(connection, office.book))
        moving = [one for one in impacts if one.change == "moves by itself"]
        records = [record(one.dossier, _entry(office, one, actor, reason), None) for one in moving]
        if records and len(write(connection, records)) != len(records):
            connection.rollback()
            return Refused((Finding("version", _OVERTAKEN, house("2")),))
        if dry_run:
            connection.rollback()
    return impacts


def _entry(office: Office, one: Impact, actor: Actor, reason: str) -> Entry:
    dossier = one.dossier
    return Entry(
        reference=dossier.reference,
        number=dossier.version + 1,
        at=stamp(office.clock()),
        actor=actor.name,
        role=actor.role,
        trigger=MIGRATE,
        source=dossier.state,
        target=one.target,
        workflow=dossier.workflow,
        definition=office.book.workflows[dossier.workflow].digest,
        law=office.book.law.digest,
        facts={},
        reason=reason,
        request=None,
        previous=dossier.head,
    ).sealed()
