"""Whether a reminder is still asked for; if not, the sentence that says why."""

from collections.abc import Collection, Mapping

from engine.calendar import Deadline
from engine.dates import said_day
from engine.dossier import Dossier
from engine.words import Words
from notifications.receives import ROLES
from notifications.reminders.reminder import Reminder, Row
from notifications.reminders.rule import Rule


def unasked(rule: Rule, dossier: Dossier, closed: Collection[str]) -> Words | None:
    """Why a rule asks nothing of a dossier where it stands now; None where it asks."""
    name = dossier.reference
    if dossier.state in closed:
        return Words(f"{name} has closed.", f"Le dossier {name} est clos.")
    if dossier.state in rule.answered:
        return Words(
            f"What this asks of {name} has been done already.",
            f"Ce qui est demandé ici pour le dossier {name} a déjà été fait.",
        )
    if dossier.state not in rule.states:
        return Words(
            f"{name} has moved on, and this is no longer asked of it.",
            f"Le dossier {name} a poursuivi son parcours ; ce rappel n'a plus lieu d'être.",
        )
    return None


def asked_again(
    row: Row,
    dossier: Dossier,
    deadlines: Mapping[str, Deadline],
    plans: Mapping[str, Rule],
    closed: Collection[str],
) -> Words | None:
    """Why a reminder is no longer asked for, at the moment of sending or of planning again; None
    where it is. `deadlines`, `plans` and `closed` as for the planner."""
    rule = plans.get(row.reminder.rule)
    if rule is None:
        return _NOT_FORESEEN
    return (
        unasked(rule, dossier, closed)
        or _moved(row.reminder, deadlines.get(rule.deadline))
        or _dropped(row.reminder, rule)
    )


def replaced(kind: str, address: str, people: Collection[str]) -> Words | None:
    """Why a reminder no longer goes to that address, where it is none of those of the `people` of
    that kind today."""
    if address in people:
        return None
    role = ROLES[kind]
    return Words(
        f"It was addressed to {address}, who is no longer {role.en}.",
        f"Il était adressé à {address}, qui n'est plus {role.fr}.",
    )


def not_due(reference: str) -> Words:
    """That a dossier has no such deadline now."""
    return Words(
        f"{reference} no longer has this deadline.",
        f"Cette échéance ne concerne plus le dossier {reference}.",
    )


def _moved(reminder: Reminder, deadline: Deadline | None) -> Words | None:
    if deadline is None:
        return not_due(reminder.reference)
    old, new = reminder.occurrence.day, deadline.local.date()
    if old == new:
        return None
    return Words(
        f"The deadline has moved from {said_day(old)} to {said_day(new)} [{deadline.cited('en')}].",
        f"L'échéance a été déplacée du {said_day(old, 'fr')} au {said_day(new, 'fr')} "
        f"[{deadline.cited('fr')}].",
    )


def _dropped(reminder: Reminder, rule: Rule) -> Words | None:
    if rule.foresees(reminder.recipient, reminder.occurrence.offset):
        return None
    return _NOT_FORESEEN


_NOT_FORESEEN = Words(
    "The plan of reminders no longer foresees this one.",
    "Le plan des rappels ne prévoit plus celui-ci.",
)
