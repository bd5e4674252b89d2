"""The stretches that mechanisms share: receipt, places, completeness, evaluation, examination."""

from collections.abc import Sequence

from engine.dossier import NEW
from engine.rules import Rule
from engine.workflow import Ask, Step
from workflows.asked import COMMON, CYCLE, MISSING
from workflows.needed import NUMBERED, RECEIVED
from workflows.roles import COMMITTEE, EVALUATION_BODY, HEAD, OFFICE, STATE_PARTY, SYSTEM
from workflows.rules.answers import (
    answer_is_overdue,
    answered_in_time,
    completed_in_time,
    completion_is_overdue,
    receipt_lies_between_sending_and_now,
)
from workflows.rules.order import (
    check_comes_first,
    has_a_place,
    has_no_place_yet,
    is_complete,
    is_not_checked_yet,
    selection_comes_first,
)
from workflows.rules.people import names_a_contact, names_states_parties
from workflows.rules.receipt import (
    belongs_to_a_cycle,
    numbered_in_five_digits,
    received_in_time,
    received_late,
)
from workflows.rules.session import four_weeks_before_the_session, the_session_is_open
from workflows.rules.succession import succeeds_a_dossier_that_ended
from workflows.table import ask, final, from_each, state, step

# --- opening and receipt -------------------------------------------------------------------

RECEIPT_STATES = (
    state(
        "draft", STATE_PARTY, ("Draft", "Projet"),
        ("In preparation by the State Party", "En préparation par l'État partie"),
        ("will be prepared by the State Party", "sera préparé par l'État partie"),
    ),
    state(
        "submitted", OFFICE[0], ("Received, to be registered", "Reçu, à enregistrer"),
        ("Received by the Secretariat", "Reçu par le Secrétariat"),
        ("will be received by the Secretariat", "sera reçu par le Secrétariat"), needs=RECEIVED,
    ),
    state(
        "late", OFFICE[0], ("Received late", "Reçu en retard"),
        ("Received after the deadline", "Reçu après la date limite"),
        ("will count as received late", "comptera comme reçu en retard"), needs=RECEIVED,
    ),
    final(
        "deferred", ("Deferred to a later cycle", "Reporté à un cycle ultérieur"),
        ("For a later cycle", "Pour un cycle ultérieur"),
        ("will be for a later cycle", "relèvera d'un cycle ultérieur"), needs=RECEIVED,
    ),
    state(
        "registered", OFFICE[0], ("Registered", "Enregistré"),
        ("Registered", "Enregistré"), ("will be registered", "sera enregistré"), needs=NUMBERED,
    ),
)  # fmt: skip

FILE_NO = ask("file_no", "line", "file number", "numéro de dossier")
AUTHORITY = ask("authority", "line", "decision that allows it", "décision qui l'autorise")


def opening(*asks: Ask, guards: Sequence[Rule] = (), cite: str = "OD 20-25") -> Step:
    """The State opens a draft, which may succeed an earlier dossier of its own."""
    return step(
        "open", NEW, "draft", STATE_PARTY, ("Draft opened", "Projet ouvert"), cite,
        asks=(*asks, *COMMON),
        guards=(names_states_parties, names_a_contact, succeeds_a_dossier_that_ended, *guards),
    )  # fmt: skip


def opening_for_a_cycle(*asks: Ask) -> Step:
    """The State opens a draft for a cycle."""
    return opening(*asks, CYCLE, guards=(belongs_to_a_cycle,))


def submitting(*guards: Rule) -> Step:
    """The State submits, complete or not: it is never prevented by what is missing."""
    return step(
        "submit", "draft", "submitted", STATE_PARTY, ("Submitted", "Soumis"), "OD 54",
        guards=guards, stamps=RECEIVED, notify=("submission_received",),
    )  # fmt: skip


RECEIPT_STEPS = (
    step(
        "register", "submitted", "registered", OFFICE, ("Registered", "Enregistré"), "OD 54",
        asks=(FILE_NO,), guards=(received_in_time, numbered_in_five_digits),
        notify=("registered",),
    ),
    step(
        "note_late_receipt", "submitted", "late", (*OFFICE, SYSTEM),
        ("Noted as received late", "Constaté reçu en retard"), "OD 54",
        guards=(received_late,), notify=("received_late",),
    ),
    step(
        "defer", "late", "deferred", OFFICE,
        ("Deferred to a later cycle", "Reporté à un cycle ultérieur"), "OD 54",
        notify=("deferred",),
    ),
    step(
        "admit_late", "late", "registered", HEAD,
        ("Admitted although late", "Admis malgré le retard"), "OD 54",
        asks=(FILE_NO, AUTHORITY), guards=(numbered_in_five_digits,), needs_reason=True,
        notify=("registered",),
    ),
)  # fmt: skip

