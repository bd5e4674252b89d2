"""Who acts in a dossier."""

from typing import Final

STATE_PARTY: Final = "state_party"
SECRETARIAT: Final = "secretariat"
HEAD: Final = "head"
EVALUATION_BODY: Final = "evaluation_body"
COMMITTEE: Final = "committee"
BUREAU: Final = "bureau"
SYSTEM: Final = "system"

OFFICE: Final = (SECRETARIAT, HEAD)
"""The officers of the Secretariat and their head."""

ROLES: Final = (STATE_PARTY, *OFFICE, EVALUATION_BODY, COMMITTEE, BUREAU, SYSTEM)
