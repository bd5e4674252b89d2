"""A dossier that came to its end without success may be succeeded by a new one."""

from typing import Final

from engine.dossier import Dossier
from engine.rules import Question, rule
from engine.words import Words
from workflows.roles import STATE_PARTY
from workflows.states_parties import together

MAY_BE_SUCCEEDED: Final = (
    "carried_over",
    "deferred",
    "not_approved",
    "not_inscribed",
    "not_selected",
    "not_transferred",
    "referred",
    "returned",
    "withdrawn",
)
"""Where a dossier stands whose State may try again: none that succeeded, none under way."""


@rule(
    "OD",
    "36-37",
    "Un dossier succède à un dossier de ses propres États qui a été renvoyé, refusé, reporté à "
    "un autre cycle ou retiré.",
)
def succeeds_a_dossier_that_ended(q: Question) -> Words | None:
    """A dossier succeeds one of its own States' that was referred, refused, returned, deferred,
    carried over or withdrawn."""
    named = q.answers.get("predecessor")
    if named is None:
        return None
    earlier = q.predecessor
    if earlier is None or _unknown(q, earlier):
        return Words(
            f"there is no dossier {named} to succeed",
            f"il n'y a pas de dossier {named} auquel succéder",
        )
    if earlier.state not in MAY_BE_SUCCEEDED:
        return Words(
            f"{named} cannot be succeeded: only a dossier that was referred, refused, returned, "
            "deferred, carried over or withdrawn can be",
            f"{named} ne peut avoir de successeur : seul un dossier renvoyé, refusé, reporté à un "
            "autre cycle ou retiré peut en avoir un",
        )
    if set(earlier.states) & set(_states(q)):
        return None
    states = together(earlier.states)
    return Words(
        f"{named} was submitted by {states.en}, none of these States",
        f"{named} a été soumis par {states.fr}, et par aucun de ces États",
    )


def _unknown(q: Question, earlier: Dossier) -> bool:
    """Whether it is a file of another State that is not public: to this State it does not exist."""
    of_another = q.actor.role == STATE_PARTY and not q.actor.states & set(earlier.states)
    return of_another and not earlier.text("file_no")


def _states(q: Question) -> list[str]:
    named = q.answers.get("states", [])
    return named if isinstance(named, list) else []
