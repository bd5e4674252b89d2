"""Answers in time, or no answer: completion and dialogue."""

from collections.abc import Callable
from datetime import datetime

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from engine.workflow import Releasing
from workflows.roles import STATE_PARTY
from workflows.rules.too_late import too_late
from workflows.timetable import completion, dialogue
from workflows.working_days import said_in_paris


@rule(
    "OD",
    "54",
    "Les informations manquantes sont reçues au plus tard à la date limite de complément, qui est "
    "connue une fois partie la lettre sur les informations manquantes.",
)
def completed_in_time(q: Question) -> Words | None:
    """The missing information is received by the completion deadline, which is known once the
    completeness letter has left."""
    due = Words("the missing information was due", "les informations manquantes étaient attendues")
    return _in_time(q, completion, due)


@rule(
    "OD",
    "54",
    "La date limite de complément est passée sans que les informations manquantes soient reçues.",
)
def completion_is_overdue(q: Question) -> Words | None:
    """The completion deadline has passed without the missing information."""
    may = Words(
        "the State may send the missing information",
        "l'État peut envoyer les informations manquantes",
    )
    return _overdue(q, completion, may)


@rule("OD", "54", "Une lettre est expédiée par la personne qui la valide, au même instant.")
def leaves_by_its_release(q: Question) -> Words | None:
    """A letter is posted by whoever releases it, in the same instant."""
    if isinstance(q.actor, Releasing):
        return None
    return Words(
        "the letter is held: it leaves, and this step is made, when an officer reads and releases "
        "it among the letters",
        "la lettre est retenue : elle part, et cette étape est accomplie, une fois qu'un agent l'a "
        "lue et validée parmi les courriers",
    )


@rule(
    "OD",
    "55",
    "La réponse parvient à l'Organe d'évaluation dans les quatre semaines qui suivent la réception "
    "de ses questions.",
)
def answered_in_time(q: Question) -> Words | None:
    """The answer reaches the Evaluation Body within four weeks of the receipt of its questions."""
    return _in_time(q, dialogue, Words("the answer was due", "la réponse était attendue"))


@rule("OD", "55", "Quatre semaines se sont écoulées depuis que l'État a reçu les questions.")
def answer_is_overdue(q: Question) -> Words | None:
    """Four weeks have passed since the State received the questions."""
    return _overdue(q, dialogue, Words("the State may answer", "l'État peut répondre"))


@rule(
    "OD",
    "55",
    "Les questions ont été reçues après leur envoi, et avant que leur réception soit enregistrée.",
)
def receipt_lies_between_sending_and_now(q: Question) -> Words | None:
    """The questions were received after they were sent, and before their receipt is recorded."""
    named = q.answers.get("questions_received_at")
    if not isinstance(named, str):
        return None
    received = datetime.fromisoformat(named)
    if received > q.now:
        return to_come(received)
    sent = q.dossier.instant("questions_sent_at")
    if sent is None or received >= sent:
        return None
    left = said_in_paris(sent)
    return Words(
        f"the questions left on {left.en}, after the receipt named",
        f"les questions sont parties le {left.fr}, après la réception indiquée",
    )


def to_come(received: datetime) -> Words:
    """Why nothing is recorded as received at that instant."""
    at = said_in_paris(received)
    return Words(
        f"the receipt would be of {at.en}, which has not come yet",
        f"la réception serait du {at.fr}, date qui est encore à venir",
    )


@rule(
    "OD",
    "55",
    "Un État enregistre une seule fois qu'il a reçu les questions ; seul le Secrétariat peut "
    "corriger cette réception.",
)
def a_state_records_its_receipt_once(q: Question) -> Words | None:
    """A State records once that it received the questions; the Secretariat alone corrects it."""
    recorded = q.dossier.instant("questions_received_at")
    if recorded is None or q.actor.role != STATE_PARTY:
        return None
    at = said_in_paris(recorded)
    return Words(
        f"the receipt is recorded already ({at.en}); the Secretariat alone corrects it",
        f"la réception est déjà enregistrée ({at.fr}) ; seul le Secrétariat peut la corriger",
    )


Due = Callable[[Parameters, Dossier], Deadline]


def _in_time(q: Question, due: Due, was_due: Words) -> Words | None:
    try:
        return too_late(q, due(q.law, q.dossier), was_due)
    except UnknownParameter:
        return None  # what is not due yet cannot be late


def _overdue(q: Question, due: Due, may: Words) -> Words | None:
    try:
        deadline = due(q.law, q.dossier)
    except UnknownParameter as unknown:
        return unknown.said
    if q.now > deadline.closes:
        return None
    return Words(
        f"{may.en} until {deadline} ({deadline.derived('en')})",
        f"{may.fr} jusqu'au {deadline.spoken('fr')} ({deadline.derived('fr')})",
    )
