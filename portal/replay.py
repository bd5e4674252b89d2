"""The real cycle 2021 as a plan of ordinary moves: who asks for what, and when.

Real: file numbers, names, States, lists and decisions (workflows/data/README.md), the submission
deadline, the days of the session. Not public, and therefore illustrative: who acted, and the dates
inside a phase. They are drawn from the file number, so that the replay is the same every time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from engine.dossier import Actor
from engine.element import Element
from engine.runtime.moves import Move
from workflows.roles import COMMITTEE, EVALUATION_BODY, HEAD, SECRETARIAT, STATE_PARTY
from workflows.states_parties import states_parties

CYCLE = 2021
ILLUSTRATIVE = "who acted, and the dates inside each phase"

OFFICER = Actor("Officer for nominations", SECRETARIAT)
CHIEF = Actor("Head of the Secretariat", HEAD)
BODY = Actor("Rapporteur of the Evaluation Body", EVALUATION_BODY)
SESSION = Actor("The Committee at 16.COM", COMMITTEE)

JOUMOU_SOUP = "01853"
"""Submitted by Haiti in March 2021 and examined on an accelerated basis: decision 16.COM 19,
endorsed exceptionally by the General Assembly (9.GA 8)."""

ASKS_FOR_MORE = "request_completion"
"""The step whose letter the officer releases in the same instant."""

WRITES_FRENCH = {
    "Belgium", "Congo", "Democratic Republic of the Congo", "Haiti", "Madagascar", "Mali",
    "Morocco", "Senegal", "Seychelles", "Tunisia",
}  # fmt: skip

_DECIDES = {"USL": "inscribe", "RL": "inscribe", "GSP": "select"}


@dataclass(frozen=True, slots=True)
class Planned:
    """Moves of one instant, made together or not at all."""

    at: datetime
    moves: tuple[Move, ...]


def plan(elements: list[Element]) -> list[Planned]:
    """Everything that happens to these files, in the order of time."""
    steps = [step for element in elements for step in _life(element)]
    together: dict[tuple[datetime, str], list[Move]] = {}
    for at, move in steps:
        together.setdefault((at, move.trigger), []).append(move)
    return [
        Planned(at, tuple(moves))
        for (at, _), moves in sorted(together.items(), key=lambda one: one[0][0])
    ]


def reference_of(element: Element) -> str:
    """The dossier's reference in the replay."""
    return f"{element.list}-{CYCLE}-{element.file_no}"


