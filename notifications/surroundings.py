"""What letters that leave together need to know, read at one instant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.dossier import Dossier
from engine.runtime import correspondents, ledger, reading, wordings
from engine.runtime.correspondents import Book
from engine.runtime.database import Database
from engine.runtime.ledger import Line
from engine.runtime.outbox import Promise
from engine.runtime.paragraphs import paragraph_of
from engine.runtime.pauses import pauses
from engine.runtime.posted import copied
from engine.runtime.preferences import Asked, asked_for
from engine.runtime.queries import looking
from engine.runtime.suspended import suspended
from notifications.letters import Wording
from notifications.people import Person, people
from notifications.recipients import Addresses


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Who is who on the day; addresses in small letters to which no letter goes; the office's own
    wording; by the key of a letter its paragraph, and the reminders it tells; their dossiers, and
    those of them that are paused; what recipients of reminders asked for, by address; the letters
    that others got with these before."""

    now: datetime
    book: Book
    addresses: Addresses
    silent: Collection[str]
    wording: Wording
    paragraphs: Mapping[str, str]
    told: Mapping[str, Sequence[Line]]
    dossiers: Mapping[str, Dossier]
    paused: Collection[str]
    wishes: Mapping[str, Asked]
    copied: Collection[str] = frozenset()

    @property
    def today(self) -> date:
        """The day in Paris."""
        return self.now.astimezone(ZoneInfo("Europe/Paris")).date()

    def people(self, kind: str, dossier: Dossier) -> tuple[Person, ...]:
        """Who the recipients of that kind are today."""
        asked = (kind, dossier, self.book, self.addresses, self.today, self.silent)
        return people(*asked).persons


def surroundings(
    database: Database, promises: Collection[Promise], addresses: Addresses, now: datetime
) -> Surroundings:
    """What these letters need to know."""
    silent = frozenset(suspended(database))
    reminding = {one.key: one.address for one in promises if one.address and not one.number}
    with looking(database) as connection:
        told = ledger.told_in(connection, reminding) if reminding else {}
        references = {line.name.reference for lines in told.values() for line in lines}
        return Surroundings(
            now=now,
            book=correspondents.book(connection),
            addresses=addresses,
            silent=silent,
            wording=wordings.in_force(connection),
            paragraphs=paragraph_of(connection, [one.key for one in promises]),
            told=told,
            dossiers=reading.dossiers(connection, references) if references else {},
            paused=frozenset(one.what for one in pauses(connection)),
            copied=copied(
                connection,
                {one.key: one.reference for one in promises if one.reference and not one.address},
            ),
            wishes=asked_for(connection, reminding.values()),
        )
