"""An office in which ten thousand letters fall due at once: of steps, some of them binding, with
their copies; messages of several reminders; and notices that are owed."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.correspondents import Correspondent, Post
from engine.runtime.definitions import Lawbook
from engine.runtime.entering import enter
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.release import Released, release
from engine.words import Language
from portal.assemble import foresight
from tests.moves import OFFICER, held_keys
from tests.on_record import BY, done
from workflows.catalogue import rules, workflows
from workflows.law import law

STATES = (
    "Algeria", "Armenia", "Bhutan", "Chile", "Cuba", "Egypt", "Fiji", "Gabon", "Ghana", "Haiti",
    "Iraq", "Jordan", "Kenya", "Latvia", "Mali", "Nepal", "Oman", "Peru", "Qatar", "Rwanda",
    "Serbia", "Togo", "Uganda", "Viet Nam",
)  # fmt: skip
NOMINATIONS = 720
"""Each with four letters, and what they promise to the delegation and the commission besides."""

REPORTS = 350

SPRING = datetime(2027, 3, 1, 12, tzinfo=UTC)
SUMMER = datetime(2027, 6, 1, 12, tzinfo=UTC)
AUTUMN = datetime(2027, 9, 16, 8, tzinfo=UTC)
"""A fortnight before what is missing is due, an hour after its State is to be reminded."""

_AT_ONCE = 60


def office(database: Engine, clock: Callable[[], datetime]) -> Office:
    """The office, as it plans reminders."""
    book = Lawbook(workflows(), rules(), law())
    return Office(database, book, clock, foresight(book)).open_doors()


def ten_thousand(database: Engine, nominations: int = NOMINATIONS, reports: int = REPORTS) -> None:
    """Every letter and every reminder is due in autumn, and none has left."""
    _on_record(database)
    spring, summer = office(database, lambda: SPRING), office(database, lambda: SUMMER)
    files = [nomination(number, nominations // 2) for number in range(nominations)]
    _in_step(spring, [moves[:5] for moves in files])
    _in_step(summer, [moves[5:] for moves in files])
    _in_step(summer, [[report(number)] for number in range(reports)])
    outcomes = release(summer, held_keys(summer), OFFICER).values()
    assert all(isinstance(one, Released) and one.leaves for one in outcomes)
    assert len(outcomes) == nominations


def _on_record(database: Engine) -> None:
    """Each State has a delegation; every second one wants both languages."""
    for number, state in enumerate(STATES):
        language: Language = "en" if number % 3 else "fr"
        for kind in ("delegation", "commission"):
            address = f"{kind}{number}@example.org"
            one = Correspondent(address, f"The {kind} of {state}", language, number % 2 == 0)
            done(database, enter, one, BY, SPRING)
            done(database, appoint, Post(kind, state, address), STATES, BY, SPRING)


def nomination(number: int, contacts: int) -> list[Move]:
    """A nomination from its opening to the letter that asks for what is missing; the contact
    persons are so many."""
    reference, state = f"RL-2028-{number:04}", STATES[number % len(STATES)]
    delegate = Actor(f"The delegate of {state}", "state_party", frozenset({state}))
    told = {
        "title": f"Weaving in {state}, {number}",
        "cycle": 2028,
        "states": [state],
        "contact": f"contact{number % contacts}@example.org",
        "language": ("en", "fr")[number % 2],
    }
    steps: list[tuple[str, Actor, dict[str, Any]]] = [
        ("submit", delegate, {}),
        ("register", OFFICER, {"file_no": f"{number:05}"}),
        ("include", OFFICER, {"place": "inside"}),
        ("start_check", OFFICER, {}),
        ("request_completion", OFFICER, {"missing": "Ten photographs, and a signature."}),
    ]
    opening = Move(reference, "open", delegate, told, opens="rl")
    return [opening, *(Move(reference, *step) for step in steps)]


def report(number: int) -> Move:
    """A report that was to be announced half a year ago."""
    state = STATES[number % len(STATES)]
    told = {
        "title": f"A ritual of {state}, {number}",
        "states": [state],
        "element": f"{number:05}",
        "inscribed_in": 2023,
        "due_in": 2027,
        "contact": f"contact{number}@example.org",
    }
    return Move(f"USL-REPORT-2027-{number:05}", "open", OFFICER, told, opens="usl_report")


def _in_step(desk: Office, ways: Sequence[Sequence[Move]]) -> None:
    """All dossiers one step, then all of them the next one."""
    for step in zip(*ways, strict=True):
        for first in range(0, len(step), _AT_ONCE):
            outcome = desk.execute_together(step[first : first + _AT_ONCE])
            assert not isinstance(outcome, Refused), str(outcome)
