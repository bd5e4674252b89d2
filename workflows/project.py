"""The project of an approved request: contract, instalments, reports, its end (OD 52-53)."""

from workflows.needed import DECIDED
from workflows.roles import OFFICE, STATE_PARTY
from workflows.table import ask, final, from_each, state, step

_OFFICE = OFFICE[0]

PROJECT_STATES = (
    state(
        "approved", _OFFICE, ("Approved", "Approuvée"), ("Approved", "Approuvée"),
        ("may be approved", "pourra être approuvée"), needs=DECIDED,
    ),
    state(
        "contract_drafted", STATE_PARTY, ("Contract with the State", "Contrat chez l'État"),
        ("Contract being signed", "Contrat en cours de signature"),
        ("will have its contract", "aura son contrat"), needs=DECIDED,
    ),
    state(
        "contract_signed", _OFFICE, ("Contract signed", "Contrat signé"),
        ("Contract signed", "Contrat signé"), ("will be under contract", "sera sous contrat"),
        needs=DECIDED,
    ),
    state(
        "under_way", _OFFICE, ("Under way", "En cours"),
        ("Under way", "En cours"), ("will be carried out", "sera mis en œuvre"), needs=DECIDED,
    ),
    state(
        "progress_report_due", STATE_PARTY,
        ("Progress report due", "Rapport d'avancement attendu"),
        ("Under way", "En cours"), ("will be reported on", "fera l'objet d'un rapport"),
        needs=DECIDED,
    ),
    state(
        "progress_report_received", _OFFICE,
        ("Progress report received", "Rapport d'avancement reçu"),
        ("Under way", "En cours"), ("will be reported on", "fera l'objet d'un rapport"),
        needs=DECIDED,
    ),
    state(
        "progress_report_accepted", _OFFICE,
        ("Progress report accepted", "Rapport d'avancement accepté"),
        ("Under way", "En cours"), ("will continue", "se poursuivra"), needs=DECIDED,
    ),
    state(
        "final_report_due", STATE_PARTY, ("Final report due", "Rapport final attendu"),
        ("Ending", "En fin d'exécution"), ("will have its final report", "aura son rapport final"),
        needs=DECIDED,
    ),
    state(
        "final_report_received", _OFFICE, ("Final report received", "Rapport final reçu"),
        ("Ending", "En fin d'exécution"), ("will have its final report", "aura son rapport final"),
        needs=DECIDED,
    ),
    state(
        "final_report_accepted", _OFFICE, ("Final report accepted", "Rapport final accepté"),
        ("Ending", "En fin d'exécution"), ("will be closed", "sera clos"), needs=DECIDED,
    ),
    state(
        "suspended", _OFFICE, ("Suspended", "Suspendu"), ("Suspended", "Suspendu"),
        ("may be suspended", "pourra être suspendu"), needs=DECIDED,
    ),
    state(
        "closed", _OFFICE, ("Closed, may be evaluated", "Clos, évaluation possible"),
        ("Completed", "Achevé"), ("will be completed", "sera achevé"), needs=DECIDED,
    ),
    final(
        "project_evaluated", ("Closed and evaluated", "Clos et évalué"),
        ("Completed and evaluated", "Achevé et évalué"),
        ("may be evaluated", "pourra être évalué"), needs=DECIDED,
    ),
    final(
        "cancelled", ("Cancelled", "Annulé"), ("Cancelled", "Annulé"),
        ("may be cancelled", "pourra être annulé"), needs=DECIDED,
    ),
)  # fmt: skip

_ENDS_ON = ask("ends_on", "day", "day on which the project ends", "date de fin du projet")
_INSTALMENT = ask("instalment", "number", "number of the instalment", "numéro du versement")
_PAID = ask("paid", "amount", "amount paid, in US$", "montant versé, en dollars É.-U.")
_REPORT_DUE = ask("report_due_on", "day", "day on which the report is due", "échéance du rapport")
_INSTALMENT_PAID = ("Instalment paid", "Versement effectué")
_CITE = "OD 52-53"

