"""The forecast: who will get what when, merged how, and what is kept back, before it happens."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select

from engine.runtime.absences import away
from engine.runtime.correspondents import Absence, Correspondent
from engine.runtime.correspondents import Post as Appointed
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.entering import enter
from engine.runtime.held_reminders import hold_reminder
from engine.runtime.office import Office
from engine.runtime.pauses import pause
from engine.runtime.posts import appoint
from engine.runtime.preferences import mute, put_off
from engine.runtime.reminder_tables import reminder
from engine.runtime.tables import letter
from notifications.expected import Expected
from tests.conftest import ToldClock
from tests.foretelling import deliver, expected_to_leave, foreseen, incomplete, really_left, report
from tests.moves import GHANA, OFFICER, opened, taken
from tests.on_record import BY, done

ONE, TWO = "RL-2028-0001", "RL-2028-0002"
OSEI = "osei@example.org"
NINE = datetime(2027, 9, 16, 7, tzinfo=UTC)
"""Nine o'clock in Paris, two weeks before the missing information is due."""


def told(one: Expected) -> list[str]:
    return [item.key for item in one.items]


@pytest.fixture
def waiting(office: Office, clock: ToldClock) -> Office:
    """Two dossiers of one contact person wait for what is missing; it is two days before the
    reminder of 16 September."""
    incomplete(office, clock, ONE)
    incomplete(office, clock, TWO)
    deliver(office)
    clock.at = datetime(2027, 8, 31, 8, tzinfo=UTC)
    deliver(office)
    clock.at = datetime(2027, 9, 14, 12, tzinfo=UTC)
    return office


def correspondent(office: Office, name: str, kind: str, concerns: str = "") -> str:
    address, now = f"{name.lower()}@example.org", office.clock()
    done(office.database, enter, Correspondent(address, name), BY, now)
    if kind:
        post = Appointed(kind, concerns, address)
        done(office.database, appoint, post, ["Ghana"], BY, now)
    return address


# --- what leaves ---------------------------------------------------------------------------------


def test_the_reminders_of_a_day_to_one_person_are_one_message(waiting: Office):
    (one,) = foreseen(waiting, 7)
    assert (one.at, one.day, one.status, one.why) == (NINE, date(2027, 9, 16), "goes", None)
    assert (one.person.address, one.person.language, one.person.role) == (OSEI, "en", "contact")
    assert (one.template, one.merged, one.references, one.letter) == ("digest", 2, (ONE, TWO), "")
    assert told(one) == [f"completion:{each}:contact:2027-09-30-14d" for each in (ONE, TWO)]
    item = one.items[0]
    assert (item.file_no, item.title, item.severity, item.nature) == (
        "02001", "Kente weaving", "important", "nudge",
    )  # fmt: skip
    assert item.deadline == (
        "30 September 2027, 23:59 (Paris time)",
        "30 septembre 2027 à 23 h 59 (heure de Paris)",
    )


def test_a_forecast_of_no_days_ends_with_the_day_in_paris(waiting: Office, clock: ToldClock):
    clock.at = datetime(2027, 9, 15, 21, 59, tzinfo=UTC)
    assert (foreseen(waiting, 0), len(foreseen(waiting, 1))) == ((), 1)
    clock.at = datetime(2027, 9, 15, 22, tzinfo=UTC)
    assert len(foreseen(waiting, 0)) == 1


@pytest.mark.parametrize("days", [-1, 401])
def test_a_forecast_looks_ahead_for_400_days_at_most(office: Office, days: int):
    with pytest.raises(ValueError, match=f"0 to 400 days ahead, not {days}"):
        foreseen(office, days)
    assert foreseen(office, 400) == foreseen(office, 0) == ()


def test_of_what_fell_due_while_nobody_sent_the_newest_of_each_ladder_is_forecast(
    waiting: Office, clock: ToldClock
):
    clock.at = datetime(2027, 9, 24, 12, tzinfo=UTC)
    (one,) = foreseen(waiting, 1)
    assert (one.at, told(one)[0]) == (clock.at, f"completion:{ONE}:contact:2027-09-30-7d")


def test_a_notice_that_is_owed_is_a_letter_of_its_own_even_to_somebody_who_wants_none(
    office: Office, clock: ToldClock
):
    due = report(office, 1570, 2028, contact=OSEI, language="fr")
    done(office.database, mute, OSEI, "", BY, clock.at)
    clock.at = datetime(2027, 12, 14, 12, tzinfo=UTC)
    (first,) = foreseen(office, 1)
    assert (first.template, first.merged, first.items[0].nature) == (
        "notice_usl_report",
        1,
        "legal",
    )
    assert (first.status, first.person.language, first.references) == ("goes", "fr", (due,))


def test_letters_of_steps_that_wait_are_forecast_with_those_who_get_a_copy(office: Office):
    correspondent(office, "Dele", "delegation", "Ghana")
    opened(office, ONE)
    taken(office, "submit", GHANA, ONE)
    found = foreseen(office, 0)
    assert [(one.person.address, one.person.role, one.template) for one in found] == [
        ("dele@example.org", "delegation", "submission_received"),
        (OSEI, "contact", "submission_received"),
    ]
    assert {(one.letter, one.items, one.merged) for one in found} == {
        (f"{ONE}:submission_received:2", (), 0)
    }


