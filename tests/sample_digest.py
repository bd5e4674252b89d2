"""Reminders of the plans as one letter, for the tests that read it."""

from dataclasses import replace

from engine.words import Language
from notifications.digest import Item, digest
from notifications.letters import Letter
from notifications.reminders.rule import Severity
from tests.sample_letters import Reminded, sample_reminder

PAGES = "https://dossiers.example.org"


def item(one: Reminded, language: Language, severity: Severity | None = None) -> Item:
    """A reminder as a digest tells it, as grave as its plan says or as it is told."""
    dossier = one.dossier
    return Item(
        letter=one.letter(language),
        severity=severity or one.reminder.severity,
        reference=dossier.reference,
        title=dossier.text("title"),
        deadline=one.deadline,
        days=one.days,
        why=one.reminder.why,
        page=f"{PAGES}/dossiers/{dossier.reference}",
    )


def sample_digest(language: Language) -> Letter:
    """Three reminders to one person, given in no order."""
    keys = ("reminder_project_report", "reminder_dialogue", "reminder_completion")
    items = [item(sample_reminder(key), language) for key in keys]
    items[0] = replace(items[0], severity="routine")
    return digest(language, items, f"{PAGES}/reminders")
