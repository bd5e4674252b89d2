"""International assistance: the request, who decides it, and the project that follows."""

from engine.rules import Rule
from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow
from workflows.asked import AMOUNT, CYCLE, DECIDED_ON, DECISION, PROJECT
from workflows.needed import DECIDED, NUMBERED
from workflows.outcomes import REFERRED, deciding, referring
from workflows.project import PROJECT_STATES, PROJECT_STEPS
from workflows.roles import BUREAU, CALLED, OFFICE, STATE_PARTY
from workflows.rules.assistance import (
    above_the_bureaus_threshold,
    names_the_emergency,
    not_more_than_was_asked,
    the_committee_still_receives_requests,
    within_the_bureaus_threshold,
)
from workflows.rules.decision import decided_by_now, decision_of_the_bureau
from workflows.rules.entry import was_received_in_time
from workflows.rules.people import acts_for_a_submitting_state
from workflows.rules.receipt import belongs_to_a_cycle, numbered_in_five_digits
from workflows.stages.committee import COMMITTEE_STATES, to_the_committee
from workflows.stages.completeness import CHECK_STATES, checking
from workflows.stages.entry import entering
from workflows.stages.receipt import (
    FILE_NO,
    RECEIPT_STATES,
    RECEIPT_STEPS,
    opening,
    opening_for_a_cycle,
    submitting,
)
from workflows.stages.withdrawal import WITHDRAWN, withdrawing
from workflows.table import Pair, ask, final, state, step

APPROVED_AMOUNT = ask(
    "approved_amount", "amount", "largest amount approved, in US$",
    "montant maximal approuvé, en dollars É.-U.",
)  # fmt: skip
CONDITIONS = ask("conditions", "text", "conditions", "conditions")
REVISION = ask("revision", "text", "what is to be revised", "ce qui est à réviser")
MET = ask(
    "conditions_met", "text", "how the conditions are met", "comment les conditions sont remplies"
)
REVISED = ask("revised", "text", "what was revised", "ce qui a été révisé")
PREPARES = ask(
    "prepares", "choice", "what the assistance prepares", "ce que l'assistance prépare",
    required=False, choices=("nomination", "proposal"),
)  # fmt: skip
"""A nomination to a List, or a proposal to the Register; a nomination where it is not said."""
EMERGENCY = ask(
    "emergency", "text", "event that made the emergency", "événement à l'origine de l'urgence"
)

NOT_APPROVED = final(
    "not_approved", ("Not approved", "Non approuvée"), ("Not approved", "Non approuvée"),
    ("may not be approved", "pourra ne pas être approuvée"), needs=DECIDED,
)  # fmt: skip

BUREAU_STATES = (
    state(
        "on_the_agenda", BUREAU, ("On the Bureau's agenda", "À l'ordre du jour du Bureau"),
        ("Before the Bureau", "Devant le Bureau"),
        ("will be examined by the Bureau", "sera examinée par le Bureau"), needs=NUMBERED,
    ),
    state(
        "approved_with_conditions", STATE_PARTY,
        ("Approved with conditions", "Approuvée sous conditions"),
        ("Approved with conditions", "Approuvée sous conditions"),
        ("may be approved with conditions", "pourra être approuvée sous conditions"),
        needs=DECIDED,
    ),
    state(
        "conditions_answered", BUREAU,
        ("Conditions answered", "Réponse aux conditions reçue"),
        ("Conditions answered by the State Party", "Conditions : réponse de l'État partie"),
        ("will answer the conditions", "répondra aux conditions"), needs=DECIDED,
    ),
    state(
        "to_revise", STATE_PARTY, ("To be revised by the State", "À réviser par l'État"),
        ("Being revised by the State Party", "En révision par l'État partie"),
        ("may be revised by the State Party", "pourra être révisée par l'État partie"),
        needs=NUMBERED,
    ),
)  # fmt: skip


def _decided(
    trigger: str,
    source: str,
    target: str,
    event: Pair,
    letter: str,
    *asks: Ask,
    guards: tuple[Rule, ...] = (),
) -> Step:
    return step(
        trigger, source, target, BUREAU, event, "OD 47-50", asks=(DECISION, DECIDED_ON, *asks),
        guards=(decision_of_the_bureau, decided_by_now, *guards), notify=(letter,), held=True,
    )  # fmt: skip


