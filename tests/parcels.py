"""Parcels for the tests, and nominations: who moves them, how, and what is left in the rows."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any, TypeVar

from sqlalchemy import Engine, NullPool, create_engine, event, select

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.database import is_sqlite
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.tables import dossier, entry, letter
from engine.runtime.trail import trail_of
from engine.runtime.verify import verify
from tests.bilingual import faults_of_all
from tests.moves import GHANA, KENTE, OFFICER

Result = TypeVar("Result")

ANN = Actor("Ann", "sender")
CARL = Actor("Carl", "clerk")
DORA = Actor("Dora", "clerk")
PATIENCE = 45.0
"""Seconds after which a thread counts as left waiting."""


def pack(reference: str, address: str = "1 Quay", **more: Any) -> Move:
    return Move(reference, "pack", ANN, {"address": address}, opens="parcel", **more)


def address(reference: str, to: str, **more: Any) -> Move:
    return Move(reference, "address", ANN, {"address": to}, **more)


def weigh(reference: str, grams: int = 500, by: Actor = CARL, **more: Any) -> Move:
    return Move(reference, "weigh", by, {"grams": grams}, **more)


def send(reference: str, by: Actor = CARL, **more: Any) -> Move:
    return Move(reference, "send", by, **more)


def sign(reference: str, by: Actor = CARL, **more: Any) -> Move:
    return Move(reference, "sign", by, **more)


def lose(reference: str, by: Actor = DORA, **more: Any) -> Move:
    return Move(reference, "lose", by, reason="it fell off the cart", **more)


def whole_way(reference: str) -> list[Move]:
    """From the packing to the signature."""
    return [pack(reference), weigh(reference), send(reference), sign(reference)]


def nominate(reference: str, **more: Any) -> Move:
    """Ghana opens a nomination to the Representative List for the cycle of 2028."""
    return Move(reference, "open", GHANA, {**KENTE, **more}, opens="rl")


def submit(reference: str) -> Move:
    return Move(reference, "submit", GHANA)


def register(reference: str, file_no: str, **more: Any) -> Move:
    return Move(reference, "register", OFFICER, {"file_no": file_no}, **more)


def submitted(office: Office, references: Sequence[str]) -> None:
    """Bring new nominations to where they are registered."""
    moves = [move for one in references for move in (nominate(one), submit(one))]
    outcome = office.execute_together(moves)
    assert not isinstance(outcome, Refused), str(outcome)


def sent(office: Office, references: Sequence[str]) -> None:
    """Bring new parcels to where they are signed for or lost."""
    moves = [move for one in references for move in whole_way(one)[:3]]
    outcome = office.execute_together(moves)
    assert not isinstance(outcome, Refused), str(outcome)


def moved(outcome: object) -> Moved:
    assert isinstance(outcome, Moved), str(outcome)
    return outcome


def reasons(outcome: object) -> list[str]:
    """The findings of a refusal, each with its paragraph; they are said in both languages."""
    assert isinstance(outcome, Refused), repr(outcome)
    assert faults_of_all([outcome]) == []
    return [str(finding) for finding in outcome.findings]


def in_a_thread(call: Callable[..., Result], *work: Any) -> Future[Result]:
    """What the call will bring. The thread is not waited for: one that is stuck fails its test
    and holds up no other."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(call(*work))
        except BaseException as fault:
            future.set_exception(fault)

    Thread(target=run, daemon=True).start()
    return future


def at_once(call: Callable[..., Result], *works: Sequence[Any]) -> list[Result]:
    """As map does, but all calls begin in the same instant, each in a thread of its own."""
    calls = list(zip(*works, strict=True))
    ready = Barrier(len(calls), timeout=PATIENCE)

    def begin(work: tuple[Any, ...]) -> Result:
        ready.wait()
        return call(*work)

    futures = [in_a_thread(begin, work) for work in calls]
    return [future.result(PATIENCE) for future in futures]


def rows(database: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All that moves write, to be compared with itself later."""
    with looking(database) as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in (dossier, entry, letter)
        }


def faults(database: Engine, sealed: str | None = None) -> list[str]:
    """What the verification of the whole trail finds."""
    with looking(database) as connection:
        return verify(trail_of(connection), sealed).faults


@contextmanager
def disarmed(database: Engine) -> Iterator[Engine]:
    """The same database without its defences: no trigger, foreign key or check of facts holds."""
    engine = create_engine(database.url, poolclass=NullPool)
    event.listen(engine, "connect", _disarm_sqlite if is_sqlite(database) else _disarm_postgresql)
    yield engine
    engine.dispose()


def _disarm_sqlite(connection: Any, record: object) -> None:  # it comes without foreign keys
    connection.execute("PRAGMA ignore_check_constraints = ON")
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (trigger,) in connection.execute(triggers).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")


def _disarm_postgresql(connection: Any, record: object) -> None:
    connection.execute("SET session_replication_role = replica")
    for fact in ("received_at", "file_no", "decision"):
        connection.execute(f"ALTER TABLE dossier DROP CONSTRAINT IF EXISTS ck_dossier_{fact}")
    connection.commit()


def successor(reference: str, of: str) -> Move:
    return Move(reference, "pack", ANN, {"predecessor": of}, opens="parcel")
