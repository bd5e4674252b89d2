"""Which letters bind the Secretariat: each is marked by itself, before the next one leaves."""

from typing import Final

BINDING: Final = frozenset(
    {
        "assistance_approved",
        "assistance_conditions",
        "assistance_refused",
        "completeness",
        "contract_sent",
        "decision_inscribed",
        "decision_referred",
        "decision_refused",
        "decision_selected",
        "decision_transferred",
        "deferred",
        "dialogue_questions",
        "ngo_incomplete",
        "ngo_recommended",
        "ngo_report_called",
        "ngo_result",
        "notice_periodic_report",
        "notice_usl_report",
        "project_cancelled",
        "received_late",
        "returned",
        "revision_requested",
        "third_party_correspondence",
    }
)
"""Those that tell a decision, begin a term, or are owed to a State."""
