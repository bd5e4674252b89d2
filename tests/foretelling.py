"""An office with everything that a forecast has to think of, and what really left it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from engine.dossier import Actor
from engine.runtime import ledger
from engine.runtime.absences import away
from engine.runtime.correspondents import Absence, Correspondent
from engine.runtime.correspondents import Post as Appointed
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.entering import enter, leave
from engine.runtime.held_reminders import hold_reminder
from engine.runtime.letter_tables import letter_copy
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.pauses import pause
from engine.runtime.posts import appoint
from engine.runtime.preferences import mute, put_off
from engine.runtime.reminder_tables import reminder, reminder_letter
from engine.runtime.tables import letter
from engine.runtime.unacceptable import Unacceptable
from engine.words import Language
from notifications.due import Reminding
from notifications.expected import Expected
from notifications.forecast import forecast
from notifications.recipients import Addresses
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.moves import CHIEF, GHANA, OFFICER, made, opened, posted, taken
from tests.on_record import done
from tests.test_relay import Post, relay

ADDRESSES = Addresses("office@example.org", "body@example.org")
BY = "A. Lind"


class Left(NamedTuple):
    """A message that left, or is expected to: when, to whom, as which letter, telling what."""

    at: datetime
    address: str
    template: str
    reminders: tuple[str, ...]
    language: str


def deliver(office: Office) -> list[tuple[str, str]]:
    """Hand over what is due and send what waits; the keys of what left, and its language."""
    reminding = Reminding(office.database, foresight(office.book), ADDRESSES, office.clock)
    post = Post()
    reminding.hand_over()
    relay(office, post).send_due()
    while reminding.hand_over():
        relay(office, post).send_due()
    return [(key, str(message["Content-Language"])[:2]) for key, message in post.letters]


def foreseen(office: Office, days: int) -> tuple[Expected, ...]:
    """The forecast of the office as it stands."""
    book = foresight(office.book)
    return forecast(office.database, book, ADDRESSES, office.clock(), days)


def expected_to_leave(expected: Sequence[Expected]) -> list[Left]:
    """What a forecast says will leave."""
    return sorted(
        Left(
            one.at, one.person.address, one.template, tuple(sorted(i.key for i in one.items)),
            one.person.language,
        )
        for one in expected if one.leaves
    )  # fmt: skip


AWAKE = (0, 7, 8, 12, 22, 23)
"""Hours in UTC at which the worker wakes: among them midnight and 9 o'clock in Paris, in summer and
in winter."""


def really_left(office: Office, clock: ToldClock, days: int) -> list[Left]:
    """What leaves until the end of the day in Paris so many days from now."""
    start = clock.at
    last = start.astimezone(ZoneInfo("Europe/Paris")).date() + timedelta(days + 1)
    end = datetime.combine(last, time(0), ZoneInfo("Europe/Paris")).astimezone(UTC)
    languages: dict[str, str] = {}
    while clock.at < end:
        if clock.at == start or clock.at.hour in AWAKE:
            languages |= dict(deliver(office))
        clock.later(hours=1)
    told = reminder_letter.c
    with office.database.connect() as connection:
        copies = connection.execute(
            select(letter_copy.c.letter, letter_copy.c.at, letter_copy.c.address, letter.c.template)
            .join(letter, letter.c.key == letter_copy.c.letter)
            .where(letter_copy.c.at >= start)
        ).all()
        names = connection.execute(select(reminder_letter).where(told.struck_en.is_(None))).all()
    found: dict[str, list[str]] = {}
    for row in names:
        name = ledger.Name(row.reference, row.rule, row.recipient, row.occurrence)
        found.setdefault(row.letter, []).append(str(name))
    return sorted(
        Left(row.at, row.address, row.template, tuple(sorted(found.get(row.letter, ()))),
             languages[row.letter])
        for row in copies if row.letter in languages
    )  # fmt: skip


def incomplete(office: Office, clock: ToldClock, reference: str, **facts: Any) -> None:
    """A dossier of 2028 whose State was asked in June 2027 for what is missing by 30 September."""
    clock.at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    opened(office, reference, **facts)
    taken(office, "submit", GHANA, reference)
    taken(office, "register", OFFICER, reference, file_no=f"02{reference[-3:]}")
    taken(office, "include", CHIEF, reference, place="inside")
    taken(office, "start_check", OFFICER, reference)
    clock.at = datetime(2027, 6, 1, 12, tzinfo=UTC)
    taken(office, "request_completion", OFFICER, reference, missing="The signature.")
    posted(office, reference)


def report(office: Office, number: int, due: int, **facts: Any) -> str:
    """A report on an element that is due on 15 December of that year; its reference."""
    reference = f"USL-REPORT-{due}-{number:05}"
    element: dict[str, Any] = {"element": f"{number:05}", "inscribed_in": due - 4, "due_in": due}
    known: dict[str, Any] = {"title": "Coaxing", "states": ["Ghana"], **element, **facts}
    contact: dict[str, Any] = {
        name: known.pop(name) for name in ("contact", "language") if name in known
    }
    made(office, Move(reference, "open", OFFICER, known, opens="usl_report"))
    if "contact" in contact:
        state = Actor("N. Osei", "state_party", frozenset(known["states"]))
        made(office, Move(reference, "name_contact", state, contact))
    return reference


# --- at random -----------------------------------------------------------------------------------

STATES = ("Ghana", "Togo", "Benin")
NAMES = ("dele", "togo", "ngo", "com", "lind", "roy", "haddad", "spare", "osei")
CONTACTS = ("osei@example.org", "Osei@Example.org", "mensah@example.org", "dele@example.org")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An office drawn at random: the references of its dossiers, and where chance goes on."""

    references: tuple[str, ...]
    chance: Random


