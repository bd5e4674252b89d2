"""The calendar of an account as a file: what it sees at that moment, and nothing else."""

from datetime import datetime, timedelta
from typing import Final

from engine.dossier import Dossier
from engine.runtime import feed_rows
from engine.runtime.accounts import Account, actor_of
from engine.runtime.database import Link
from engine.runtime.office import Office
from engine.words import Words
from notifications.icalendar_file import icalendar_file
from portal.access.sight import whole
from portal.settings import Settings
from portal.state_pages.dated import Calendar, dated

MOST: Final = 500
"""Dossiers with a date, and dossiers that moved lately, that one calendar tells of."""

LATELY: Final = timedelta(days=90)
"""How long a date that passed, or no longer holds, stays in the calendar."""

_NAME: Final = Words("2003 Convention, my dossiers", "Convention de 2003, mes dossiers")


def feed_file(
    connection: Link, office: Office, settings: Settings, mine: Account, what: str
) -> bytes:
    """An event for each date; alike as long as nothing has changed. `what` is a cycle, or empty."""
    now, sight = office.clock(), whole(actor_of(mine))
    cycle = int(what) if what else None
    since = now - LATELY
    known = feed_rows.with_a_date(connection, sight, cycle, since, MOST)
    moved = feed_rows.moved_since(connection, sight, cycle, since, MOST)
    entries = feed_rows.entries_of(connection, [one.reference for one in moved])
    number, stored_at = feed_rows.laws(connection)
    pages = settings.public_address.rstrip("/")
    on = Calendar(office.book.law, number, mine.language, settings.mail_domain, pages)
    both = {one.reference: one for one in (*known, *moved)}
    dates = [
        event
        for reference, one in sorted(both.items())
        for event in dated(on, one, entries.get(reference, ()))
    ]
    latest = _latest(stored_at, moved, entries) or since
    return icalendar_file(dates, "dates of dossiers", latest, name=_NAME.spoken(mine.language))


def _latest(
    stored_at: datetime | None, moved: list[Dossier], entries: feed_rows.Entries
) -> datetime | None:
    """The instant at which something last changed of what the file tells."""
    moves = (entries[one.reference][-1].at for one in moved)
    instants = [datetime.fromisoformat(at) for at in moves]
    return max([*instants, *([stored_at] if stored_at else [])], default=None)
