"""Opening a dossier under the next free reference."""

from collections.abc import Mapping
from typing import Any

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import reading
from engine.runtime.moves import Move, Outcome
from engine.runtime.office import Office
from engine.runtime.references import next_reference

MOST_TRIES = 20


def open_next(
    office: Office,
    workflow: str,
    actor: Actor,
    answers: Mapping[str, Any],
    reference: str | None = None,
    request: str | None = None,
) -> Outcome:
    """Open a dossier under that reference, or the next free one; another is taken when somebody
    else was quicker. The same request finds the dossier it opened."""
    if request and reference is None:
        with office.database.connect() as connection:
            entry = reading.entries_under(connection, [request]).get(request)
        reference = entry.reference if entry else None

    def opened(under: str) -> Outcome:
        return office.execute(Move(under, "open", actor, answers, request=request, opens=workflow))

    if reference is not None:
        return opened(reference)
    cycle = answers.get("cycle", "")
    outcome = opened(next_reference(office.database, workflow, cycle))
    for _ in range(MOST_TRIES):
        if not (isinstance(outcome, Refused) and outcome.findings[0].rule == "opening"):
            break
        outcome = opened(next_reference(office.database, workflow, cycle))
    return outcome
