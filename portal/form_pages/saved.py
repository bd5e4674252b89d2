"""A posted page is saved: what differs from what it showed, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.dossier import Actor
from engine.runtime.drafts import Conflict, Place
from engine.runtime.office import Office
from engine.words import Words
from forms.answers import read
from portal.filing.draft import Begun, save
from portal.form_pages.posted import Posted
from portal.form_pages.told import said


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it: what somebody else had changed meanwhile, what has no place, what was not
    saved and stays in the inputs, and whether anything of it was not understood."""

    conflicts: Mapping[Place, Conflict]
    strange: tuple[Words, ...]
    mine: Mapping[Place, Any]
    faults: bool


def saved(office: Office, of: Begun, page: Posted, who: Actor) -> Saved:
    """Save a page: each answer as of the version that the page showed of it.

    NotYours and drafts.Closed as `portal.filing.draft.save` raises them.
    """
    conflicts: dict[Place, Conflict] = {}
    strange = list(page.strange)
    changed: dict[Place, Any] = {}
    too_long: dict[Place, Any] = {}
    for seen, answers in page.changed.items():
        kept = save(office, of, by_question(answers), seen, who)
        conflicts |= {one.place: one for one in kept.conflicts}
        strange += kept.strange
        too_long |= answers if kept.strange else {}
        changed |= answers
    mine = {place: one.mine for place, one in conflicts.items()} | too_long
    return Saved(conflicts, tuple(strange), mine, bool(changed) and _wrong(of, changed))


def by_question(answers: Mapping[Place, Any]) -> dict[str, Any]:
    """Answers by place as a form holds them: by question, and by State within it."""
    given: dict[str, Any] = {}
    for (question, state), answer in answers.items():
        if state:
            given.setdefault(question, {})[state] = answer
        else:
            given[question] = answer
    return given


def _wrong(of: Begun, changed: Mapping[Place, Any]) -> bool:
    filled = read(of.edition, of.dossier.states, by_question(changed))
    fields = {field.name: field for field in of.edition.fields}
    told = (said(fields[question], state, filled) for question, state in changed)
    return any(one.faults or one.inputs for one in told)
