"""A rule of the plans: the deadline it hangs on, in which states it is asked, and its ladder."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final, Literal, get_args

from engine.calendar import at_local
from engine.citation import Mark
from engine.words import Words
from notifications.reminders.occurrence import Offset

Recipient = Literal[
    "contact", "delegation", "commission", "authority", "officer", "head", "evaluation_body"
]
Severity = Literal["routine", "important", "urgent"]
Nature = Literal["legal", "nudge"]
"""`legal`: owed to the State. It goes even where it is planned late, goes alone, is never muted or
put off, and waits for a person where nobody knows if it went. `nudge`: a help. It is rather lost
than repeated."""

RECIPIENTS: Final[tuple[str, ...]] = get_args(Recipient)
SEVERITIES: Final[tuple[str, ...]] = get_args(Severity)
NATURES: Final[tuple[str, ...]] = get_args(Nature)


@dataclass(frozen=True, slots=True)
class Rung:
    """Who gets which letter, so long before or after the deadline."""

    offsets: tuple[Offset, ...]
    to: tuple[Recipient, ...]
    template: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One ladder of reminders.

    `label` completes "the deadline for ...", `deadline` is the key of the deadline it hangs on. It
    is asked while the dossier stands in one of `states`; in one of `answered`, what it asks has
    been done. The first rung is the rule's own, the others are its escalation. A reminder is due
    at `hour` on the clocks of `zone`.
    """

    name: str
    label: Words
    deadline: str
    states: tuple[str, ...]
    answered: tuple[str, ...]
    rungs: tuple[Rung, ...]
    hour: time
    zone: str
    nature: Nature
    cite: Words
    mark: Mark

    def due_at(self, day: date, offset: Offset) -> datetime:
        """The UTC instant of a reminder of a deadline on that local day. An hour that the clocks
        skip is taken as it was before they moved, one that they strike twice as its first."""
        return _at_local(offset.counted_from(day), self.hour, self.zone)

    def foresees(self, recipient: str, offset: Offset) -> bool:
        """Whether a recipient of that kind is reminded so long before or after."""
        return any(recipient in rung.to and offset in rung.offsets for rung in self.rungs)


_at_local = lru_cache(maxsize=4096)(at_local)
"""Dossiers of one cycle share their deadlines, and a move plans all reminders of one."""
