"""A dossier that came to its end without success may be succeeded by a new one."""

from typing import Final

from engine.rules import Question, rule

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


@rule("OD", "36-37")
def succeeds_a_dossier_that_ended(q: Question) -> str | None:
    """A dossier succeeds one of its own States' that was referred, refused, returned, deferred,
    carried over or withdrawn."""
    named = q.answers.get("predecessor")
    if named is None:
        return None
    earlier = q.predecessor
    if earlier is None:
        return f"there is no dossier {named} to succeed"
    if earlier.state not in MAY_BE_SUCCEEDED:
        return f"{named} is {earlier.state.replace('_', ' ')}: it cannot be succeeded"
    if not set(earlier.states) & set(_states(q)):
        return f"{named} was submitted by {', '.join(earlier.states)}, none of these States"
    return None


def _states(q: Question) -> list[str]:
    named = q.answers.get("states", [])
    return named if isinstance(named, list) else []
