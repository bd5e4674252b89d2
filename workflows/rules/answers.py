"""Answers in time, or no answer: completion and dialogue."""

from collections.abc import Callable
from datetime import datetime

from engine.calendar import Deadline
from engine.dates import said
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.rules import Question, rule
from engine.workflow import Releasing
from workflows.roles import STATE_PARTY
from workflows.timetable import completion, dialogue


@rule("OD", "54")
def completed_in_time(q: Question) -> str | None:
    """The missing information is received by the completion deadline, which is known once the
    completeness letter has left."""
    return _in_time(q, completion, "the missing information was due")


@rule("OD", "54")
def completion_is_overdue(q: Question) -> str | None:
    """The completion deadline has passed without the missing information."""
    return _overdue(q, completion, "the State may send the missing information")


@rule("OD", "54")
def leaves_by_its_release(q: Question) -> str | None:
    """A letter is posted by whoever releases it, in the same instant."""
    if isinstance(q.actor, Releasing):
        return None
    return (
        "the letter is held: it leaves, and this step is made, when it is read and released "
        "(dossiers letters release)"
    )


@rule("OD", "55")
def answered_in_time(q: Question) -> str | None:
    """The answer reaches the Evaluation Body within four weeks of the receipt of its questions."""
    return _in_time(q, dialogue, "the answer was due")


@rule("OD", "55")
def answer_is_overdue(q: Question) -> str | None:
    """Four weeks have passed since the State received the questions."""
    return _overdue(q, dialogue, "the State may answer")


@rule("OD", "55")
def receipt_lies_between_sending_and_now(q: Question) -> str | None:
    """The questions were received after they were sent, and before their receipt is recorded."""
    received = q.answers.get("questions_received_at")
    if not isinstance(received, str):
        return None
    if datetime.fromisoformat(received) > q.now:
        return f"the receipt would be of {received[:16]} UTC, which has not come yet"
    sent = q.dossier.instant("questions_sent_at")
    if sent is not None and datetime.fromisoformat(received) < sent:
        return f"the questions left at {sent:%Y-%m-%dT%H:%M} UTC, after the receipt named"
    return None


@rule("OD", "55")
def a_state_records_its_receipt_once(q: Question) -> str | None:
    """A State records once that it received the questions; the Secretariat alone corrects it."""
    recorded = q.dossier.text("questions_received_at")
    if not recorded or q.actor.role != STATE_PARTY:
        return None
    return (
        f"the receipt is recorded already ({recorded[:16]} UTC); the Secretariat alone corrects it"
    )


Due = Callable[[Parameters, Dossier], Deadline]


def _in_time(q: Question, due: Due, words: str) -> str | None:
    try:
        deadline = due(q.law, q.dossier)
    except UnknownParameter:
        return None  # what is not due yet cannot be late
    if q.now <= deadline.closes:
        return None
    now = said(q.now.astimezone(deadline.local.tzinfo))
    return f"{words} by {deadline} ({deadline.derived('en')}); it is {now}"


def _overdue(q: Question, due: Due, words: str) -> str | None:
    try:
        deadline = due(q.law, q.dossier)
    except UnknownParameter as unknown:
        return str(unknown)
    if q.now > deadline.closes:
        return None
    return f"{words} until {deadline} ({deadline.derived('en')})"