# --- places and completeness ---------------------------------------------------------------

PLACE_STATES = (
    state(
        "included", OFFICE[0], ("Has a place in the cycle", "A une place dans le cycle"),
        ("Included in the cycle", "Inclus dans le cycle"),
        ("will be given a place in the cycle", "recevra une place dans le cycle"), needs=NUMBERED,
    ),
    state(
        "backlog", STATE_PARTY, ("Backlog", "En attente d'un cycle"),
        ("Not treated in this cycle", "Non traité dans ce cycle"),
        ("will wait for a later cycle", "attendra un cycle ultérieur"), needs=NUMBERED,
    ),
    final(
        "carried_over", ("Carried over", "Repris dans un autre cycle"),
        ("Continues in a later cycle", "Se poursuit dans un cycle ultérieur"),
        ("will continue in a later cycle", "se poursuivra dans un cycle ultérieur"),
        needs=NUMBERED,
    ),
)  # fmt: skip

PLACE = ask(
    "place", "choice", "place under the ceiling", "place au regard du plafond",
    choices=("inside", "outside"),
)  # fmt: skip


def placing(source: str, *guards: Rule) -> tuple[Step, ...]:
    """From there, a dossier gets a place in the cycle or stays in the backlog."""
    return (
        step(
            "include", source, "included", OFFICE,
            ("Given a place in the cycle", "Place accordée dans le cycle"), "OD 33-34",
            asks=(PLACE,), guards=(*guards, has_no_place_yet), notify=("included",),
        ),
        step(
            "leave_in_backlog", source, "backlog", OFFICE,
            ("Left in the backlog", "Laissé en attente"), "OD 33-34",
            guards=(*guards, has_no_place_yet), notify=("left_in_backlog",),
        ),
    )  # fmt: skip


PLACE_STEPS = (
    *placing("registered", selection_comes_first),
    *placing("complete", check_comes_first),
    step(
        "take_from_backlog", "backlog", "included", OFFICE,
        ("Taken from the backlog", "Repris de la liste d'attente"), "OD 33-34",
        asks=(PLACE,), needs_reason=True, notify=("included",),
    ),
    step(
        "carry_over", "backlog", "carried_over", STATE_PARTY,
        ("Carried over to a later cycle", "Reporté par l'État à un cycle ultérieur"), "OD 33-34",
        notify=("carried_over",),
    ),
)  # fmt: skip

CHECK_STATES = (
    state(
        "checking", OFFICE[0], ("Completeness check", "Contrôle de complétude"),
        ("Under technical check", "En contrôle technique"),
        ("will be checked for completeness", "fera l'objet d'un contrôle de complétude"),
        needs=NUMBERED,
    ),
    state(
        "incomplete", STATE_PARTY, ("Incomplete, with the State", "Incomplet, chez l'État"),
        ("Waiting for information from the State Party", "En attente d'informations de l'État"),
        ("will wait for missing information", "attendra les informations manquantes"),
        needs=NUMBERED,
    ),
    state(
        "resubmitted", OFFICE[0], ("Completed by the State", "Complété par l'État"),
        ("Completed by the State Party", "Complété par l'État partie"),
        ("will be completed by the State Party", "sera complété par l'État partie"),
        needs=NUMBERED,
    ),
    state(
        "complete", OFFICE[0], ("Technically complete", "Techniquement complet"),
        ("Technically complete", "Techniquement complet"),
        ("will be technically complete", "sera techniquement complet"), needs=NUMBERED,
    ),
)  # fmt: skip

RETURNED = final(
    "returned", ("Returned at the deadline", "Renvoyé à l'échéance"),
    ("Returned to the State Party", "Renvoyé à l'État partie"),
    ("will be returned if it stays incomplete", "sera renvoyé s'il reste incomplet"),
    needs=NUMBERED,
)  # fmt: skip


