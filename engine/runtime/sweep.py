"""The sweep: what time alone brings about, asked for by the system as ordinary moves."""

from collections.abc import Collection

from sqlalchemy import select

from engine.decide import Refused, outlook
from engine.dossier import Actor, Dossier
from engine.runtime import reading
from engine.runtime.among import among
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.runtime.seals import Seal, make_seal
from engine.runtime.tables import dossier, seal
from engine.runtime.unposted import Unposted, unposted
from engine.workflow import Workflow


def sweep(office: Office, system: Actor) -> list[Moved]:
    """Take every step that the system may take now. The guards are asked again by each move, so
    that a dossier which moved meanwhile is left alone; so is one whose time began with a letter
    that has not left for certain."""
    moved = []
    for move in _candidates(office, system):
        outcome = office.execute(move)
        if not isinstance(outcome, Refused):
            moved.append(outcome)
    return moved


def _candidates(office: Office, system: Actor) -> list[Move]:
    """Steps of the system that nothing stands against, by the definition each dossier is under."""
    waiting = {
        step.source
        for workflow in office.book.workflows.values()
        for step in workflow.steps
        if system.role in step.by
    }
    now = office.clock()
    with office.database.connect() as connection:
        references = connection.scalars(
            select(dossier.c.reference).where(among(dossier.c.state, waiting))
        ).all()
        found = reading.dossiers(connection, references)
        not_gone = unposted(connection, waiting)
        return [
            Move(one.reference, step.trigger, system, seen=one.version)
            for one in found.values()
            for pinned in [office.book.pinned(connection, one.workflow, one.definition)]
            if not _waits_for_its_letter(one, pinned, not_gone)
            for step, against in outlook(pinned, one, system, now, office.book.law)
            if not against and not step.asks and not step.needs_reason
        ]  # fmt: skip


def _waits_for_its_letter(one: Dossier, pinned: Workflow, not_gone: Collection[Unposted]) -> bool:
    posting = (step.posts for step in pinned.steps_from(one.state) if step.posts)
    return any(Unposted(one.reference, key) in not_gone for key in posting)


def seal_of_the_day(office: Office) -> Seal | None:
    """Seal the dossiers unless that was done today already (in UTC)."""
    with office.database.connect() as connection:
        last = connection.scalar(select(seal.c.at).order_by(seal.c.number.desc()).limit(1))
    if last is not None and last.date() >= office.clock().date():
        return None
    return make_seal(office)
