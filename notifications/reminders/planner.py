"""Which reminders a dossier should have, by its deadlines and the plans."""

from collections.abc import Collection, Iterator, Mapping

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.words import Language, Words
from notifications.receives import ROLES
from notifications.reminders.guard import unasked
from notifications.reminders.occurrence import Occurrence, Offset
from notifications.reminders.reminder import Reminder
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
        _reminder(dossier, deadlines[rule.deadline], rule, rung, recipient, offset)
        for rule in plans.values()
        if rule.deadline in deadlines and unasked(rule, dossier, closed) is None
        for rung, recipient, offset in _climbed(rule)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.key)))


def _climbed(rule: Rule) -> Iterator[tuple[Rung, Recipient, Offset]]:
    for rung in rule.rungs:
        for recipient in rung.to:
            for offset in rung.offsets:
                yield rung, recipient, offset


def _reminder(
    dossier: Dossier,
    deadline: Deadline,
    rule: Rule,
    rung: Rung,
    recipient: Recipient,
    offset: Offset,
) -> Reminder:
    day = deadline.local.date()

    def why(language: Language) -> str:
        said = {
            "reference": dossier.reference,
            "who": ROLES[recipient].spoken(language),
            "offset": offset.spoken(language),
            "label": rule.label.spoken(language),
            "deadline": deadline.spoken(language),
            "cite": rule.cite.spoken(language),
        }
        return _WHY.spoken(language).format_map(said)

    return Reminder(
        rule=rule.name,
        reference=dossier.reference,
        recipient=recipient,
        occurrence=Occurrence(day, offset),
        due_at=rule.due_at(day, offset),
        closes=deadline.closes,
        template=rung.template,
        severity=rung.severity,
        nature=rule.nature,
        why=Words(why("en"), why("fr")),
    )


_WHY = Words(
    "This message about {reference} is for {who}: it is the reminder foreseen {offset} the "
    "deadline for {label}, {deadline} [{cite}].",
    "Ce message relatif au dossier {reference} s'adresse à {who} : c'est le rappel prévu {offset} "
    "l'échéance fixée pour {label}, le {deadline} [{cite}].",
)