def populated(office: Office, clock: ToldClock, chance: Random) -> Drawn:
    """Dossiers, people, absences and wishes; some letters have left, and the clock stands somewhere
    in the autumn of 2027."""
    references = [f"RL-2028-{number:04}" for number in range(1, chance.randint(2, 5))]
    for reference in references:
        incomplete(office, clock, reference, **_facts(chance))
    for number in range(1, chance.randint(2, 5)):
        facts = _facts(chance)
        if chance.random() < 0.3:
            del facts["contact"]
        references.append(report(office, number, chance.choice((2027, 2028)), **facts))
    _people(office, clock, chance)
    if chance.random() < 0.8:
        deliver(office)
    clock.at = datetime(2027, 9, 1, chance.randrange(24), tzinfo=UTC) + timedelta(
        days=chance.randint(0, 110)
    )
    drawn = Drawn(tuple(references), chance)
    for _ in range(chance.randint(0, 6)):
        wish(office, clock, drawn)
        if chance.random() < 0.5:
            deliver(office)
        clock.later(hours=chance.choice((0, 1, 5)))
    if chance.random() < 0.5:
        opened(office, "RL-2029-0001", cycle=2029, **_facts(chance))
        taken(office, "submit", GHANA, "RL-2029-0001")
    return drawn


def _facts(chance: Random) -> dict[str, Any]:
    others = [state for state in STATES[1:] if chance.random() < 0.4]
    return {
        "states": ["Ghana", *others],
        "contact": chance.choice(CONTACTS),
        "language": chance.choice(("en", "fr")),
    }


def _people(office: Office, clock: ToldClock, chance: Random) -> None:
    now, database = clock.at, office.database
    known = [name for name in NAMES if chance.random() < 0.8]
    for name in known:
        language: Language = "fr" if chance.random() < 0.5 else "en"
        both = chance.random() < 0.2
        person = Correspondent(f"{name}@example.org", name.title(), language, both)
        done(database, enter, person, BY, now)
    for name in known:
        kind = chance.choice(("delegation", "delegation", "commission", "officer", "head"))
        concerns = chance.choice(STATES) if kind in ("delegation", "commission") else ""
        done(database, appoint, Appointed(kind, concerns, f"{name}@example.org"), STATES, BY, now)


def wish(office: Office, clock: ToldClock, drawn: Drawn) -> None:
    """Somebody wants something, is away, has left, or gave letters back; or something is paused."""
    chance, database, now = drawn.chance, office.database, clock.at
    reference = chance.choice(drawn.references)
    address = f"{chance.choice((*NAMES, 'mensah', 'osei'))}@example.org"
    today = now.astimezone(ZoneInfo("Europe/Paris")).date()
    try:
        match chance.randrange(9):
            case 0:
                rule = chance.choice(("", "completion", "usl_report"))
                done(database, mute, address, rule, BY, now)
            case 1 | 2:
                until = today + timedelta(chance.randint(1, 40))
                done(database, put_off, address, reference, until, BY, now)
            case 3 | 4:
                done(database, away, address, _absence(chance, today), BY, now)
            case 5:
                done(database, leave, address, BY, now)
            case 6:
                pause(database, chance.choice((reference, reference, "")), "A check", BY, now)
            case 7:
                _hold_one(office, clock, reference)
            case _:
                _came_back(office, address, now)
    except Unacceptable:
        return


def _absence(chance: Random, today: date) -> Absence:
    first = today + timedelta(chance.randint(-3, 30))
    return Absence(first, first + timedelta(chance.randint(0, 20)),
                   f"{chance.choice(NAMES)}@example.org")  # fmt: skip


def _hold_one(office: Office, clock: ToldClock, reference: str) -> None:
    with office.database.connect() as connection:
        planned = reminder.c.status == "planned"
        mine = select(reminder).where(planned, reminder.c.reference == reference)
        row = connection.execute(mine.order_by(reminder.c.due_at)).first()
    if row is not None:
        name = ledger.Name(row.reference, row.rule, row.recipient, row.occurrence)
        hold_reminder(office.database, str(name), "Wait for the Bureau", BY, clock.at)


def _came_back(office: Office, address: str, now: datetime) -> None:
    with office.database.begin() as connection:
        key = connection.scalars(select(letter.c.key)).first()
        gone = suspended_address.c.address
        if key and not connection.scalar(select(gone).where(gone == address)):
            values = {"address": address, "since": now, "why": "550 no such person", "letter": key}
            connection.execute(insert(suspended_address).values(values))
