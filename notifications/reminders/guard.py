"""Whether a reminder is still asked for; if not, the sentence that says why."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from engine.calendar import Deadline
from engine.dates import said_day
from engine.dossier import Dossier
from engine.words import Words
from notifications.receives import ROLES
from notifications.reminders.reminder import Reminder, Row
from notifications.reminders.rule import Rule

UNTOLD: Final[Mapping[str, Collection[str]]] = MappingProxyType({})
"""Nobody says who the people are: whoever it was addressed to is taken to be still there."""


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
    people: Mapping[str, Collection[str]] = UNTOLD,
) -> Words | None:
    """Why a reminder is no longer asked for, at the moment of sending or of planning again; None
    where it is.

    `deadlines`, `plans` and `closed` as for the planner, `people` who they are today, by the kind
    of recipient; of a kind that is not named nobody is asked.
    """
    rule = plans.get(row.reminder.rule)
    if rule is None:
        return _NOT_FORESEEN
    return (
        unasked(rule, dossier, closed)
        or _moved(row.reminder, deadlines.get(rule.deadline))
        or _dropped(row.reminder, rule)
        or _replaced(row, people)
    )


def _moved(reminder: Reminder, deadline: Deadline | None) -> Words | None:
    if deadline is None:
        return Words(
            f"{reminder.reference} no longer has this deadline.",
            f"Cette échéance ne concerne plus le dossier {reminder.reference}.",
        )
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


def _replaced(row: Row, people: Mapping[str, Collection[str]]) -> Words | None:
    kind = row.reminder.recipient
    if not row.person or row.person in people.get(kind, (row.person,)):
        return None
    role = ROLES[kind]
    return Words(
        f"It was addressed to {row.person}, who is no longer {role.en}.",
        f"Il était adressé à {row.person}, qui n'est plus {role.fr}.",
    )


_NOT_FORESEEN = Words(
    "The plan of reminders no longer foresees this one.",
    "Le plan des rappels ne prévoit plus celui-ci.",
)
