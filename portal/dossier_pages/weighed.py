"""A step weighed before it is made: what stands against it, or what would follow, and which letters
would leave; nothing is written."""

from dataclasses import dataclass
from functools import partial

from engine.decide import Accepted, Asked, Refused, decide
from engine.dossier import Actor, Dossier
from engine.rules import Question
from engine.workflow import Step, Workflow
from portal.access.files import reads_letters
from portal.dossier_pages.follows import Follows, follows, moved_by
from portal.dossier_pages.letters_to_come import ToCome, letters_to_come
from portal.dossier_pages.placed import Placed, placed
from portal.dossier_pages.typed import Typed, given
from portal.here import Here
from workflows.timetable import deadlines


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stands against a step as it was typed, and what follows if nothing does; its letters as
    they would leave, where this person reads them."""

    against: tuple[Placed, ...]
    follows: Follows | None
    letters: tuple[ToCome, ...]


def weighed(
    here: Here, workflow: Workflow, step: Step, dossier: Dossier, who: Actor, what: Typed
) -> Weighed:
    """The step with these answers, weighed now."""
    law, now = here.office.book.law, here.office.clock()
    answers = given(step.asks, what.answers)
    verdict = decide(workflow, dossier, Asked(step.trigger, who, answers, what.reason), now, law)
    due = partial(deadlines, law)
    after = follows(workflow, dossier, verdict, due) if isinstance(verdict, Accepted) else None
    against: tuple[Placed, ...] = ()
    if isinstance(verdict, Refused):
        asked = Question(dossier, step.trigger, answers, who, now, law)
        against = tuple(placed(workflow, step, verdict.findings, asked))
    letters: list[ToCome] = []
    if reads_letters(who, dossier) is None:
        moved = moved_by(dossier, step.target, {}) if after is None else after.moved
        letters = letters_to_come(here, workflow, step, moved, what.reason)
    return Weighed(against, after, tuple(letters))
