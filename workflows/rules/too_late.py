"""What is said of something that comes after its deadline."""

from engine.calendar import Deadline
from engine.dates import said
from engine.rules import Question
from engine.words import Words


def too_late(q: Question, deadline: Deadline, due: Words) -> Words | None:
    """Why it is late by now; None while it is in time. `due` is what the sentence begins with:
    "the answer was due"."""
    if q.now <= deadline.closes:
        return None
    local = q.now.astimezone(deadline.local.tzinfo)
    return Words(
        f"{due.en} by {deadline} ({deadline.derived('en')}); it is {said(local)}",
        f"{due.fr} au plus tard le {deadline.spoken('fr')} ({deadline.derived('fr')}) ; nous "
        f"sommes le {said(local, 'fr')}",
    )
