"""What the page of a letter's recipient shows: its reminders, and what was asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.dossier import Dossier
from engine.runtime import ledger, queries, reading
from engine.runtime.ledger import Line
from engine.runtime.links import Opened
from engine.runtime.office import Office
from engine.runtime.preferences import EVERYTHING, Asked, asked_for
from engine.words import Words
from notifications.foresight import Foresight
from notifications.reminders.occurrence import Occurrence
from notifications.reminders.reading import Plans


@dataclass(frozen=True, slots=True)
class Reminded:
    """One deadline that the letter told: the name of the rule, what the deadline is for, its day,
    and whether the notice is owed to the State and so can be neither stopped nor put off."""

    rule: str
    label: Words
    day: date
    statutory: bool


@dataclass(frozen=True, slots=True)
class About:
    """A dossier that the letter told of, and the UTC instant until which its reminders are put
    off, if they are."""

    dossier: Dossier
    reminders: tuple[Reminded, ...]
    until: datetime | None

    @property
    def can_wait(self) -> bool:
        """Whether anything of it may be put off."""
        return not all(one.statutory for one in self.reminders)


@dataclass(frozen=True, slots=True)
class Seen:
    """The whole page: whose it is, the dossiers, and what is stopped: kinds of reminders by the
    name of their rule, or all."""

    address: str
    dossiers: tuple[About, ...]
    stopped: Mapping[str, Words]
    all_stopped: bool


def plans_of(office: Office) -> Plans:
    """The rules by which the office reminds; none where it plans nothing."""
    return office.planner.plans if isinstance(office.planner, Foresight) else {}


def stoppable(plans: Plans) -> dict[str, Words]:
    """What the deadlines are for of which nobody has to hear, by the name of the rule."""
    return {name: rule.label for name, rule in plans.items() if rule.nature == "nudge"}


def seen(office: Office, opened: Opened, plans: Plans, now: datetime) -> Seen:
    """What the recipient of a letter sees of it."""
    with queries.looking(office.database) as connection:
        told = ledger.told_in(connection, [opened.letter]).get(opened.letter, [])
        dossiers = reading.dossiers(connection, {line.name.reference for line in told})
        asked = asked_for(connection, [opened.address])[opened.address]
    kinds = {
        rule: plans[rule].label if rule in plans else Words(rule, rule)
        for rule in sorted(asked.muted - {EVERYTHING})
    }
    about = tuple(_about(dossiers[name], told, plans, asked, now) for name in sorted(dossiers))
    return Seen(opened.address, about, kinds, EVERYTHING in asked.muted)


def _about(dossier: Dossier, told: list[Line], plans: Plans, asked: Asked, now: datetime) -> About:
    mine = dict.fromkeys(
        _reminded(line, plans) for line in told if line.name.reference == dossier.reference
    )
    until = asked.snoozed.get(dossier.reference, now)
    return About(dossier, tuple(mine), until if until > now else None)


def _reminded(line: Line, plans: Plans) -> Reminded:
    name = line.name.rule
    day = Occurrence.read(line.name.occurrence).day
    rule = plans.get(name)
    if rule is None:  # the plans have changed since the letter left
        return Reminded(name, Words(name, name), day, statutory=False)
    return Reminded(name, rule.label, day, rule.nature == "legal")
