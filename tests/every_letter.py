"""Every letter that a step, a plan or an occasion names, with sample facts."""

from collections.abc import Mapping

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.words import Language
from notifications.letters import Letter, render
from notifications.receives import receives
from notifications.reminders.reading import templates
from notifications.written import Matter
from portal.occasions import first_report, occasions
from tests.reminding import plans
from tests.sample_digest import sample_digest
from tests.sample_letters import (
    ABOUT_NO_DOSSIER,
    causes,
    dossier_after,
    letter,
    sample,
    sample_reminder,
)
from tests.sample_occasions import letters
from workflows.catalogue import workflows
from workflows.law import law

AFTER: Mapping[str, tuple[str, str, str]] = {
    "third_party_correspondence": ("rl", "transmit", "complete"),
    "inscription_certificate": ("usl", "inscribe", "examined"),
}
"""The step after which a letter is written that no step causes: workflow, trigger, source."""


def named() -> frozenset[str]:
    """The keys of all letters that a step, a plan, an occasion or the office itself names."""
    steps = {key for key, _, _ in causes()}
    return frozenset({*steps, *ABOUT_NO_DOSSIER, *templates(plans()), *occasions(), "digest"})


def sample_of(key: str, language: Language) -> Letter:
    """The letter of that key, about a sample."""
    if key == "digest":
        return sample_digest(language)
    if key in ABOUT_NO_DOSSIER:
        known = {"receives": receives(letters(key).persons[0].role)} if key in occasions() else {}
        return render(key, language, Dossier("", "", facts=ABOUT_NO_DOSSIER[key]), known)
    if key in templates(plans()):
        return sample_reminder(key).letter(language)
    return letter(key, language, written_about(key) if key in AFTER else sample(key))


def stands(key: str, workflow: str = "", *, everything: bool = True) -> Dossier:
    """A dossier about which the letter of an occasion can be written."""
    usual, trigger, source = AFTER[key]
    of = workflows()[workflow or usual]
    step = of.step[trigger, source]
    after = dossier_after(of, step, everything=everything)
    facts = {**after.facts, "contact": "heritage@example.org"}
    return Dossier(after.reference, of.name, state=step.target, facts=facts)


def written_about(key: str, workflow: str = "") -> Dossier:
    """That dossier, as its letter knows it."""
    dossier = stands(key, workflow)
    terms: dict[str, Deadline] = first_report(law(), dossier)
    facts = letters(key, Matter(dossier, None, terms)).postings[0].facts
    return Dossier(dossier.reference, dossier.workflow, facts=facts)
