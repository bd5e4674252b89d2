"""The letters that a step would cause, as they would leave: to whom, and in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import UndefinedError

from engine.content import stamp
from engine.dossier import Dossier
from engine.runtime.outbox import Promise
from engine.words import Language, Words
from engine.workflow import Step, Workflow
from notifications.letters import Letter, render
from notifications.people import Person, of_a_letter
from notifications.receives import receives
from notifications.recipients import Addresses
from notifications.surroundings import Surroundings, surroundings
from portal.here import Here
from portal.words import words

LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class ToCome:
    """A letter: whether a person must release it, who would get it, how it reads in English and in
    French, and why it cannot be shown, if so."""

    template: str
    held: bool
    to: tuple[Person, ...]
    letters: tuple[Letter, ...]
    why: Words | None = None


def letters_to_come(
    here: Here, workflow: Workflow, step: Step, moved: Dossier, reason: str
) -> list[ToCome]:
    """Every letter of the step; `moved` is the dossier after it."""
    return list(_letters(here, workflow, step, moved, reason))


def _letters(
    here: Here, workflow: Workflow, step: Step, moved: Dossier, reason: str
) -> Iterator[ToCome]:
    now = here.office.clock()
    for template in step.notify:
        facts: dict[str, Any] = {**moved.facts, **({"reason": reason} if reason else {})}
        for posting in workflow.posting(template):  # its release stamps what it then tells
            facts |= dict.fromkeys(posting.stamps, stamp(now))
        dossier = Dossier(moved.reference, moved.workflow, version=moved.version, facts=facts)
        key = f"{moved.reference}:{template}:{moved.version}"
        promise = Promise(
            key, template, facts, moved.reference, moved.workflow, moved.version, 0, now
        )
        of_ours = Addresses(here.settings.office_address, here.settings.evaluation_body_address)
        around = surroundings(here.office.database, [promise], of_ours, now)
        yield _letter(template, step.held, dossier, here.about(dossier), around)


def _letter(
    template: str, held: bool, dossier: Dossier, about: Mapping[str, Any], around: Surroundings
) -> ToCome:
    asked = (around.book, around.addresses, around.today, around.silent)
    try:
        to = of_a_letter(template, dossier, *asked)
    except LookupError:
        return ToCome(template, held, (), (), words()["page"]["step_letter_nobody"])
    first = to[0]
    known = {**about, "receives": receives(first.role, dossier.reference, first.state)}
    try:
        said = tuple(
            render(template, language, dossier, known, around.wording) for language in LANGUAGES
        )
    except UndefinedError:
        return ToCome(template, held, to, (), words()["page"]["step_letter_not_yet"])
    return ToCome(template, held, to, said)
