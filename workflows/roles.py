"""Who acts in a dossier."""

from collections.abc import Mapping
from typing import Final

from engine.words import Words

STATE_PARTY: Final = "state_party"
SECRETARIAT: Final = "secretariat"
HEAD: Final = "head"
EVALUATION_BODY: Final = "evaluation_body"
COMMITTEE: Final = "committee"
BUREAU: Final = "bureau"
SYSTEM: Final = "system"
DELEGATION: Final = "delegation"
AUDITOR: Final = "auditor"

OFFICE: Final = (SECRETARIAT, HEAD)
"""The officers of the Secretariat and their head."""

OF_A_STATE: Final = (STATE_PARTY, DELEGATION)
"""The focal point of a State, and its permanent delegation, which reads and confirms."""

ROLES: Final = (STATE_PARTY, *OFFICE, EVALUATION_BODY, COMMITTEE, BUREAU, SYSTEM)
"""Who may take a step of a workflow."""

PEOPLE: Final = (*(role for role in ROLES if role != SYSTEM), DELEGATION, AUDITOR)
"""Who may have an account: an auditor reads everything, and writes nothing."""

CALLED: Final[Mapping[str, Words]] = {
    STATE_PARTY: Words("State Party", "État partie"),
    SECRETARIAT: Words("Secretariat", "Secrétariat"),
    HEAD: Words("Head of the Secretariat", "Chef du Secrétariat"),
    EVALUATION_BODY: Words("Evaluation Body", "Organe d'évaluation"),
    COMMITTEE: Words("Committee", "Comité"),
    BUREAU: Words("Bureau", "Bureau"),
    SYSTEM: Words("system", "système"),
    DELEGATION: Words("Permanent Delegation", "Délégation permanente"),
    AUDITOR: Words("Auditor", "Auditeur"),
}
"""What a sentence calls them; in English after "the"."""
