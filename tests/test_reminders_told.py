"""Reminders on their way: planned by a move in its own transaction, told by a letter when due."""

from collections import defaultdict
from datetime import UTC, date, datetime

from sqlalchemy import select

from engine.decide import Refused
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.reminder_tables import reminder
from engine.runtime.replan import plan_again
from engine.runtime.tables import letter
from notifications.due import Reminding
from notifications.recipients import Addresses
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.moves import CHIEF, GHANA, OFFICER, opened, posted, taken
from tests.test_relay import RL, Post, relay

SEPTEMBER = datetime(2027, 9, 16, 8, tzinfo=UTC)
"""An hour after the reminders of fourteen days before 30 September."""


def incomplete(office: Office, clock: ToldClock, reference: str = RL) -> None:
    """A dossier of 2028 whose State was asked in June 2027 for what is missing."""
    clock.at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    opened(office, reference)
    taken(office, "submit", GHANA, reference)
    taken(office, "register", OFFICER, reference, file_no=f"02{reference[-3:]}")
    taken(office, "include", CHIEF, reference, place="inside")
    taken(office, "start_check", OFFICER, reference)
    clock.at = datetime(2027, 6, 1, 12, tzinfo=UTC)
    taken(office, "request_completion", OFFICER, reference, missing="The signature.")
    posted(office, reference)


def delivered(office: Office) -> Post:
    """All that is due, handed over and sent; who got what."""
    addresses = Addresses("office@example.org", "body@example.org")
    Reminding(office.database, foresight(office.book), addresses, office.clock).hand_over()
    relay(office, post := Post()).send_due()
    return post


def standing(office: Office, rule: str = "completion") -> dict[str, list[str]]:
    """The reminders of a rule by where they stand."""
    found: dict[str, list[str]] = defaultdict(list)
    with office.database.connect() as connection:
        for row in connection.execute(select(reminder).where(reminder.c.rule == rule)):
            found[row.status].append(f"{row.recipient} {row.occurrence}")
    return {status: sorted(names) for status, names in found.items()}


def reasons(office: Office, status: str) -> set[tuple[str, str]]:
    """Why reminders stand there, in both languages."""
    query = select(reminder.c.reason_en, reminder.c.reason_fr).where(reminder.c.status == status)
    with office.database.connect() as connection:
        return {(en, fr) for en, fr in connection.execute(query)}


LADDER = [
    "contact 2027-09-30-14d", "contact 2027-09-30-1d", "contact 2027-09-30-30d",
    "contact 2027-09-30-7d", "delegation 2027-09-30-14d", "delegation 2027-09-30-1d",
    "delegation 2027-09-30-30d", "delegation 2027-09-30-7d", "head 2027-09-30+7d",
    "officer 2027-09-30+1d",
]  # fmt: skip


def test_the_move_that_sends_the_letter_plans_its_reminders(office: Office, clock: ToldClock):
    incomplete(office, clock)
    assert standing(office) == {"planned": LADDER}


def test_the_move_that_answers_withdraws_them_with_a_reason(office: Office, clock: ToldClock):
    incomplete(office, clock)
    taken(office, "resubmit", GHANA)
    assert standing(office) == {"cancelled": LADDER}
    assert (
        "What this asks of RL-2028-0001 has been done already.",
        "Ce qui est demandé ici pour le dossier RL-2028-0001 a déjà été fait.",
    ) in reasons(office, "cancelled")


def test_a_move_that_is_refused_plans_nothing(office: Office, clock: ToldClock):
    incomplete(office, clock)
    before = standing(office)
    assert isinstance(office.execute(Move(RL, "resubmit", OFFICER)), Refused)
    assert standing(office) == before


def test_moves_of_one_unit_plan_what_is_asked_at_its_end(office: Office, clock: ToldClock):
    incomplete(office, clock)
    steps = [("resubmit", GHANA), ("check_again", OFFICER)]
    office.execute_together([Move(RL, trigger, actor) for trigger, actor in steps])
    assert standing(office) == {"cancelled": LADDER}
    assert (
        "RL-2028-0001 has moved on, and this is no longer asked of it.",
        "Le dossier RL-2028-0001 a poursuivi son parcours ; ce rappel n'a plus lieu d'être.",
    ) in reasons(office, "cancelled")


def test_planning_again_changes_nothing(office: Office, clock: ToldClock):
    incomplete(office, clock)
    assert plan_again(office) == 0
    taken(office, "resubmit", GHANA)
    assert plan_again(office) == 0


def test_dossiers_that_moved_before_there_were_plans_are_planned_on_waking(
    office: Office, clock: ToldClock
):
    before = Office(office.database, office.book, clock)
    incomplete(before, clock)
    assert (standing(office), plan_again(before)) == ({}, 0)
    assert plan_again(office) == len(LADDER)
    assert standing(office) == {"planned": LADDER}


def test_the_newest_that_is_due_reaches_the_contact_person_and_the_older_one_says_why_not(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    delivered(office)
    clock.at = SEPTEMBER
    ((key, message),) = delivered(office).letters
    assert (key.rpartition(":")[2], message["To"]) == ("2027-09-16", "osei@example.org")
    assert message["Subject"] == "File 02001: missing information due by 30 September 2027"
    assert "that is, in 14 days." in text_of(message)
    assert standing(office)["handed"] == ["contact 2027-09-30-14d"]
    assert standing(office)["skipped"] == [
        "contact 2027-09-30-30d", "delegation 2027-09-30-14d", "delegation 2027-09-30-30d",
    ]  # fmt: skip
    assert {en for en, _ in reasons(office, "skipped")} >= {
        "A newer one of the same series goes in its place: that of 14 days before "
        "30 September 2027.",
        "Nobody is on record for the Permanent Delegation (Ghana).",
    }
    assert delivered(office).letters == []


def test_many_reminders_to_one_person_are_one_message_a_day(office: Office, clock: ToldClock):
    for number in range(1, 4):
        incomplete(office, clock, f"RL-2028-{number:04}")
    delivered(office)
    clock.at = SEPTEMBER
    ((_, message),) = delivered(office).letters
    assert message["Subject"] == (
        "3 reminders; first: File 02001, missing information due by 30 September 2027 (in 14 days)"
    )
    text = text_of(message)
    assert [f"0200{number}" in text for number in range(1, 5)] == [True, True, True, False]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_was_answered_after_it_was_handed_over_does_not_leave(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    delivered(office)
    clock.at = SEPTEMBER
    addresses = Addresses("office@example.org", "body@example.org")
    Reminding(office.database, foresight(office.book), addresses, clock).hand_over()
    taken(office, "resubmit", GHANA)
    relay(office, post := Post()).send_due()
    assert [key.split(":")[1] for key in post.keys] == ["completion_received"]
    with office.database.connect() as connection:
        query = select(letter.c.status, letter.c.problem).where(letter.c.template == "digest")
        assert connection.execute(query).all() == [
            ("cancelled", "What this asks of RL-2028-0001 has been done already.")
        ]


def test_after_the_deadline_the_office_is_told_and_the_state_is_not(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    delivered(office)
    clock.at = datetime(2027, 10, 1, 8, tzinfo=UTC)
    ((_, message),) = delivered(office).letters
    assert message["To"] == "office@example.org"
    assert date(2027, 9, 30) < clock.at.date()
