"""A dossier held still: who writes in its file and who hands it in do so one after the other."""

from collections.abc import Callable, Collection
from typing import Final, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from engine.citation import house
from engine.decide import Refused
from engine.rules import Finding
from engine.runtime.database import writer
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.office import BUSY, MOST_TRIES, Office
from engine.runtime.settle import Overtaken
from engine.runtime.tables import dossier

Answer = TypeVar("Answer")

_OF_THIS_REQUEST: Final = "request"


def hold(connection: Connection, reference: str) -> str | None:
    """The state of a dossier that nobody else moves, and in whose file nobody else writes, until
    this transaction ends; None where there is none. A writer of SQLite is alone already."""
    held = select(dossier.c.state).where(dossier.c.reference == reference)
    return connection.scalar(held.with_for_update(key_share=True))


def hold_all(connection: Connection, references: Collection[str]) -> None:
    """Hold each of these dossiers, always in the same order: nobody waits in a circle."""
    held = select(dossier.c.reference).where(dossier.c.reference.in_(sorted(references)))
    connection.execute(held.order_by(dossier.c.reference).with_for_update(key_share=True)).all()


def moved_with(
    office: Office, reference: str, prepared: Callable[[Connection], Move | Answer]
) -> Outcome | Answer:
    """Hold a dossier, ask for the move, and make it in the same transaction as what was written for
    it. Where it is refused, or anything but a move is answered, nothing of that stays."""
    for _ in range(MOST_TRIES):
        try:
            with writer(office.database).begin() as connection:
                hold(connection, reference)
                asked = prepared(connection)
                outcome = _made(office, connection, asked) if isinstance(asked, Move) else asked
                if not isinstance(outcome, Moved):
                    connection.rollback()
                return outcome
        except Overtaken:
            continue
        except IntegrityError as fault:
            # Somebody used the same key meanwhile: the next try finds what came of it.
            if _OF_THIS_REQUEST not in str(fault.orig):
                raise
    return Refused((Finding("busy", BUSY, house("2")),))


def _made(office: Office, connection: Connection, move: Move) -> Outcome:
    return office.settle(connection, [move])[0]
