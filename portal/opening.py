"""Opening a dossier under a free reference."""

from collections.abc import Mapping
from typing import Any, Final

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import reading
from engine.runtime.moves import Move, Outcome
from engine.runtime.office import Office
from engine.runtime.references import free_reference

MOST_TRIES = 20


def open_dossier(
    office: Office,
    workflow: str,
    actor: Actor,
    answers: Mapping[str, Any],
    reference: str | None = None,
    request: str | None = None,
) -> Outcome:
    """Open a dossier under that reference, or a free one; another is taken when somebody else was
    quicker. The same request finds the dossier it opened, also one that it opens this instant."""

    def opened(under: str) -> Outcome:
        return office.execute(Move(under, "open", actor, answers, request=request, opens=workflow))

    if reference is not None:
        return opened(reference)
    cycle = answers.get("cycle", "")
    tried = MOST_TRIES
    while True:
        before, tried = _opened_by(office, request), tried - 1
        outcome = opened(before or free_reference(office.database, workflow, cycle))
        quicker = isinstance(outcome, Refused) and outcome.findings[0].rule in _AGAIN
        if before or not quicker or not tried:
            return outcome


_AGAIN: Final = ("opening", "request")
"""What is refused because somebody was quicker: the reference is taken, or the request was made."""


def _opened_by(office: Office, request: str | None) -> str | None:
    """The dossier that this request has opened."""
    if not request:
        return None
    with office.database.connect() as connection:
        entry = reading.entries_under(connection, [request]).get(request)
    return entry.reference if entry else None