def test_whoever_is_away_has_a_deputy_who_is_named_as_such(waiting: Office, clock: ToldClock):
    dele = correspondent(waiting, "Dele", "delegation", "Ghana")
    spare = correspondent(waiting, "Spare", "")
    absence = Absence(date(2027, 9, 16), date(2027, 9, 16), spare)
    done(waiting.database, away, dele, absence, BY, clock.at)
    found = [one for one in foreseen(waiting, 10) if one.person.role == "delegation"]
    assert [(one.day.day, one.person.address, one.person.stands_for) for one in found] == [
        (16, spare, "Dele"), (23, dele, ""),
    ]  # fmt: skip


def test_a_message_that_was_put_into_the_outbox_today_takes_up_what_falls_due(
    waiting: Office, clock: ToldClock
):
    done(waiting.database, put_off, OSEI, ONE, date(2027, 9, 23), BY, clock.at)
    clock.at = NINE
    deliver(waiting)
    (later,) = foreseen(waiting, 8)
    assert (later.at, later.status) == (datetime(2027, 9, 23, 7, tzinfo=UTC), "goes")
    assert later.letter.startswith("digest:")
    clock.later(hours=1)
    forecast = expected_to_leave(foreseen(waiting, 8))
    assert really_left(waiting, clock, 8) == forecast


# --- what is kept back ---------------------------------------------------------------------------


def test_a_held_letter_says_since_when_and_who_released_it(office: Office, clock: ToldClock):
    incomplete(office, clock, ONE)
    deliver(office)
    clock.at = datetime(2027, 10, 1, 9, tzinfo=UTC)
    taken(office, "return_incomplete", OFFICER, ONE)
    clock.later(days=1)
    held = [one for one in foreseen(office, 0) if one.status == "held"]
    assert [(one.template, one.at, one.person.address) for one in held] == [
        ("returned", clock.at, OSEI)
    ]
    assert held[0].why == (
        "It is held since 1 October 2027, 11:00 (Paris time); released by nobody.",
        "Elle est retenue depuis le 1er octobre 2027 à 11 h 00 (heure de Paris) ; validée par "
        "personne.",
    )


@pytest.mark.parametrize("what", [ONE, ""])
def test_what_is_paused_is_forecast_as_it_would_go(waiting: Office, clock: ToldClock, what: str):
    pause(waiting.database, what, "The address changes", BY, clock.at)
    found = foreseen(waiting, 7)
    statuses = {one.references: one.status for one in found}
    if what:
        assert statuses == {(ONE,): "paused", (TWO,): "goes"}
    else:
        assert statuses == {(ONE, TWO): "paused"}
    why = next(one.why for one in found if one.status == "paused")
    about = f"about {ONE}" if what else "of the office"
    assert why is not None
    assert why.en == (
        f"The letters {about} are paused since 14 September 2027, 14:00 (Paris time) by {BY}: "
        "The address changes"
    )


def test_a_reminder_that_is_held_leaves_the_others_of_the_day(waiting: Office, clock: ToldClock):
    key = f"completion:{ONE}:contact:2027-09-30-14d"
    why = hold_reminder(waiting.database, key, "The Bureau meets", BY, clock.at)
    found = {one.status: one for one in foreseen(waiting, 7) if one.items}
    held, goes = found["held"], found["goes"]
    assert (held.status, told(held), held.why) == ("held", [key], why)
    assert (goes.status, goes.references) == ("goes", (TWO,))


def test_who_muted_reminders_is_listed_as_getting_none(waiting: Office, clock: ToldClock):
    done(waiting.database, mute, OSEI, "completion", BY, clock.at)
    (one,) = foreseen(waiting, 7)
    assert (one.status, one.person.address, one.merged) == ("muted", OSEI, 2)
    assert one.why is not None
    assert one.why.en == "The recipient does not wish to receive reminders of this kind."


def test_an_address_that_gave_letters_back_gets_nothing_and_the_office_is_told(
    waiting: Office, clock: ToldClock
):
    with waiting.database.begin() as connection:
        key = connection.scalars(select(letter.c.key)).first()
        values = {"address": OSEI, "since": clock.at, "why": "550 nobody", "letter": key}
        connection.execute(insert(suspended_address).values(values))
    found = foreseen(waiting, 2)
    assert [(one.template, one.person.address, one.status) for one in found] == [
        ("nobody_left", "office@example.org", "goes"),
        ("nobody_left", "office@example.org", "goes"),
        ("digest", OSEI, "suspended"),
    ]
    assert found[2].why == (
        f"Letters to {OSEI} came back: 550 nobody", f"Les lettres à {OSEI} reviennent : 550 nobody",
    )  # fmt: skip


def test_a_reminder_that_nobody_is_there_for_is_forecast_for_nobody(
    office: Office, clock: ToldClock
):
    report(office, 1570, 2027)
    clock.at = datetime(2027, 9, 15, 7, tzinfo=UTC)
    deliver(office)
    clock.at = datetime(2027, 11, 14, 12, tzinfo=UTC)
    found = foreseen(office, 1)
    assert [(one.status, one.person.role) for one in found if not one.person.address] == [
        ("nobody", "commission"), ("nobody", "contact"), ("nobody", "delegation"),
    ]  # fmt: skip


def test_nothing_is_written_by_a_forecast(waiting: Office):
    def everything() -> list[object]:
        with waiting.database.connect() as connection:
            tables = (reminder, letter)
            return [connection.execute(select(one)).all() for one in tables]

    before = everything()
    foreseen(waiting, 60)
    assert everything() == before
