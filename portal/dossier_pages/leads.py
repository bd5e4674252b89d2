"""Where a step is taken: on its own page, on that of the form, or by releasing a letter."""

from collections.abc import Iterable
from typing import Final

from engine.dossier import Actor, Dossier
from engine.runtime.letters_about import About
from engine.workflow import Step
from forms.catalogue import forms_of
from workflows.roles import OFFICE, STATE_PARTY

FILING: Final = frozenset({"submit", "resubmit"})
"""The steps that hand in a form."""


def leads(
    step: Step, dossier: Dossier, who: Actor, letters: Iterable[About] = ()
) -> tuple[str, ...]:
    """The address at which this person takes the step; empty where they take it nowhere: it is
    made by the release of a letter, which officers alone see."""
    if step.posts:
        held = (one for one in letters if (one.template, one.status) == (step.posts, "held"))
        letter = next(held, None)
        return ("letters", letter.key) if letter and who.role in OFFICE else ()
    if on_the_form(step, dossier, who):
        return ("dossiers", dossier.reference, "form", "check")
    return ("dossiers", dossier.reference, "steps", step.trigger)


def on_the_form(step: Step, dossier: Dossier, who: Actor) -> bool:
    """Whether a State takes this step by handing in its form."""
    return step.trigger in FILING and who.role == STATE_PARTY and bool(forms_of(dossier.workflow))
