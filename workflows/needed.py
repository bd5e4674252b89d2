"""The facts without which a dossier cannot stand in a state; the database checks them too."""

from typing import Final

RECEIVED: Final = ("received_at",)
NUMBERED: Final = (*RECEIVED, "file_no")
DECIDED: Final = (*NUMBERED, "decision", "decided_on")
