"""Offices whose reminders fall due: dossiers that wait, a worker that comes by, what it left."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from engine.runtime.ledger import Line, let_go, line
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.reminder_tables import reminder
from engine.runtime.tables import letter
from engine.words import Words
from notifications.due import Reminding
from notifications.recipients import Addresses
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.moves import CHIEF, GHANA, OFFICER, made, opened, posted, taken
from tests.test_relay import RL, Post, relay

OTHER = "RL-2028-0002"
REPORT = "USL-REPORT-2028-01570"
ADDRESSES = Addresses("office@example.org", "body@example.org")


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """An instant on the clocks of UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


IN_JUNE = at(2027, 6, 1)


def checking(office: Office, clock: ToldClock, reference: str = RL, **more: Any) -> None:
    """A nomination of 2028 in the check."""
    clock.at = at(2027, 3, 1)
    opened(office, reference, **more)
    taken(office, "submit", GHANA, reference)
    taken(office, "register", OFFICER, reference, file_no=f"02{reference[-3:]}")
    taken(office, "include", CHIEF, reference, place="inside")
    taken(office, "start_check", OFFICER, reference)


def incomplete(
    office: Office,
    clock: ToldClock,
    reference: str = RL,
    left: datetime = IN_JUNE,
    **more: Any,
) -> None:
    """A nomination whose State was asked for what is missing by a letter of that instant; in June:
    by 30 September."""
    checking(office, clock, reference, **more)
    clock.at = at(2027, 6, 1)
    taken(office, "request_completion", OFFICER, reference, missing="The signature.")
    clock.at = left
    posted(office, reference)
    relay(office, Post()).send_due()


def awaited(office: Office, clock: ToldClock, **more: Any) -> None:
    """A report that was entered in good time and is due on 15 December 2028."""
    clock.at = at(2027, 6, 1)
    known = {
        "title": "Coaxing ritual for camels", "states": ["Ghana"], "element": "01570",
        "inscribed_in": 2024, "due_in": 2028, "contact": "osei@example.org", **more,
    }  # fmt: skip
    made(office, Move(REPORT, "open", OFFICER, known, opens="usl_report"))


def lines(office: Office, rule: str = "completion", reference: str = RL) -> dict[str, Line]:
    """The lines of a rule, by kind of recipient and offset; of days that were moved, the day."""
    named = (reminder.c.rule == rule, reminder.c.reference == reference)
    with looking(office.database) as connection:
        kept = [
            line(row[:10])
            for row in connection.execute(
                select(
                    reminder.c.reference, reminder.c.rule, reminder.c.recipient,
                    reminder.c.occurrence, reminder.c.due_at, reminder.c.status,
                    reminder.c.planned_at, reminder.c.reason_en, reminder.c.reason_fr,
                    reminder.c.resumes,
                ).where(*named)
            )
        ]  # fmt: skip
    return {f"{one.name.recipient} {one.name.occurrence}": one for one in kept}


def standing(office: Office, rule: str = "completion", reference: str = RL) -> dict[str, list[str]]:
    """The reminders of a rule by where they stand."""
    found: dict[str, list[str]] = {}
    for name, one in sorted(lines(office, rule, reference).items()):
        found.setdefault(one.status, []).append(name)
    return found


def reason(office: Office, name: str, rule: str = "completion", reference: str = RL) -> Words:
    """Why one stands where it does, which is said."""
    found = lines(office, rule, reference)[name].reason
    assert found is not None
    return found


def hand_over(office: Office) -> int:
    """A worker hands over what is due; how many reminders were."""
    let_go(office.database, office.clock())
    return Reminding(office.database, foresight(office.book), ADDRESSES, office.clock).hand_over()


def delivered(office: Office) -> Post:
    """A worker hands over and sends what is due; what left."""
    hand_over(office)
    relay(office, post := Post()).send_due()
    return post


def told_to(post: Post) -> list[tuple[str, str]]:
    """To whom each letter went, and which it was: the beginning of its key."""
    return sorted((message["To"], key.partition(":")[0]) for key, message in post.letters)


def outbox(office: Office) -> Counter[tuple[str, str]]:
    """How many letters of reminders stand where, by template."""
    with looking(office.database) as connection:
        found = select(letter.c.template, letter.c.status).where(letter.c.number.is_(None))
        return Counter((row.template, row.status) for row in connection.execute(found))


def problems(office: Office) -> list[str]:
    """Why letters did not leave."""
    with looking(office.database) as connection:
        query = select(letter.c.problem).where(letter.c.problem.is_not(None))
        return sorted(connection.scalars(query.order_by(letter.c.key)).all())