class _File:
    """Draws the illustrative choices of one file from its number."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.reference = reference_of(element)
        state = element.states[0]
        self.state = Actor(f"Focal point of {state}", STATE_PARTY, frozenset({state}))

    def drawn(self, what: str, most: int) -> int:
        """A number below `most`, the same every time."""
        text = f"{self.element.file_no} {what}".encode()
        return int.from_bytes(sha256(text).digest()[:4], "big") % most

    def during(self, what: str, first: date, last: date) -> datetime:
        """An instant of office hours in that period."""
        day = first + timedelta(self.drawn(what, (last - first).days + 1))
        minutes = self.drawn(f"{what} hour", 7 * 60)
        return datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(minutes=minutes)

    def move(self, trigger: str, actor: Actor, reason: str = "", **answers: Any) -> Move:
        """A move of this file."""
        opens = self.element.list.lower() if trigger == "open" else None
        return Move(self.reference, trigger, actor, answers, reason, opens=opens)


def _life(element: Element) -> Iterator[tuple[datetime, Move]]:
    file = _File(element)
    yield from _accelerated(file) if element.file_no == JOUMOU_SOUP else _ordinary(file)
    yield datetime(2021, 11, 12, 9, tzinfo=UTC), file.move("publish", OFFICER)
    examined = file.during("examined", date(2021, 12, 14), date(2021, 12, 15))
    if element.file_no == JOUMOU_SOUP:
        examined = file.during("examined", date(2021, 12, 16), date(2021, 12, 16))
    yield examined, file.move("examine", SESSION)
    decision = {"decision": element.decision or "16.COM 19", "decided_on": str(examined.date())}
    yield (
        examined + timedelta(minutes=20),
        file.move(_DECIDES[element.list], SESSION, **decision),
    )


def _opening(file: _File, first: date, last: date) -> tuple[datetime, Move]:
    state = file.element.states[0]
    answers: Mapping[str, Any] = {
        "title": file.element.name,
        "cycle": CYCLE,
        "states": list(file.element.states),
        "contact": f"{states_parties()[state].iso3.lower()}@focal-points.invalid",
        "language": "fr" if state in WRITES_FRENCH else "en",
        "illustrative": ILLUSTRATIVE,
    }
    return file.during("open", first, last), file.move("open", file.state, **answers)


def _ordinary(file: _File) -> Iterator[tuple[datetime, Move]]:
    yield _opening(file, date(2019, 10, 1), date(2020, 1, 31))
    yield (
        file.during("submit", date(2020, 2, 10), date(2020, 3, 31)),
        file.move("submit", file.state),
    )
    registered = file.during("register", date(2020, 4, 1), date(2020, 4, 24))
    yield registered, file.move("register", OFFICER, file_no=file.element.file_no)
    yield datetime(2020, 5, 4, 9, tzinfo=UTC), file.move("include", CHIEF, place="inside")
    yield (
        file.during("check", date(2020, 5, 5), date(2020, 6, 5)),
        file.move("start_check", OFFICER),
    )
    checked = file.during("checked", date(2020, 6, 8), date(2020, 6, 30))
    if file.drawn("incomplete", 3):
        yield checked, file.move(ASKS_FOR_MORE, OFFICER, missing=_missing(file))
        answered = file.during("completed", date(2020, 8, 3), date(2020, 9, 30))
        yield answered, file.move("resubmit", file.state)
        yield answered + timedelta(days=6), file.move("check_again", OFFICER)
        yield answered + timedelta(days=12), file.move("find_complete", OFFICER)
    else:
        yield checked, file.move("find_complete", OFFICER)
    yield datetime(2020, 12, 1, 9, tzinfo=UTC), file.move("transmit", OFFICER)
    yield from _evaluated(file)


def _missing(file: _File) -> str:
    items = (
        "the consent evidence of one community is not translated into English or French",
        "the inventory extract does not show when it was last updated",
        "form ICH-07-video is not signed",
        "section 3.b(i) is longer than the form allows",
    )
    return items[file.drawn("missing", len(items))]


def _evaluated(file: _File) -> Iterator[tuple[datetime, Move]]:
    if file.drawn("dialogue", 5):
        yield (
            file.during("evaluated", date(2021, 6, 21), date(2021, 6, 25)),
            file.move("conclude", BODY, recommendation="favourable"),
        )
        return
    asked = file.during("asked", date(2021, 6, 28), date(2021, 7, 2))
    yield asked, file.move("ask_questions", BODY, questions="How do the bearers take part?")
    arrived = asked + timedelta(days=2)
    receipt = {"questions_received_at": arrived.isoformat()}
    yield arrived + timedelta(hours=1), file.move("record_receipt", OFFICER, **receipt)
    answered = arrived + timedelta(days=10 + file.drawn("answered", 18))
    yield answered, file.move("answer", file.state, dialogue_answer="In English and in French.")
    yield (
        file.during("evaluated", date(2021, 9, 13), date(2021, 9, 17)),
        file.move("conclude", BODY, recommendation="favourable"),
    )


def _accelerated(file: _File) -> Iterator[tuple[datetime, Move]]:
    yield _opening(file, date(2021, 2, 8), date(2021, 2, 26))
    yield (
        file.during("submit", date(2021, 3, 15), date(2021, 3, 26)),
        file.move("submit", file.state),
    )
    yield (
        datetime(2021, 9, 1, 9, tzinfo=UTC),
        file.move(
            "admit_late",
            CHIEF,
            "Haiti asks that the Committee examine this file on an accelerated basis at 16.COM, "
            "after the disasters of 2021; the General Assembly endorsed this exceptionally.",
            file_no=file.element.file_no,
            authority="16.COM 19; 9.GA 8",
        ),
    )
    for day, trigger, actor, answers in (
        (date(2021, 9, 2), "include", CHIEF, {"place": "inside"}),
        (date(2021, 9, 3), "start_check", OFFICER, {}),
        (date(2021, 9, 10), "find_complete", OFFICER, {}),
        (date(2021, 9, 13), "transmit", OFFICER, {}),
        (date(2021, 10, 15), "conclude", BODY, {"recommendation": "favourable"}),
    ):
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        yield at, file.move(trigger, actor, **answers)
