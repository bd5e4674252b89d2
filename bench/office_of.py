"""A large office: so many dossiers with twenty entries each, most of them long closed.

One file is carried to its inscription by real moves, and another one is left behind at each step of
the way; a database then multiplies their rows, entries, letters and reminders. Only the first of
each has a chain of entries that holds.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from bench.dossiers import must
from bench.multiplied import INDEXED, LED, OF_A_DOSSIER, OFFICERS, PARTIES, REGISTER
from engine.dossier import Actor
from engine.runtime.definitions import Lawbook
from engine.runtime.foreseen import foresee_again
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.workflow import Releasing
from portal.assemble import foresight
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.next_date import next_date
from workflows.roles import COMMITTEE, EVALUATION_BODY, SECRETARIAT, STATE_PARTY
from workflows.states_parties import states_parties

OPEN: Final = 3000
"""Dossiers that are open in the large office: the archive grows, the work of a year does not."""

MOST_OFFICERS: Final = 20
STATES: Final = sorted(states_parties())

NOW: Final = datetime(2024, 9, 25, 9, tzinfo=UTC)
"""The day on which the large office is looked at: a few days before what is missing is due."""

OFFICER: Final = Actor("A. Lind", SECRETARIAT)

_STATE: Final = Actor("Permanent Delegation", STATE_PARTY, frozenset({"Ghana"}))
_BODY: Final = Actor("The Rapporteur", EVALUATION_BODY)
_SESSION: Final = Actor("The Committee", COMMITTEE)


_WAY: Final[Sequence[tuple[str, str, Actor, Mapping[str, Any]]]] = (
    ("2024-02-20", "rank", _STATE, {"order": 3}),
    ("2024-03-01", "rank", _STATE, {"order": 1}),
    ("2024-03-02", "rank", _STATE, {"order": 2}),
    ("2024-03-10", "submit", _STATE, {}),
    ("2024-04-10", "register", OFFICER, {"file_no": "{number}"}),
    ("2024-04-20", "include", OFFICER, {"place": "inside"}),
    ("2024-05-10", "start_check", OFFICER, {}),
    ("2024-06-01", "request_completion", OFFICER, {"missing": "Free consent; ten photographs"}),
    ("2024-06-05", "post_letter", Releasing("A. Lind", SECRETARIAT), {}),
    ("2024-09-01", "resubmit", _STATE, {}),
    ("2024-09-10", "check_again", OFFICER, {}),
    ("2024-09-20", "find_complete", OFFICER, {}),
    ("2024-12-01", "transmit", OFFICER, {}),
    ("2025-06-20", "ask_questions", _BODY, {"questions": "How do young people learn it?"}),
    ("2025-06-25", "record_receipt", OFFICER, {"questions_received_at": "2025-06-24T09:00:00Z"}),
    ("2025-07-10", "answer", _STATE, {"dialogue_answer": "From their elders, every week."}),
    ("2025-09-10", "conclude", _BODY, {"recommendation": "favourable"}),
    ("2025-11-01", "publish", OFFICER, {}),
    ("2025-12-09", "examine", _SESSION, {}),
    ("2025-12-10", "inscribe", _SESSION, {"decision": "20.COM 7.B.1", "decided_on": "2025-12-10"}),
)
"""The whole way of a nomination in 21 entries, its opening among them."""

CLOSED: Final = f"RL-2025-T{len(_WAY):02}"
"""The file that went the whole way."""


def office_of(database: Engine, dossiers: int, still_open: int | None = None) -> None:
    """Fill a migrated, empty database of PostgreSQL with so many dossiers; at most OPEN of them,
    and not more than two in five, are open, unless it is said how many."""
    opened = min(OPEN, dossiers * 2 // 5) if still_open is None else still_open
    originals = _originals(database)
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        made_again = _without_indexes(connection)
        connection.execute(text(OFFICERS), {"officers": MOST_OFFICERS})
        connection.execute(text(REGISTER), {"states": STATES, "most": len(STATES)})
        per_state = -(-opened // (len(originals) - 1))
        for place, reference in enumerate(originals):
            closed = place == len(originals) - 1
            copies = dossiers - per_state * place if closed else per_state
            _multiply(connection, reference, place * 10_000, copies - 1, closed=closed)
        connection.execute(text(PARTIES))
        connection.execute(text(LED), {"officers": MOST_OFFICERS})
        for one in made_again:
            connection.execute(text(one))
    _tidy(database, "")
    foresee_again(_at(database, NOW), next_date)
    _tidy(database, "dossier")


def _without_indexes(connection: Connection) -> list[str]:
    """Take the indexes away while rows are put in; the statements that make them again."""
    found = connection.execute(text(INDEXED)).all()
    for name, _ in found:
        connection.execute(text(f'DROP INDEX "{name}"'))
    return [said for _, said in found]


def _tidy(database: Engine, table: str) -> None:
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"VACUUM ANALYZE {table}"))


def _at(database: Engine, now: datetime) -> Office:
    book = Lawbook(workflows(), rules(), law())
    return Office(database, book, lambda: now, foresight(book)).open_doors()


def _originals(database: Engine) -> list[str]:
    """One file for each number of steps on the way; their references."""
    told = {"title": "Weaving", "cycle": 2025, "states": ["Ghana"], "contact": "osei@example.org"}
    named = []
    for steps in range(len(_WAY) + 1):
        reference = f"RL-2025-T{steps:02}"
        early = _at(database, datetime(2024, 2, 1, 9, tzinfo=UTC))
        must(early.execute(Move(reference, "open", _STATE, told, opens="rl")))
        for day, trigger, actor, answers in _WAY[:steps]:
            given = {name: str(one).format(number=f"9{steps:04}") for name, one in answers.items()}
            desk = _at(database, datetime.fromisoformat(f"{day}T09:00:00+00:00"))
            must(desk.execute(Move(reference, trigger, actor, given)))
        named.append(reference)
    return named


def _multiply(
    connection: Connection, reference: str, first: int, copies: int, *, closed: bool
) -> None:
    """So many copies of a dossier and all of its rows; those of closed files from earlier
    cycles."""
    given: dict[str, Any] = {"one": reference, "first": first, "copies": copies}
    given |= {"years": 15 if closed else 1, "closed": closed, "states": STATES, "most": len(STATES)}
    for statement in OF_A_DOSSIER:
        connection.execute(text(statement), given)
