"""What a person does not want to hear, or not yet; a legal notice is never kept back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from engine.words import Words
from notifications.reminders.reminder import Reminder

EVERYTHING = ""
"""Stands for every rule, where a person mutes all that may be muted."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person asked for: the names of the rules that are muted, and by the reference of a
    dossier the UTC instant until which its reminders are put off."""

    muted: frozenset[str] = frozenset()
    snoozed: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))

    def silence(self, reminder: Reminder) -> Words | None:
        """Why the person does not get that reminder; None where they do."""
        if reminder.nature == "nudge" and self.muted & {reminder.rule, EVERYTHING}:
            return _MUTED
        return None

    def put_off(self, reminder: Reminder, now: datetime) -> datetime:
        """The UTC instant from which the person wants to get that reminder: now, or later."""
        until = self.snoozed.get(reminder.reference, now)
        return max(now, until) if reminder.nature == "nudge" else now


_MUTED = Words(
    "The recipient does not wish to receive reminders of this kind.",
    "Le destinataire ne souhaite pas recevoir les rappels de ce type.",
)