PROJECT_STEPS = (
    step(
        "draft_contract", "approved", "contract_drafted", OFFICE,
        ("Contract sent to the State", "Contrat envoyé à l'État"), _CITE, asks=(_ENDS_ON,),
        notify=("contract_sent",),
    ),
    step(
        "sign_contract", "contract_drafted", "contract_signed", STATE_PARTY,
        ("Contract signed", "Contrat signé"), _CITE, notify=("contract_signed",),
    ),
    *from_each(
        ("contract_signed", "under_way", "progress_report_accepted"),
        "pay_instalment", "under_way", OFFICE, _INSTALMENT_PAID, _CITE,
        asks=(_INSTALMENT, _PAID), notify=("instalment_paid",),
    ),
    step(
        "pay_instalment", "final_report_accepted", "final_report_accepted", OFFICE,
        _INSTALMENT_PAID, _CITE, asks=(_INSTALMENT, _PAID), notify=("instalment_paid",),
    ),
    *from_each(
        ("under_way", "progress_report_accepted"), "call_progress_report", "progress_report_due",
        OFFICE, ("Progress report called for", "Rapport d'avancement demandé"), _CITE,
        asks=(_REPORT_DUE,), notify=("report_due",),
    ),
    step(
        "file_progress_report", "progress_report_due", "progress_report_received", STATE_PARTY,
        ("Progress report filed", "Rapport d'avancement remis"), _CITE,
        notify=("report_received",),
    ),
    step(
        "accept_progress_report", "progress_report_received", "progress_report_accepted", OFFICE,
        ("Progress report accepted", "Rapport d'avancement accepté"), _CITE,
        notify=("report_accepted",),
    ),
    step(
        "return_progress_report", "progress_report_received", "progress_report_due", OFFICE,
        ("Progress report returned", "Rapport d'avancement renvoyé"), _CITE,
        asks=(_REPORT_DUE,), needs_reason=True, notify=("report_due",),
    ),
    *from_each(
        ("under_way", "progress_report_accepted"), "call_final_report", "final_report_due",
        OFFICE, ("Final report called for", "Rapport final demandé"), _CITE,
        asks=(_REPORT_DUE,), notify=("report_due",),
    ),
    step(
        "file_final_report", "final_report_due", "final_report_received", STATE_PARTY,
        ("Final report filed", "Rapport final remis"), _CITE, notify=("report_received",),
    ),
    step(
        "accept_final_report", "final_report_received", "final_report_accepted", OFFICE,
        ("Final report accepted", "Rapport final accepté"), _CITE, notify=("report_accepted",),
    ),
    step(
        "return_final_report", "final_report_received", "final_report_due", OFFICE,
        ("Final report returned", "Rapport final renvoyé"), _CITE,
        asks=(_REPORT_DUE,), needs_reason=True, notify=("report_due",),
    ),
    step(
        "close", "final_report_accepted", "closed", OFFICE, ("Closed", "Clos"), _CITE,
        notify=("project_closed",),
    ),
    step(
        "evaluate", "closed", "project_evaluated", OFFICE,
        ("Project evaluated", "Projet évalué"), "17.COM 11",
    ),
    *from_each(
        ("under_way", "progress_report_due", "final_report_due"), "extend", "under_way", OFFICE,
        ("Extended", "Prolongé"), _CITE, asks=(_ENDS_ON,), needs_reason=True,
        notify=("project_extended",),
    ),
    *from_each(
        ("under_way", "progress_report_due", "final_report_due"), "suspend", "suspended", OFFICE,
        ("Suspended", "Suspendu"), _CITE, needs_reason=True, notify=("project_suspended",),
    ),
    step(
        "resume", "suspended", "under_way", OFFICE, ("Resumed", "Repris"), _CITE,
        needs_reason=True, notify=("project_resumed",),
    ),
    *from_each(
        ("approved", "contract_drafted", "contract_signed", "under_way", "progress_report_due",
         "final_report_due", "suspended"),
        "cancel", "cancelled", OFFICE, ("Cancelled", "Annulé"), _CITE, needs_reason=True,
        notify=("project_cancelled",),
    ),
)  # fmt: skip
