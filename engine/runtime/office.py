"""The office: where moves are handed in, and the only way a dossier moves."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from engine.bilingual import headed
from engine.citation import house
from engine.decide import Refused
from engine.rules import Finding
from engine.runtime.database import is_sqlite, writer
from engine.runtime.definitions import Lawbook
from engine.runtime.ledger import Planner
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.settle import Overtaken, settle
from engine.runtime.turns import Turns
from engine.words import Words

Clock = Callable[[], datetime]

MOST_TRIES = 20
"""How often a move is decided anew because somebody else was quicker; each time somebody was."""

BUSY: Final = Words("the dossier moved at every try", "le dossier a été modifié à chaque tentative")
_ONE_BUSY: Final = Words(
    "a dossier moved at every try", "l'un des dossiers a été modifié à chaque tentative"
)


class Office:
    """A database, a lawbook and a clock (which gives the aware instant it is now); a planner, if
    moves are to plan reminders."""

    def __init__(
        self, database: Engine, book: Lawbook, clock: Clock, planner: Planner | None = None
    ) -> None:
        self.database = database
        self.book = book
        self.clock = clock
        self.planner = planner
        self._writer = writer(database)
        self._direct = database.execution_options(isolation_level="AUTOCOMMIT")
        self._turns: Turns[Move, Outcome] = Turns(self._in_one_commit)
        self._alone = is_sqlite(database)

    def open_doors(self) -> "Office":
        """Store the definitions and the law in force, so that moves can refer to them."""
        with self._writer.begin() as connection:
            self.book.keep(connection, self.clock())
        return self

    def execute(self, move: Move) -> Outcome:
        """Make the move, or refuse it with every reason. Moved means committed; Refused means
        that nothing was written."""
        if self._alone:
            return self._turns.take(move)
        for _ in range(MOST_TRIES):
            try:
                # Read and write are two statements: the write is atomic by itself and names the
                # version that was read, so no transaction is held open between them.
                with self._direct.connect() as connection:
                    return self.settle(connection, [move])[0]
            except Overtaken:
                continue
            except OperationalError as fault:
                if not _waited_in_a_circle(fault):
                    raise
            except (IntegrityError, DataError) as fault:
                if "request" not in _constraint(fault):
                    return _held_by_the_database(fault)
        return Refused((Finding("busy", BUSY, house("2")),))

    def execute_together(self, moves: Sequence[Move]) -> list[Moved] | Refused:
        """Make all moves in one unit of work, or none: then every reason against any of them."""
        for _ in range(MOST_TRIES):
            try:
                with self._writer.begin() as connection:
                    outcomes = self.settle(connection, moves)
                    if refused := _against(moves, outcomes):
                        connection.rollback()
                        return refused
                    return [outcome for outcome in outcomes if isinstance(outcome, Moved)]
            except Overtaken:
                continue
            except OperationalError as fault:
                if not _waited_in_a_circle(fault):
                    raise
            except (IntegrityError, DataError) as fault:
                if "request" not in _constraint(fault):
                    return _held_by_the_database(fault)
        return Refused((Finding("busy", _ONE_BUSY, house("2")),))

    def settle(self, connection: Connection, moves: Sequence[Move]) -> list[Outcome]:
        """The outcome of each move, inside a transaction of the caller."""
        return settle(connection, self.book, self.clock(), moves, self.planner)

    def _in_one_commit(self, moves: Sequence[Move]) -> list[Outcome]:
        try:
            with self._writer.begin() as connection:
                return self.settle(connection, moves)
        except (IntegrityError, DataError) as fault:
            if len(moves) == 1:
                return [_held_by_the_database(fault)]
        # One of them was held by a constraint; the others must not pay for it.
        return [outcome for move in moves for outcome in self._in_one_commit([move])]


def _against(moves: Sequence[Move], outcomes: Sequence[Outcome]) -> Refused | None:
    findings = tuple(
        Finding(finding.rule, headed(move.reference, finding.said), finding.citation)
        for move, outcome in zip(moves, outcomes, strict=True)
        if isinstance(outcome, Refused)
        for finding in outcome.findings
    )
    return Refused(findings) if findings else None


def _waited_in_a_circle(fault: OperationalError) -> bool:
    """Whether PostgreSQL gave this unit up because it and another one waited for each other."""
    return getattr(fault.orig, "sqlstate", None) == "40P01"


def _constraint(fault: IntegrityError | DataError) -> str:
    """The name of the constraint that held, as far as the database tells it."""
    named = getattr(getattr(fault.orig, "diag", None), "constraint_name", None)
    return str(named or fault.orig)


_NO_PREDECESSOR: Final = Words(
    "the dossier that this one is to succeed does not exist",
    "le dossier auquel celui-ci doit succéder n'existe pas",
)
_HELD: Final = {
    "file_no": Words(
        "this file number already belongs to another dossier",
        "ce numéro de dossier est déjà celui d'un autre dossier",
    ),
    "predecessor": _NO_PREDECESSOR,
    "FOREIGN KEY": _NO_PREDECESSOR,
}


def _held_by_the_database(fault: IntegrityError | DataError) -> Refused:
    name = _constraint(fault)
    if isinstance(fault, DataError):
        unfit = Words(
            f"an answer is not one that can be kept ({name.strip()})",
            "une réponse n'est pas de celles qui peuvent être conservées",
        )
        return Refused((Finding("database", unfit, house("6")),))
    bare = Words(
        f"a state cannot be without the facts it rests on ({name})",
        "un état ne peut exister sans les données sur lesquelles il repose",
    )
    said = next((words for part, words in _HELD.items() if part in name), bare)
    return Refused((Finding("database", said, house("6")),))
