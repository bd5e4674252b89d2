"""What a person does not want to hear, or not yet; a legal notice is never kept back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from engine.dates import said
from engine.words import Words
from notifications.reminders.reminder import Row


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person asked for: the names of the rules that are muted, and by the reference of a
    dossier the UTC instant until which its reminders are snoozed."""

    muted: frozenset[str] = frozenset()
    snoozed: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))


class Sifted(NamedTuple):
    """`go`: rows that pass, in their order; `kept`: rows as they are to stand, with reasons."""

    go: tuple[Row, ...]
    kept: tuple[Row, ...]


def muted(rows: Iterable[Row], preferences: Preferences) -> Sifted:
    """Rows of one person without those that the person has muted, which are skipped."""
    go, kept = [], []
    for row in rows:
        if row.reminder.nature == "nudge" and row.reminder.rule in preferences.muted:
            kept.append(replace(row, status="skipped", reason=_MUTED))
        else:
            go.append(row)
    return Sifted(tuple(go), tuple(kept))


def snoozed(rows: Iterable[Row], preferences: Preferences, now: datetime) -> Sifted:
    """Rows of one person without those that the person wants to see later: these stay as they
    are, and pass from the instant on until which they are snoozed."""
    go, kept = [], []
    for row in rows:
        until = preferences.snoozed.get(row.reminder.reference, now)
        if row.reminder.nature == "nudge" and now < until:
            kept.append(replace(row, reason=_until(until)))
        else:
            go.append(row)
    return Sifted(tuple(go), tuple(kept))


def _until(instant: datetime) -> Words:
    local = instant.astimezone(ZoneInfo("Europe/Paris"))
    return Words(
        f"The recipient has put it off until {said(local)}.",
        f"Le destinataire l'a remis au {said(local, 'fr')}.",
    )


_MUTED = Words(
    "The recipient does not wish to receive reminders of this kind.",
    "Le destinataire ne souhaite pas recevoir les rappels de ce type.",
)
