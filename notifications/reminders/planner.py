"""Which reminders a dossier should have, by its deadlines and the plans."""

from collections.abc import Collection, Iterator, Mapping

from engine.calendar import Deadline
from engine.dossier import Dossier
from notifications.reminders.guard import unasked
from notifications.reminders.occurrence import Occurrence, Offset
from notifications.reminders.reminder import Asked, Reminder
from notifications.reminders.rule import Recipient, Rule, Rung


def planned(
    dossier: Dossier,
    deadlines: Mapping[str, Deadline],
    plans: Mapping[str, Rule],
    closed: Collection[str],
) -> tuple[Reminder, ...]:
    """Every reminder of the dossier, past ones too, in the order in which they are due.

    `deadlines` are those that it has, by key; `closed` the states in which a dossier of its
    workflow has come to its end. None where it stands in one of them, and none of a rule that is
    not asked in its state.
    """
    found = [
        _reminder(dossier, asked, rule, rung, recipient, offset)
        for rule in plans.values()
        if rule.deadline in deadlines and unasked(rule, dossier, closed) is None
        for asked in [Asked(rule.label, deadlines[rule.deadline], rule.cite)]
        for rung, recipient, offset in _climbed(rule)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.key)))


def _climbed(rule: Rule) -> Iterator[tuple[Rung, Recipient, Offset]]:
    for rung in rule.rungs:
        for recipient in rung.to:
            for offset in rung.offsets:
                yield rung, recipient, offset


def _reminder(
    dossier: Dossier, asked: Asked, rule: Rule, rung: Rung, recipient: Recipient, offset: Offset
) -> Reminder:
    day = asked.deadline.local.date()
    return Reminder(
        rule=rule.name,
        reference=dossier.reference,
        recipient=recipient,
        occurrence=Occurrence(day, offset),
        due_at=rule.due_at(day, offset),
        closes=asked.deadline.closes,
        template=rung.template,
        severity=rung.severity,
        nature=rule.nature,
        asked=asked,
    )
