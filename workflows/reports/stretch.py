"""The way of a report of a State, from the day it is scheduled to its examination.

A report has no number in the running series of files, so it cannot stand where files are checked:
its states have names of their own.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.dossier import NEW
from engine.rules import Rule
from engine.workflow import Ask, Step
from workflows.asked import (
    CONTACT,
    DECIDED_ON,
    DECISION,
    FILING,
    ILLUSTRATIVE,
    LANGUAGE,
    MISSING,
    RECEIVED_AT,
    STATES,
    TITLE,
)
from workflows.needed import RECEIVED
from workflows.roles import COMMITTEE, OFFICE, STATE_PARTY
from workflows.rules.decision import decided_by_now, decision_of_the_committee
from workflows.rules.people import names_a_contact, names_states_parties
from workflows.rules.reports import (
    examined_at_an_open_session,
    is_a_day_the_law_knows,
    joins_its_cycle_of_reports,
    moves_to_a_day_to_come,
    reaches_the_committee_in_time,
    received_by_now,
)
from workflows.stages.receipt import AUTHORITY
from workflows.table import ask, final, state, step

REPORT_STATES = (
    state(
        "scheduled", STATE_PARTY, ("Report awaited", "Rapport attendu"),
        ("Awaited from the State Party", "Attendu de l'État partie"),
        ("will be awaited from the State Party", "sera attendu de l'État partie"),
    ),
    state(
        "received", OFFICE[0], ("Report received, to be checked", "Rapport reçu, à vérifier"),
        ("Received by the Secretariat", "Reçu par le Secrétariat"),
        ("will be received by the Secretariat", "sera reçu par le Secrétariat"), needs=RECEIVED,
    ),
    state(
        "checking_report", OFFICE[0],
        ("Completeness check of the report", "Contrôle de complétude du rapport"),
        ("Under technical check", "En contrôle technique"),
        ("will be checked for completeness", "fera l'objet d'un contrôle de complétude"),
        needs=RECEIVED,
    ),
    state(
        "incomplete_report", STATE_PARTY,
        ("Report incomplete, with the State", "Rapport incomplet, chez l'État"),
        ("Waiting for information from the State Party", "En attente d'informations de l'État"),
        ("will wait for missing information", "attendra les informations manquantes"),
        needs=RECEIVED,
    ),
    state(
        "complete_report", OFFICE[0],
        ("Report complete, to be analysed", "Rapport complet, à analyser"),
        ("Technically complete", "Techniquement complet"),
        ("will be technically complete", "sera techniquement complet"), needs=RECEIVED,
    ),
    state(
        "analysed", OFFICE[0],
        ("Report analysed, to be submitted", "Rapport analysé, à soumettre"),
        ("Analysed by the Secretariat", "Analysé par le Secrétariat"),
        ("will be analysed by the Secretariat", "sera analysé par le Secrétariat"),
        needs=RECEIVED,
    ),
    state(
        "before_the_committee", COMMITTEE,
        ("Report before the Committee", "Rapport soumis au Comité"),
        ("Before the Committee", "Devant le Comité"),
        ("will be submitted to the Committee", "sera soumis au Comité"), needs=RECEIVED,
    ),
    final(
        "report_examined", ("Report examined", "Rapport examiné"),
        ("Examined by the Committee", "Examiné par le Comité"),
        ("will be examined by the Committee", "sera examiné par le Comité"),
        needs=(*RECEIVED, "decision", "decided_on"),
    ),
    final(
        "not_due", ("No longer due", "N'est plus attendu"), ("No longer due", "N'est plus attendu"),
        ("may be no longer due", "pourra ne plus être attendu"),
    ),
)  # fmt: skip

DUE_IN = ask(
    "due_in", "number", "year in which the report is due", "année où le rapport est attendu"
)
DUE_ON = ask(
    "due_on", "day", "day fixed for the report by another timetable",
    "date fixée pour le rapport par un autre calendrier",
)  # fmt: skip
SESSION_OF = ask(
    "session_of", "number", "year of the session that examines the report",
    "année de la session qui examine le rapport", required=False,
)  # fmt: skip
REQUESTS = ask(
    "requests", "text", "what the Committee asks of the State",
    "ce que le Comité demande à l'État", required=False,
)  # fmt: skip
BY_ANOTHER_TIMETABLE = (DUE_ON, AUTHORITY)
ABOUT_A_REPORT = (
    TITLE, STATES, replace(CONTACT, required=False), LANGUAGE, ILLUSTRATIVE,
)  # fmt: skip
"""Who reports on what; a report may be scheduled before anybody is named who prepares it."""


def scheduling(trigger: str, cite: str, asks: Sequence[Ask], guards: Sequence[Rule]) -> Step:
    """The Secretariat schedules a report, long before it is due."""
    return step(
        trigger, NEW, "scheduled", OFFICE, ("Report scheduled", "Rapport programmé"), cite,
        asks=(*ABOUT_A_REPORT, *asks), guards=(names_states_parties, names_a_contact, *guards),
    )  # fmt: skip


def reporting(cite: str) -> tuple[Step, ...]:
    """Every step from the schedule to the examination; `cite` is the paragraph that owes the
    report. Its receipt and its way to the Committee are the same for all reports (OD 165-167)."""
    return (*_awaited(cite), *_checked(), *_examined())


def _awaited(cite: str) -> tuple[Step, ...]:
    return (
        step(
            "name_contact", "scheduled", "scheduled", (STATE_PARTY, *OFFICE),
            ("Contact person named", "Personne contact désignée"), cite,
            asks=(CONTACT, LANGUAGE), guards=(names_a_contact,),
        ),
        step(
            "reschedule", "scheduled", "scheduled", OFFICE,
            ("Moved by another timetable", "Déplacé par un autre calendrier"), cite,
            asks=BY_ANOTHER_TIMETABLE, guards=(is_a_day_the_law_knows, moves_to_a_day_to_come),
            needs_reason=True, notify=("report_rescheduled",),
        ),
        step(
            "exempt", "scheduled", "not_due", OFFICE,
            ("No longer due", "N'est plus attendu"), cite,
            asks=(AUTHORITY,), stamps=("exempted_at",), needs_reason=True,
            notify=("report_not_due",),
        ),
        step(
            "submit", "scheduled", "received", STATE_PARTY,
            ("Report submitted", "Rapport soumis"), cite,
            asks=(FILING,), stamps=RECEIVED, notify=("report_arrived",),
        ),
        step(
            "record_report", "scheduled", "received", OFFICE,
            ("Recorded as received", "Constaté reçu"), cite,
            asks=(RECEIVED_AT,), guards=(received_by_now,), notify=("report_arrived",),
        ),
    )  # fmt: skip


def _checked() -> tuple[Step, ...]:
    cite = "OD 165-167"
    return (
        step(
            "start_check", "received", "checking_report", OFFICE,
            ("Check begun", "Contrôle commencé"), cite,
        ),
        step(
            "request_completion", "checking_report", "incomplete_report", OFFICE,
            ("Missing information requested", "Informations manquantes demandées"), cite,
            asks=(MISSING,), notify=("report_incomplete",),
        ),
        step(
            "resubmit", "incomplete_report", "checking_report", STATE_PARTY,
            ("Completed by the State", "Complété par l'État"), cite,
            asks=(FILING,), stamps=("completed_at",), notify=("report_completed",),
        ),
        step(
            "find_complete", "checking_report", "complete_report", OFFICE,
            ("Found technically complete", "Jugé techniquement complet"), cite,
            stamps=("complete_since",), notify=("report_complete",),
        ),
    )  # fmt: skip


def _examined() -> tuple[Step, ...]:
    cite = "OD 165-167"
    return (
        step(
            "analyse", "complete_report", "analysed", OFFICE,
            ("Report analysed", "Rapport analysé"), cite,
            asks=(SESSION_OF,), guards=(joins_its_cycle_of_reports,),
        ),
        step(
            "submit_to_committee", "analysed", "before_the_committee", OFFICE,
            ("Submitted to the Committee", "Soumis au Comité"), cite,
            guards=(reaches_the_committee_in_time,), notify=("report_to_committee",),
        ),
        step(
            "put_to_session", "analysed", "analysed", OFFICE,
            ("Put to another session", "Inscrit à une autre session"), cite,
            asks=(replace(SESSION_OF, required=True),), guards=(joins_its_cycle_of_reports,),
            needs_reason=True,
        ),
        step(
            "examine", "before_the_committee", "report_examined", COMMITTEE,
            ("Examined by the Committee", "Examiné par le Comité"), cite,
            asks=(DECISION, DECIDED_ON, REQUESTS),
            guards=(decision_of_the_committee, decided_by_now, examined_at_an_open_session),
            notify=("report_examined",), held=True,
        ),
    )  # fmt: skip