def checking(cite: str, *in_time: Rule) -> tuple[Step, ...]:
    """The check: complete, or one letter with everything that is missing, and back."""
    return (
        step(
            "request_completion", "checking", "incomplete", OFFICE,
            ("Missing information requested", "Informations manquantes demandées"), cite,
            asks=(MISSING,), stamps=("letter_sent_at",), notify=("completeness",),
        ),
        step(
            "find_complete", "checking", "complete", OFFICE,
            ("Found technically complete", "Jugé techniquement complet"), cite,
            stamps=("complete_since",), notify=("complete",),
        ),
        step(
            "resubmit", "incomplete", "resubmitted", STATE_PARTY,
            ("Completed by the State", "Complété par l'État"), cite,
            guards=in_time, stamps=("completed_at",), notify=("completion_received",),
        ),
        step(
            "check_again", "resubmitted", "checking", OFFICE,
            ("Check taken up again", "Contrôle repris"), cite,
        ),
    )  # fmt: skip


CHECK_STEPS = (
    step(
        "start_check", "registered", "checking", OFFICE,
        ("Check begun", "Contrôle commencé"), "OD 54", guards=(check_comes_first,),
    ),
    step(
        "start_check", "included", "checking", OFFICE,
        ("Check begun", "Contrôle commencé"), "OD 54", guards=(is_not_checked_yet,),
    ),
    *checking("OD 54", completed_in_time),
    step(
        "return_incomplete", "incomplete", "returned", (*OFFICE, SYSTEM),
        ("Returned incomplete", "Renvoyé incomplet"), "OD 54",
        guards=(completion_is_overdue,), notify=("returned",), held=True,
    ),
)  # fmt: skip

# --- evaluation and dialogue ---------------------------------------------------------------

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

EVALUATION_STEPS = (
    step(
        "transmit", "complete", "under_evaluation", OFFICE,
        ("Transmitted to the Evaluation Body", "Transmis à l'Organe d'évaluation"), "OD 54",
        guards=(has_a_place,), notify=("transmitted",),
    ),
    step(
        "transmit", "included", "under_evaluation", OFFICE,
        ("Transmitted to the Evaluation Body", "Transmis à l'Organe d'évaluation"), "OD 54",
        guards=(is_complete,), notify=("transmitted",),
    ),
    step(
        "ask_questions", "under_evaluation", "in_dialogue", EVALUATION_BODY,
        ("Questions sent in dialogue", "Questions envoyées en dialogue"), "OD 55",
        asks=(QUESTIONS,), stamps=("questions_sent_at",), notify=("dialogue_questions",),
    ),
    step(
        "record_receipt", "in_dialogue", "in_dialogue", (*OFFICE, STATE_PARTY),
        ("Receipt of the questions recorded", "Réception des questions constatée"), "OD 55",
        asks=(QUESTIONS_RECEIVED,), guards=(receipt_lies_between_sending_and_now,),
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

# --- withdrawal ----------------------------------------------------------------------------

WITHDRAWN = final(
    "withdrawn", ("Withdrawn", "Retiré"),
    ("Withdrawn by the State Party", "Retiré par l'État partie"),
    ("may be withdrawn by the State Party", "pourra être retiré par l'État partie"),
)  # fmt: skip


def withdrawing(sources: Sequence[str], cite: str = "OD 20-25") -> tuple[Step, ...]:
    """A State may withdraw its dossier until it is examined."""
    return from_each(
        sources, "withdraw", "withdrawn", STATE_PARTY, ("Withdrawn", "Retiré"), cite,
        notify=("withdrawn",),
    )  # fmt: skip


# --- the whole way of a file that the Committee examines -----------------------------------

COMMITTEE_STATES = (
    *RECEIPT_STATES, *PLACE_STATES, *CHECK_STATES, RETURNED, *EVALUATION_STATES, WITHDRAWN,
)  # fmt: skip

UNTIL_EXAMINED = tuple(
    one.name for one in COMMITTEE_STATES if not one.final and one.name != "examined"
)


def to_the_committee(open_it: Step, *submit_guards: Rule) -> tuple[Step, ...]:
    """Every step from the draft to the moment the Committee takes the file up."""
    return (
        open_it,
        submitting(*submit_guards),
        *RECEIPT_STEPS,
        *PLACE_STEPS,
        *CHECK_STEPS,
        *EVALUATION_STEPS,
        *withdrawing(UNTIL_EXAMINED),
    )
