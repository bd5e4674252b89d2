"""Evaluation and dialogue, until the Committee takes the file up."""

from workflows.needed import NUMBERED
from workflows.roles import COMMITTEE, EVALUATION_BODY, OFFICE, STATE_PARTY, SYSTEM
from workflows.rules.answers import (
    a_state_records_its_receipt_once,
    answer_is_overdue,
    answered_in_time,
    receipt_lies_between_sending_and_now,
)
from workflows.rules.entry import extends_a_known_element, transfers_a_known_element
from workflows.rules.order import (
    has_a_place,
    is_complete,
)
from workflows.rules.session import four_weeks_before_the_session, the_session_is_open
from workflows.table import ask, from_each, state, step

EVALUATION_STATES = (
    state(
        "under_evaluation", EVALUATION_BODY,
        ("With the Evaluation Body", "À l'Organe d'évaluation"),
        ("Under evaluation", "En cours d'évaluation"), ("will be evaluated", "sera évalué"),
        needs=NUMBERED,
    ),
    state(
        "in_dialogue", STATE_PARTY, ("In dialogue, with the State", "En dialogue, chez l'État"),
        ("In dialogue with the State Party", "En dialogue avec l'État partie"),
        ("may be clarified in a dialogue", "pourra être précisé par un dialogue"), needs=NUMBERED,
    ),
    state(
        "answered", EVALUATION_BODY, ("Dialogue answered", "Dialogue : réponse reçue"),
        ("Answered by the State Party", "Réponse de l'État partie reçue"),
        ("will be answered by the State Party", "recevra la réponse de l'État partie"),
        needs=NUMBERED,
    ),
    state(
        "unanswered", EVALUATION_BODY, ("Dialogue unanswered", "Dialogue : sans réponse"),
        ("Evaluated on the file as it is", "Évalué sur le dossier tel quel"),
        ("will be evaluated on the file as it is", "sera évalué sur le dossier tel quel"),
        needs=NUMBERED,
    ),
    state(
        "evaluated", OFFICE[0], ("Evaluated, report to publish", "Évalué, rapport à publier"),
        ("Evaluated", "Évalué"), ("will have its evaluation", "aura son évaluation"),
        needs=NUMBERED,
    ),
    state(
        "published", COMMITTEE, ("Reported to the Committee", "Rapport transmis au Comité"),
        ("Evaluation published", "Évaluation publiée"),
        ("will be reported to the Committee", "fera l'objet d'un rapport au Comité"),
        needs=NUMBERED,
    ),
    state(
        "examined", COMMITTEE, ("Under examination", "En cours d'examen"),
        ("Examined by the Committee", "Examiné par le Comité"),
        ("will be examined by the Committee", "sera examiné par le Comité"), needs=NUMBERED,
    ),
)  # fmt: skip

RECOMMENDATION = ask(
    "recommendation", "choice", "recommendation of the Evaluation Body",
    "recommandation de l'Organe d'évaluation", choices=("favourable", "refer", "unfavourable"),
)  # fmt: skip
QUESTIONS = ask("questions", "text", "questions to the State", "questions à l'État")
QUESTIONS_RECEIVED = ask(
    "questions_received_at", "instant", "instant at which the State received the questions",
    "instant de réception des questions par l'État",
)  # fmt: skip
ANSWER = ask("dialogue_answer", "text", "answer of the State", "réponse de l'État")

_ABOUT_AN_ELEMENT = (extends_a_known_element, transfers_a_known_element)

EVALUATION_STEPS = (
    step(
        "transmit", "complete", "under_evaluation", OFFICE,
        ("Transmitted to the Evaluation Body", "Transmis à l'Organe d'évaluation"), "OD 54",
        guards=(has_a_place, *_ABOUT_AN_ELEMENT), notify=("transmitted",),
    ),
    step(
        "transmit", "included", "under_evaluation", OFFICE,
        ("Transmitted to the Evaluation Body", "Transmis à l'Organe d'évaluation"), "OD 54",
        guards=(is_complete, *_ABOUT_AN_ELEMENT), notify=("transmitted",),
    ),
    step(
        "ask_questions", "under_evaluation", "in_dialogue", EVALUATION_BODY,
        ("Questions sent in dialogue", "Questions envoyées en dialogue"), "OD 55",
        asks=(QUESTIONS,), stamps=("questions_sent_at",), notify=("dialogue_questions",),
    ),
    step(
        "record_receipt", "in_dialogue", "in_dialogue", (*OFFICE, STATE_PARTY),
        ("Receipt of the questions recorded", "Réception des questions constatée"), "OD 55",
        asks=(QUESTIONS_RECEIVED,),
        guards=(receipt_lies_between_sending_and_now, a_state_records_its_receipt_once),
    ),
    step(
        "answer", "in_dialogue", "answered", STATE_PARTY,
        ("Questions answered", "Réponse donnée"), "OD 55",
        asks=(ANSWER,), guards=(answered_in_time,), notify=("dialogue_answered",),
    ),
    step(
        "close_dialogue", "in_dialogue", "unanswered", (*OFFICE, SYSTEM),
        ("Dialogue closed without an answer", "Dialogue clos sans réponse"), "OD 55",
        guards=(answer_is_overdue,), notify=("dialogue_closed",),
    ),
    *from_each(
        ("under_evaluation", "answered", "unanswered"), "conclude", "evaluated", EVALUATION_BODY,
        ("Evaluation concluded", "Évaluation conclue"), "OD 26-31", asks=(RECOMMENDATION,),
    ),
    step(
        "publish", "evaluated", "published", OFFICE,
        ("Evaluation published", "Évaluation publiée"), "OD 54",
        guards=(four_weeks_before_the_session,), notify=("evaluation_published",),
    ),
    step(
        "examine", "published", "examined", COMMITTEE,
        ("Taken up by the Committee", "Mis en examen par le Comité"), "OD 33-37",
        guards=(the_session_is_open,),
    ),
)  # fmt: skip
