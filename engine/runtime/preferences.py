"""What recipients asked of reminders: none of a kind, none at all, or later; with its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, exists, insert, select, update

from engine.calendar import at_local
from engine.runtime import unacceptable as why
from engine.runtime.addresses import small
from engine.runtime.correspondent_tables import muted, snooze
from engine.runtime.reminder_tables import reminder_letter
from engine.runtime.tables import dossier, letter
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words

EVERYTHING: Final = ""
"""Stands for every rule, where somebody mutes all that may be muted."""

MOST_DAYS: Final = 60
"""Days for which the reminders of a dossier may be put off."""

_PARIS: Final = "Europe/Paris"
_HOUR: Final = time(9)
_DIGEST: Final = "digest"
"""The letter that tells the reminders of a person's day."""

_AT_ONCE: Final = 500
"""Addresses asked for in one query."""

PASSED: Final = Words("that day is not after today", "ce jour n'est pas postérieur à aujourd'hui")
TOO_LATE: Final = Words(
    f"reminders can be put off for {MOST_DAYS} days at most",
    f"les rappels peuvent être reportés de {MOST_DAYS} jours au plus",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person asked for: the names of the rules that are muted, `EVERYTHING` among them
    where all are, and by the reference of a dossier the UTC instant until which its reminders are
    put off; that instant may have passed."""

    muted: frozenset[str] = frozenset()
    snoozed: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))


def mute(connection: Connection, address: str, rule: str, how: str, now: datetime) -> bool:
    """Let a person hear no more of a rule, or of any; whether that is news. `how` says by which
    way it was asked, and who did."""
    mine = (muted.c.address == small(address), muted.c.rule == rule)
    if connection.execute(select(muted.c.since).where(*mine, muted.c.ended_at.is_(None))).first():
        return False
    again = update(muted).where(*mine, muted.c.since == now)
    if not connection.execute(again.values(ended_at=None, ended_by=None)).rowcount:
        row = {"address": small(address), "rule": rule, "since": now, "how": how}
        connection.execute(insert(muted).values(row))
    return True


def unmute(connection: Connection, address: str, rule: str, how: str, now: datetime) -> bool:
    """Let a person hear of a rule again, or of all that was muted; whether any was."""
    mine = [muted.c.address == small(address), muted.c.ended_at.is_(None)]
    if rule != EVERYTHING:
        mine.append(muted.c.rule == rule)
    ended = update(muted).where(*mine).values(ended_at=now, ended_by=how)
    return connection.execute(ended).rowcount > 0


def put_off(
    connection: Connection, address: str, reference: str, until: date, how: str, now: datetime
) -> None:
    """Keep the reminders of a dossier from a person until 9 o'clock of a day in Paris, when the
    messages of a day leave, in place of what was asked before. Unacceptable where that day is not
    after today, is further than 60 days ahead, or there is no such dossier."""
    reasons = []
    today = now.astimezone(ZoneInfo(_PARIS)).date()
    if until <= today:
        reasons.append(PASSED)
    if (until - today).days > MOST_DAYS:
        reasons.append(TOO_LATE)
    known = select(dossier.c.reference).where(dossier.c.reference == reference)
    if connection.scalar(known) is None:
        reasons.append(why.no_dossier(reference))
    if reasons:
        raise Unacceptable(reasons)
    _keep(connection, address, reference, at_local(until, _HOUR, _PARIS), how, now)


def take_up(connection: Connection, address: str, reference: str, how: str, now: datetime) -> bool:
    """Let the reminders of a dossier that were put off come again, and those leave that wait in a
    message for a later day; whether they were put off."""
    known = asked_for(connection, [address])[small(address)].snoozed.get(reference, now)
    if known <= now:
        return False
    _keep(connection, address, reference, now, how, now)
    _let_leave(connection, address, reference, now)
    return True


def _let_leave(connection: Connection, address: str, reference: str, now: datetime) -> None:
    told = exists().where(
        reminder_letter.c.letter == letter.c.key, reminder_letter.c.reference == reference
    )
    waiting = (letter.c.status == "waiting", letter.c.attempts == 0, letter.c.due_at > now)
    found = select(letter.c.key, letter.c.address).where(letter.c.template == _DIGEST, told)
    keys = [
        row.key
        for row in connection.execute(found.where(*waiting))
        if small(row.address or "") == small(address)
    ]
    leaving = update(letter).where(letter.c.key.in_(keys), *waiting)
    connection.execute(leaving.values(due_at=now))


def asked_for(connection: Connection, addresses: Iterable[str]) -> Mapping[str, Asked]:
    """What each of them asked for, by address in small letters; who asked for nothing too."""
    wanted = sorted({small(address) for address in addresses})
    silent: dict[str, set[str]] = {address: set() for address in wanted}
    later: dict[str, dict[str, datetime]] = {address: {} for address in wanted}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        stopped = select(muted.c.address, muted.c.rule).where(
            muted.c.address.in_(some), muted.c.ended_at.is_(None)
        )
        for address, rule in connection.execute(stopped):
            silent[address].add(rule)
        delayed = (
            select(snooze.c.address, snooze.c.reference, snooze.c.until)
            .where(snooze.c.address.in_(some))
            .order_by(snooze.c.made_at)
        )
        for address, reference, until in connection.execute(delayed):
            later[address][reference] = until  # the last word counts
    return {one: Asked(frozenset(silent[one]), later[one]) for one in wanted}


def _keep(
    connection: Connection, address: str, reference: str, until: datetime, how: str, now: datetime
) -> None:
    """The last word of one instant counts."""
    mine = (snooze.c.address == small(address), snooze.c.reference == reference)
    changed = update(snooze).where(*mine, snooze.c.made_at == now).values(until=until, how=how)
    if connection.execute(changed).rowcount == 0:
        row = {"address": small(address), "reference": reference, "made_at": now}
        connection.execute(insert(snooze).values(**row, until=until, how=how))