BUREAU_STEPS = (
    step(
        "put_on_agenda", "complete", "on_the_agenda", OFFICE,
        ("Put on the Bureau's agenda", "Inscrite à l'ordre du jour du Bureau"), "OD 47-50",
        notify=("on_the_agenda",),
    ),
    *(
        _decided(
            "approve", source, "approved", ("Approved", "Approuvée"), "assistance_approved",
            APPROVED_AMOUNT, guards=(not_more_than_was_asked,),
        )
        for source in ("on_the_agenda", "conditions_answered")
    ),
    _decided(
        "approve_with_conditions", "on_the_agenda", "approved_with_conditions",
        ("Approved with conditions", "Approuvée sous conditions"), "assistance_conditions",
        CONDITIONS, APPROVED_AMOUNT, guards=(not_more_than_was_asked,),
    ),
    step(
        "answer_conditions", "approved_with_conditions", "conditions_answered", STATE_PARTY,
        ("Conditions answered", "Réponse aux conditions donnée"), "OD 47-50",
        asks=(MET,), notify=("conditions_answered",),
    ),
    *(
        _decided(
            "refuse", source, "not_approved", ("Not approved", "Non approuvée"),
            "assistance_refused",
        )
        for source in ("on_the_agenda", "conditions_answered")
    ),
    step(
        "ask_for_revision", "on_the_agenda", "to_revise", BUREAU,
        ("Deferred for revision", "Ajournée pour révision"), "OD 47-50", asks=(REVISION,),
        notify=("revision_requested",), held=True,
    ),
    step(
        "revise", "to_revise", "checking", STATE_PARTY,
        ("Revised by the State", "Révisée par l'État"), "OD 47-50",
        asks=(REVISED,), stamps=("completed_at",), notify=("completion_received",),
    ),
)  # fmt: skip

_START_CHECK = ("Check begun", "Contrôle commencé")
AT_ANY_TIME = (
    step(
        "start_check", "submitted", "checking", OFFICE, _START_CHECK, "OD 47-50",
        asks=(FILE_NO,), guards=(numbered_in_five_digits,), notify=("registered",),
    ),
    *checking("OD 47-50"),
)  # fmt: skip
FOR_A_CYCLE = (
    *RECEIPT_STEPS,
    step("start_check", "registered", "checking", OFFICE, _START_CHECK, "OD 47-50"),
    *checking("OD 47-50"),
)
_BY_STATE = {one.name: one for one in RECEIPT_STATES}
AT_ANY_TIME_STATES = (_BY_STATE["draft"], _BY_STATE["submitted"], *CHECK_STATES)
FOR_A_CYCLE_STATES = (*RECEIPT_STATES, *CHECK_STATES)

_DECIDED_STATES = ("approved_with_conditions", "conditions_answered")


def _before_the_decision(states: tuple[State, ...]) -> tuple[str, ...]:
    """A request may be withdrawn until it has been decided; on the agenda it still may."""
    open_states = (one.name for one in states if not one.final)
    return tuple(name for name in open_states if name not in _DECIDED_STATES)


def _by_the_bureau(
    name: str,
    title: Pair,
    open_it: Step,
    submit: Step,
    states: tuple[State, ...],
    steps: tuple[Step, ...],
) -> Workflow:
    travelled = (*states, *BUREAU_STATES)
    return Workflow(
        name,
        Words(*title),
        (*travelled, NOT_APPROVED, WITHDRAWN, *PROJECT_STATES),
        (
            open_it,
            submit,
            *steps,
            *BUREAU_STEPS,
            *withdrawing(_before_the_decision(travelled)),
            *PROJECT_STEPS,
        ),
        always=(acts_for_a_submitting_state,),
        roles=CALLED,
    )


WORKFLOWS = (
    _by_the_bureau(
        "assistance_bureau",
        ("International assistance decided by the Bureau",
         "Assistance internationale décidée par le Bureau"),
        opening(PROJECT, AMOUNT, cite="OD 47-50"), submitting(within_the_bureaus_threshold),
        AT_ANY_TIME_STATES, (entering("submitted", PROJECT, AMOUNT, cite="OD 47-50"), *AT_ANY_TIME),
    ),
    _by_the_bureau(
        "assistance_emergency",
        ("Emergency international assistance", "Assistance internationale d'urgence"),
        opening(PROJECT, AMOUNT, EMERGENCY, guards=(names_the_emergency,), cite="OD 50"),
        submitting(), AT_ANY_TIME_STATES, AT_ANY_TIME,
    ),
    _by_the_bureau(
        "assistance_preparatory",
        ("Preparatory assistance", "Assistance préparatoire"),
        opening(PROJECT, AMOUNT, PREPARES, CYCLE, guards=(belongs_to_a_cycle,), cite="OD 21"),
        submitting(), FOR_A_CYCLE_STATES, FOR_A_CYCLE,
    ),
    Workflow(
        "assistance_committee",
        Words("International assistance decided by the Committee (until the 2023 cycle)",
              "Assistance internationale décidée par le Comité (jusqu'au cycle 2023)"),
        (*COMMITTEE_STATES, *PROJECT_STATES, NOT_APPROVED, REFERRED),
        (
            *to_the_committee(
                opening_for_a_cycle(PROJECT, AMOUNT),
                entering(
                    "registered", PROJECT, AMOUNT,
                    guards=(was_received_in_time, the_committee_still_receives_requests),
                ),
                above_the_bureaus_threshold, the_committee_still_receives_requests,
            ),
            deciding(
                "approve", "approved", ("Approved", "Approuvée"), "assistance_approved",
                APPROVED_AMOUNT, guards=(not_more_than_was_asked,),
            ),
            referring(),
            deciding(
                "refuse", "not_approved", ("Not approved", "Non approuvée"), "assistance_refused"
            ),
            *PROJECT_STEPS,
        ),
        always=(acts_for_a_submitting_state,),
        roles=CALLED,
    ),
)  # fmt: skip
