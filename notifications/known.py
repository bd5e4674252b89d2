"""What stands when a forecast is made, read at one instant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from engine.calendar import at_local
from engine.dossier import Dossier
from engine.runtime import correspondents, ledger, reading
from engine.runtime.awaited import keys_about, letters_ahead, lines_ahead, standing_since
from engine.runtime.correspondents import Book
from engine.runtime.database import Database, Link
from engine.runtime.held_letters import Held, held_letters
from engine.runtime.ledger import Line, Name
from engine.runtime.pauses import Pause, pauses
from engine.runtime.posted import Standing
from engine.runtime.preferences import asked_for
from engine.runtime.queries import looking
from engine.runtime.suspended import suspended
from notifications.course import Letter, begins
from notifications.foresight import Foresight
from notifications.recipients import Addresses
from notifications.reminded import Reminded
from notifications.reminders.quiet import Preferences
from notifications.shared_out import Asking
from notifications.surroundings import Surroundings
from notifications.together import DIGEST, ZONE
from notifications.world import World


@dataclass(frozen=True, slots=True)
class Known:
    """The world; the reminders and letters that have not left; what is held and what is paused, by
    what; the messages of each person's days, by how their keys begin; the keys in use; and which
    reminders a letter tells already, with its address."""

    world: World
    lines: tuple[Line, ...]
    letters: Mapping[str, Letter]
    held: Mapping[str, Held]
    pauses: Mapping[str, Pause]
    digests: Mapping[str, tuple[Standing, ...]]
    keys: frozenset[str]
    told: Set[tuple[Name, str]]


def known(
    database: Database, foresight: Foresight, addresses: Addresses, now: datetime, until: datetime
) -> Known:
    """What stands now, with the reminders that are due until that instant."""
    came_back = suspended(database)
    with looking(database) as connection:
        lines, waiting = lines_ahead(connection, until), letters_ahead(connection)
        told = ledger.told_in(connection, [one.key for one in waiting if one.address])
        about = {line.name.reference for some in (lines, *told.values()) for line in some}
        dossiers, book = reading.dossiers(connection, about), correspondents.book(connection)
        stopped = {one.what: one for one in pauses(connection)}
        letters = {one.key: Letter(one, tuple(told.get(one.key, ()))) for one in waiting}
        everybody = _everybody(dossiers.values(), book, addresses, letters.values())
        asked = asked_for(connection, everybody)
        about |= {one.reference for one in waiting if one.reference}
        asking = Asking(foresight, dossiers, book, addresses, frozenset(came_back))
        around = Surroundings(
            now=now, book=book, addresses=addresses, silent=asking.silent, wording={},
            paragraphs={}, told={}, dossiers=dossiers, paused=frozenset(stopped),
            wishes=asked,
        )  # fmt: skip
        wishes = {address: Preferences(one.muted, one.snoozed) for address, one in asked.items()}
        return Known(
            World(asking, wishes, Reminded(foresight, lambda _: {}), around, came_back),
            tuple(lines),
            letters,
            {one.key: one for one in held_letters(connection)},
            stopped,
            _digests(connection, now),
            frozenset(keys_about(connection, about) | set(letters)),
            ledger.told_to(connection, about),
        )


def _everybody(
    dossiers: Iterable[Dossier], book: Book, addresses: Addresses, letters: Iterable[Letter]
) -> set[str]:
    """The addresses of all whom a reminder may go to."""
    contacts = (one.text("contact") for one in dossiers)
    written = (one.stands.address for one in letters if one.stands.address)
    return {*contacts, *book.people, *written, addresses.office, addresses.evaluation_body}


def _digests(connection: Link, now: datetime) -> Mapping[str, tuple[Standing, ...]]:
    """Those of today and of later days, whatever became of them, by how their keys begin."""
    today = at_local(now.astimezone(ZoneInfo(ZONE)).date(), time(0), ZONE)
    found = defaultdict(list)
    for one in standing_since(connection, DIGEST, today):
        found[begins(one.key)].append(one)
    return {beginning: tuple(several) for beginning, several in found.items()}
