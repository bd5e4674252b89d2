"""Who will get what when, before it happens: as far as nobody moves anything."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from engine.calendar import at_local
from engine.dates import said
from engine.runtime.database import Database
from engine.runtime.ledger import Line
from engine.runtime.pauses import EVERYTHING, Pause
from engine.words import Words
from notifications.course import Course
from notifications.expected import Expected, Status
from notifications.foresight import Foresight
from notifications.known import Known, known
from notifications.recipients import Addresses
from notifications.together import ZONE
from notifications.world import nobody

MOST_DAYS: Final = 400
"""How many days a forecast looks ahead."""


def forecast(
    database: Database, foresight: Foresight, addresses: Addresses, now: datetime, days: int
) -> tuple[Expected, ...]:
    """Every message that will leave, or would if nothing kept it back, until the end of the day in
    Paris so many days from today (0: today alone), in the order in which they leave.

    Nothing is written. ValueError where `days` is not 0 to 400.
    """
    if not 0 <= days <= MOST_DAYS:
        raise ValueError(f"a forecast looks 0 to {MOST_DAYS} days ahead, not {days}")
    today = now.astimezone(ZoneInfo(ZONE)).date()
    until = at_local(today + timedelta(days + 1), time(0), ZONE) - timedelta.resolution
    found = known(database, foresight, addresses, now, until)
    leaving, paused = _courses(found)
    leaving.run(now, until)
    paused.lines += (replace(one, status="planned") for one in leaving.again)
    paused.letters |= leaving.blocked
    paused.run(now, until)
    held = Course(paused.world, [replace(one, status="planned") for one in _held(found)], {})
    held.run(now, until)
    expected = (
        *leaving.expected,
        *(_kept_back(one, "paused", _since(found.pauses, one)) for one in paused.expected),
        *_held_reminders(found, held),
        *_held_letters(found, now),
    )
    there = (one if one.letter in found.letters else replace(one, letter="") for one in expected)
    return tuple(sorted(there, key=_order))


def _courses(found: Known) -> tuple[Course, Course]:
    """What nothing keeps back, and what a pause does; the latter as it would go without it."""
    waiting = {key: one for key, one in found.letters.items() if not one.stands.held}
    paused = {key for key, one in waiting.items() if _paused(found, one.stands.reference)}
    lines = [one for one in found.lines if one.status != "held"]
    free = replace(found.world, around=replace(found.world.around, paused=frozenset()))
    leaving = Course(
        found.world,
        [one for one in lines if not _paused(found, one.name.reference)],
        {key: one for key, one in waiting.items() if key not in paused},
        {key: one for key, one in waiting.items() if key in paused},
    )
    for beginning, several in found.digests.items():
        leaving.digests[beginning].extend(several)
    leaving.keys |= found.keys
    leaving.told |= found.told
    still = [one for one in lines if _paused(found, one.name.reference)]
    return leaving, Course(free, still, {})


def _paused(found: Known, reference: str | None) -> bool:
    return EVERYTHING in found.pauses or reference in found.pauses


def _held(found: Known) -> Iterator[Line]:
    return (one for one in found.lines if one.status == "held")


def _kept_back(one: Expected, status: Status, why: Words | None) -> Expected:
    """What would leave, as it is called while it does not."""
    return replace(one, status=status, why=why) if one.leaves else one


def _since(pauses: Mapping[str, Pause], one: Expected) -> Words:
    pause = next(pauses[what] for what in (EVERYTHING, *one.references) if what in pauses)
    en = f"about {pause.what}" if pause.what else "of the office"
    fr = f"relatifs à {pause.what}" if pause.what else "du Secrétariat"
    since = pause.since.astimezone(ZoneInfo(ZONE))
    return Words(
        f"The letters {en} are paused since {said(since)} by {pause.by}: {pause.why}",
        f"Les courriers {fr} sont suspendus depuis le {said(since, 'fr')} par {pause.by} : "
        f"{pause.why}",
    )


def _held_reminders(found: Known, held: Course) -> Iterator[Expected]:
    reasons = {str(one.name): one.reason for one in _held(found)}
    for one in held.expected:
        if one.items:
            yield _kept_back(one, "held", reasons[one.items[0].key])


def _held_letters(found: Known, now: datetime) -> Iterator[Expected]:
    """Letters that wait for a person leave when they are released: today at the earliest."""
    for key, held in found.held.items():
        stands = found.letters[key].stands
        since = held.since.astimezone(ZoneInfo(ZONE))
        by = {"en": " and ".join(held.released_by), "fr": " et ".join(held.released_by)}
        why = Words(
            f"It is held since {said(since)}; released by {by['en'] or 'nobody'}.",
            f"Elle est retenue depuis le {said(since, 'fr')} ; validée par "
            f"{by['fr'] or 'personne'}.",
        )
        persons, missing = found.world.recipients(stands, now)
        if missing is not None:
            why = Words(f"{why.en} {missing.en}", f"{why.fr} {missing.fr}")
        for person in persons or (nobody(stands.role or "contact"),):
            yield found.world.step(stands, person, now, "held", why)


def _order(one: Expected) -> tuple[datetime, str, str, str, str]:
    key = one.items[0].key if one.items else ""
    return one.at, one.person.address, one.template, one.letter, key
