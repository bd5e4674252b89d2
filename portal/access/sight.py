"""Which dossiers each role sees: with everything in them, and as the public does."""

from collections.abc import Mapping
from typing import Final, Literal

from engine.dossier import Actor, Dossier
from engine.sight import EVERYTHING, Reach, Sight, covers
from workflows.catalogue import workflows
from workflows.reports.due import REPORTS
from workflows.roles import (
    AUDITOR,
    BUREAU,
    COMMITTEE,
    EVALUATION_BODY,
    OF_A_STATE,
    OFFICE,
)

View = Literal["nothing", "public", "whole"]

DECIDED_BY_THE_BUREAU: Final = frozenset(
    name for name, one in workflows().items() if "on_the_agenda" in one.state
)
OF_A_CYCLE: Final = frozenset(workflows()) - DECIDED_BY_THE_BUREAU - frozenset(REPORTS)

PUBLIC: Final[Sight] = (
    Reach(workflows=OF_A_CYCLE, numbered=True),
    Reach(workflows=DECIDED_BY_THE_BUREAU, decided=True),
    Reach(stands_in=frozenset({"before_the_committee", "report_examined"})),
)
"""Files are put online once they are received and have a number, replaced as they are revised
(7.COM 15); the backlog too (20.COM 8). A request that the Bureau decides is public once it is
decided, a report once it is before the Committee: a reading."""

FILED: Final[Sight] = (
    Reach(never_in=frozenset({"draft", "withdrawn"})),
    Reach(stands_in=frozenset({"withdrawn"}), received=True),
)
"""A draft is its State's own, also when it was withdrawn before it was ever filed."""

_UNDER_EVALUATION: Final = frozenset(
    "under_evaluation in_dialogue answered unanswered evaluated published examined".split()
)
_REPORTED: Final = frozenset({"published", "examined"})


def whole(who: Actor | None) -> Sight:
    """The dossiers that this person sees with everything in them."""
    if who is None:
        return ()
    if who.role in OFF_THE_SHELF:
        return OFF_THE_SHELF[who.role]
    if who.role in OF_A_STATE:
        return (Reach(parties=who.states),)
    if who.role == EVALUATION_BODY:  # nobody evaluates a file of their own State
        return (Reach(stands_in=_UNDER_EVALUATION, not_of=who.states),)
    return ()


OFF_THE_SHELF: Final[Mapping[str, Sight]] = {
    **dict.fromkeys(OFFICE, FILED),
    AUDITOR: EVERYTHING,
    COMMITTEE: (
        Reach(stands_in=_REPORTED),
        Reach(workflows=OF_A_CYCLE, decided=True),
        Reach(stands_in=frozenset({"before_the_committee", "report_examined"})),
    ),
    BUREAU: (
        Reach(
            workflows=DECIDED_BY_THE_BUREAU,
            never_in=frozenset({"draft", "withdrawn", "submitted", "checking", "incomplete"}),
        ),
    ),
}
"""What does not depend on who it is."""


def visible(who: Actor | None) -> Sight:
    """The dossiers that this person knows of."""
    return (*whole(who), *PUBLIC)


def view(who: Actor | None, dossier: Dossier) -> View:
    """How this person sees the dossier."""
    if covers(whole(who), dossier):
        return "whole"
    return "public" if covers(PUBLIC, dossier) else "nothing"
