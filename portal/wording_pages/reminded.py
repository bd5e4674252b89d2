"""The reminders of a dossier, by which their letters and the digest of them are shown."""

from collections.abc import Mapping
from typing import Any, Final

from engine.dossier import Dossier
from engine.runtime.office import Office
from engine.words import Language
from notifications.digest import Item, digest
from notifications.foresight import Foresight
from notifications.letters import Letter, Wording, render
from notifications.reminders.reading import templates
from notifications.reminders.reminder import Reminder

DIGEST: Final = "digest"
"""The letter that gathers reminders."""


def planner_of(office: Office, key: str) -> Foresight | None:
    """The planner, where reminders are told by that letter."""
    planner = office.planner
    if isinstance(planner, Foresight) and key in templates(planner.plans) | {DIGEST}:
        return planner
    return None


def states_of(planner: Foresight, key: str) -> frozenset[str]:
    """The states in which a dossier may have that letter."""
    rules = planner.plans.values()
    sent = [rule for rule in rules if key in {rung.template for rung in rule.rungs} | {DIGEST}]
    return frozenset(state for rule in sent for state in rule.states)


def foreseen(planner: Foresight, key: str, dossier: Dossier) -> list[Mapping[str, Any]]:
    """What each reminder of that letter says of itself, for a dossier as it stands; of a digest
    the first two that it could gather, or none."""
    return [{"reminder": _told(planner, dossier, one)} for one in _planned(planner, key, dossier)]


def gathered(
    planner: Foresight,
    language: Language,
    dossier: Dossier,
    known: Mapping[str, Any],
    wording: Wording,
) -> Letter:
    """The digest of two reminders of a dossier that has as many."""
    items = []
    for one in _planned(planner, DIGEST, dossier):
        told = _told(planner, dossier, one)
        read = render(one.template, language, dossier, {**known, "reminder": told}, wording)
        title, reference = dossier.text("title"), dossier.reference
        deadline, days = told["deadline"], told["days"]
        items.append(Item(read, one.severity, reference, title, deadline, days, one.why))
    return digest(language, items, "", wording)


def _planned(planner: Foresight, key: str, dossier: Dossier) -> list[Reminder]:
    reminders = planner.reminders(dossier).values()
    if key != DIGEST:
        return [one for one in reminders if one.template == key]
    nudges = [one for one in reminders if one.nature == "nudge" and one.recipient == "contact"]
    return nudges[:2] if len(nudges) > 1 else []


def _told(planner: Foresight, dossier: Dossier, one: Reminder) -> Mapping[str, Any]:
    due = planner.plans[one.rule].deadline
    deadline = planner.deadlines(dossier, (due,))[due]
    day = one.occurrence.day
    days = (day - one.occurrence.offset.counted_from(day)).days
    return {"deadline": deadline, "days": days, "to": one.recipient, "why": one.why}
