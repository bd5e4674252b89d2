"""The technical completeness check: complete, or one letter, and back; or returned."""

from engine.rules import Rule
from engine.workflow import Step
from workflows.asked import FILING, MISSING, SHEET
from workflows.needed import NUMBERED
from workflows.roles import OFFICE, STATE_PARTY, SYSTEM
from workflows.rules.answers import (
    completed_in_time,
    completion_is_overdue,
    leaves_by_its_release,
)
from workflows.rules.order import (
    check_comes_first,
    is_not_checked_yet,
)
from workflows.table import final, state, step

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
    """The check: complete, or one letter with everything that is missing, and back. The letter
    waits for an officer; the State's time begins when it leaves."""
    return (
        step(
            "request_completion", "checking", "incomplete", OFFICE,
            ("Missing information requested", "Informations manquantes demandées"), cite,
            asks=(MISSING, SHEET), notify=("completeness",), held=True,
        ),
        step(
            "post_letter", "incomplete", "incomplete", OFFICE,
            ("Completeness letter sent", "Lettre de complétude envoyée"), cite,
            guards=(leaves_by_its_release,), stamps=("letter_sent_at",), posts="completeness",
        ),
        step(
            "find_complete", "checking", "complete", OFFICE,
            ("Found technically complete", "Jugé techniquement complet"), cite,
            asks=(SHEET,), stamps=("complete_since",), notify=("complete",),
        ),
        step(
            "resubmit", "incomplete", "resubmitted", STATE_PARTY,
            ("Completed by the State", "Complété par l'État"), cite,
            asks=(FILING,), guards=in_time, stamps=("completed_at",),
            notify=("completion_received",),
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
