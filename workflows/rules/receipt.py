"""When a dossier is received, and for which cycle."""

import re

from engine.dates import said
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from workflows.roles import CALLED
from workflows.timetable import came_late, submission, unknown_cycle


@rule("OD", "54", "Le cycle est de ceux dont le calendrier est connu.")
def belongs_to_a_cycle(q: Question) -> Words | None:
    """The cycle is one whose timetable is known."""
    cycle = q.answers.get("cycle")
    return None if cycle is None else unknown_cycle(int(str(cycle)))


@rule("OD", "54", "Le dossier est reçu au plus tard à la date limite de soumission de son cycle.")
def received_in_time(q: Question) -> Words | None:
    """The dossier is received by the submission deadline of its cycle."""
    return _received(q, late=False)


@rule("OD", "54", "Le dossier a été reçu après la date limite de soumission de son cycle.")
def received_late(q: Question) -> Words | None:
    """The dossier was received after the submission deadline of its cycle."""
    return _received(q, late=True)


@rule(
    "OD",
    "54",
    "Ce qui est reçu en retard n'est admis que par le rôle auquel le calendrier en donne le "
    "pouvoir.",
)
def admitted_by_who_may(q: Question) -> Words | None:
    """What was received late is admitted only by the role to which the timetable gives that."""
    try:
        deadline = submission(q.law, q.dossier)
    except UnknownParameter as unknown:
        return unknown.said
    if q.actor.role == deadline.late:
        return None
    if deadline.late is None:
        return Words(
            f"nobody may admit what is received after {deadline}",
            f"nul ne peut admettre ce qui est reçu après le {deadline.spoken('fr')}",
        )
    role = q.actor.role
    may, is_one = CALLED[deadline.late], CALLED.get(role, Words(role, role))
    return Words(
        f"what is received after {deadline} may be admitted by the {may.en} alone; "
        f"{q.actor.name} acts as the {is_one.en}",
        f"ce qui est reçu après le {deadline.spoken('fr')} ne peut être admis que par qui agit "
        f"comme {may.fr} ; {q.actor.name} agit comme {is_one.fr}",
    )


def _received(q: Question, *, late: bool) -> Words | None:
    received = q.dossier.instant("received_at")
    try:
        deadline = submission(q.law, q.dossier)
    except UnknownParameter as unknown:
        return unknown.said
    if received is None or (received > deadline.closes) == late:
        return None
    if not late:
        return came_late(deadline, received, q.dossier.cycle or 0)
    local = received.astimezone(deadline.local.tzinfo)
    return Words(
        f"received {said(local, exactly=True)}, in time: the deadline is {deadline} "
        f"({deadline.derived('en')})",
        f"reçu le {said(local, 'fr', exactly=True)}, dans les délais : la date limite est le "
        f"{deadline.spoken('fr')} ({deadline.derived('fr')})",
    )


@rule(
    "OD",
    "54",
    "Un dossier, et un élément par son dossier, porte un numéro d'ordre de cinq chiffres, commun à "
    "tous les mécanismes.",
)
def numbered_in_five_digits(q: Question) -> Words | None:
    """A file, and an element by its file, has a running number of five digits, over all
    mechanisms."""
    for number in (q.answers.get("file_no"), q.answers.get("element")):
        if isinstance(number, str) and not re.fullmatch("[0-9]{5}", number):
            return Words(
                f"a file number has five digits, like 02153, not {number!r}",
                f"un numéro de dossier compte cinq chiffres, comme 02153, et non « {number} »",
            )
    return None
