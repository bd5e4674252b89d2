"""When a dossier is received, and for which cycle."""

import re

from engine.calendar import said
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from workflows.timetable import submission


@rule("OD", "54")
def belongs_to_a_cycle(q: Question) -> str | None:
    """The cycle is one whose timetable is known."""
    cycle = q.answers.get("cycle")
    if cycle is None or 2010 <= int(str(cycle)) <= 2100:
        return None
    return f"the timetable is known for the cycles 2010 to 2100, not for {cycle}"


@rule("OD", "54")
def received_in_time(q: Question) -> str | None:
    """The dossier is received by the submission deadline of its cycle."""
    return _received(q, late=False)


@rule("OD", "54")
def received_late(q: Question) -> str | None:
    """The dossier was received after the submission deadline of its cycle."""
    return _received(q, late=True)


def _received(q: Question, *, late: bool) -> str | None:
    received = q.dossier.instant("received_at")
    try:
        deadline = submission(q.law, q.dossier)
    except UnknownParameter as unknown:
        return str(unknown)
    if received is None or (received > deadline.instant) == late:
        return None
    at = said(received.astimezone(deadline.local.tzinfo), exactly=True)
    why = "; ".join(deadline.derivation)
    if late:
        return f"received {at}, in time: the deadline is {deadline} ({why})"
    following = (q.dossier.cycle or 0) + 1
    return (
        f"received {at}, after the deadline of {deadline} ({why}); it can be examined in the "
        f"cycle of {following}"
    )


@rule("OD", "54")
def numbered_in_five_digits(q: Question) -> str | None:
    """A file, and an element by its file, has a running number of five digits, over all
    mechanisms."""
    for number in (q.answers.get("file_no"), q.answers.get("element")):
        if isinstance(number, str) and not re.fullmatch("[0-9]{5}", number):
            return f"a file number has five digits, like 02153, not {number!r}"
    return None
