"""Which letters bind the Secretariat: one that may have arrived is never sent again unseen."""

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
        "project_cancelled",
        "received_late",
        "returned",
        "revision_requested",
    }
)
"""Those that tell a decision, or begin a term. Two of them could tell two dates."""
