"""When a dossier is received, and for which cycle."""

import re

from engine.dates import said
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from workflows.timetable import missed, submission, unknown_cycle


@rule("OD", "54")
def belongs_to_a_cycle(q: Question) -> str | None:
    """The cycle is one whose timetable is known."""
    cycle = q.answers.get("cycle")
    return None if cycle is None else unknown_cycle(int(str(cycle)))


@rule("OD", "54")
def received_in_time(q: Question) -> str | None:
    """The dossier is received by the submission deadline of its cycle."""
    return _received(q, late=False)


@rule("OD", "54")
def received_late(q: Question) -> str | None:
    """The dossier was received after the submission deadline of its cycle."""
    return _received(q, late=True)


@rule("OD", "54")
def admitted_by_who_may(q: Question) -> str | None:
    """What was received late is admitted only by the role to which the timetable gives that."""
    try:
        deadline = submission(q.law, q.dossier)
    except UnknownParameter as unknown:
        return str(unknown)
    if q.actor.role == deadline.late:
        return None
    if deadline.late is None:
        return f"nobody may admit what is received after {deadline}"
    return (
        f"what is received after {deadline} may be admitted by the "
        f"{deadline.late.replace('_', ' ')} alone; {q.actor.name} is "
        f"{q.actor.role.replace('_', ' ')}"
    )


def _received(q: Question, *, late: bool) -> str | None:
    received = q.dossier.instant("received_at")
    try:
        deadline = submission(q.law, q.dossier)
    except UnknownParameter as unknown:
        return str(unknown)
    if received is None or (received > deadline.closes) == late:
        return None
    if not late:
        return missed(deadline, received, q.dossier.cycle or 0)
    at = said(received.astimezone(deadline.local.tzinfo), exactly=True)
    return f"received {at}, in time: the deadline is {deadline} ({deadline.derived('en')})"


@rule("OD", "54")
def numbered_in_five_digits(q: Question) -> str | None:
    """A file, and an element by its file, has a running number of five digits, over all
    mechanisms."""
    for number in (q.answers.get("file_no"), q.answers.get("element")):
        if isinstance(number, str) and not re.fullmatch("[0-9]{5}", number):
            return f"a file number has five digits, like 02153, not {number!r}"
    return None
