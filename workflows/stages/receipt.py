"""Opening, submission and receipt; late receipt and what may follow it."""

from collections.abc import Sequence

from engine.dossier import NEW
from engine.rules import Rule
from engine.workflow import Ask, Step
from workflows.asked import COMMON, CYCLE, FILING
from workflows.needed import NUMBERED, RECEIVED
from workflows.roles import HEAD, OFFICE, SECRETARIAT, STATE_PARTY, SYSTEM
from workflows.rules.people import names_a_contact, names_states_parties
from workflows.rules.receipt import (
    admitted_by_who_may,
    belongs_to_a_cycle,
    numbered_in_five_digits,
    received_in_time,
    received_late,
)
from workflows.rules.succession import succeeds_a_dossier_that_ended
from workflows.table import ask, final, state, step

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
    return opening(*asks, CYCLE, guards=(belongs_to_a_cycle, numbered_in_five_digits))


def submitting(*guards: Rule) -> Step:
    """The State submits, complete or not: it is never prevented by what is missing."""
    return step(
        "submit", "draft", "submitted", STATE_PARTY, ("Submitted", "Soumis"), "OD 54",
        asks=(FILING,), guards=guards, stamps=RECEIVED, notify=("submission_received",),
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
        "admit_late", "late", "registered", (HEAD, SECRETARIAT),
        ("Admitted although late", "Admis malgré le retard"), "OD 54",
        asks=(FILE_NO, AUTHORITY), guards=(admitted_by_who_may, numbered_in_five_digits),
        needs_reason=True, notify=("registered",),
    ),
)  # fmt: skip
