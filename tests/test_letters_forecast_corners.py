"""The forecast of what stands in the outbox already, and changed around it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select

from engine.runtime.absences import away
from engine.runtime.correspondents import Absence
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.held_reminders import hold_reminder, let_go_on
from engine.runtime.office import Office
from engine.runtime.pauses import pause
from engine.runtime.preferences import mute, put_off
from engine.runtime.tables import letter
from tests.conftest import ToldClock
from tests.foretelling import deliver, expected_to_leave, foreseen, incomplete, really_left, report
from tests.moves import GHANA, OFFICER, opened, taken
from tests.on_record import BY, done
from tests.test_letters_forecast import NINE, ONE, OSEI, TWO, correspondent
from tests.test_relay import Post, relay


@pytest.fixture
def put_off_letter(office: Office, clock: ToldClock) -> Office:
    """The contact person asked to be reminded of the first dossier on 23 September: the message
    stands in the outbox. The other dossier has its next reminder on that day."""
    incomplete(office, clock, ONE)
    incomplete(office, clock, TWO)
    deliver(office)
    clock.at = datetime(2027, 8, 31, 8, tzinfo=UTC)
    deliver(office)
    done(office.database, put_off, OSEI, ONE, date(2027, 9, 23), BY, clock.at)
    clock.at = NINE
    deliver(office)
    clock.later(days=5)
    return office


def gave_back(office: Office, address: str) -> None:
    with office.database.begin() as connection:
        key = connection.scalars(select(letter.c.key)).first()
        values = {"address": address, "since": office.clock(), "why": "550", "letter": key}
        connection.execute(insert(suspended_address).values(values))


def kept_back(office: Office, days: int = 3) -> list[tuple[str, str, str]]:
    return [
        (one.status, one.person.address, one.template)
        for one in foreseen(office, days)
        if not one.leaves
    ]


def comes_true(office: Office, clock: ToldClock, days: int = 8) -> bool:
    forecast = expected_to_leave(foreseen(office, days))
    return really_left(office, clock, days) == forecast


def test_a_message_of_a_paused_dossier_leaves_without_it_once_another_reminder_joins_it(
    put_off_letter: Office, clock: ToldClock
):
    pause(put_off_letter.database, ONE, "A check", BY, clock.at)
    assert kept_back(put_off_letter)[0] == ("paused", OSEI, "digest")
    assert comes_true(put_off_letter, clock)


def test_whoever_mutes_reminders_gets_none_that_stands_either(
    put_off_letter: Office, clock: ToldClock
):
    done(put_off_letter.database, mute, OSEI, "", BY, clock.at)
    assert kept_back(put_off_letter) == [("muted", OSEI, "digest"), ("muted", OSEI, "digest")]
    assert comes_true(put_off_letter, clock)


def test_what_was_answered_meanwhile_is_told_to_nobody(put_off_letter: Office, clock: ToldClock):
    taken(put_off_letter, "resubmit", GHANA, ONE)
    assert kept_back(put_off_letter) == []
    assert comes_true(put_off_letter, clock)


def test_a_message_to_an_address_that_gave_letters_back_does_not_leave(
    put_off_letter: Office, clock: ToldClock
):
    taken(put_off_letter, "resubmit", GHANA, ONE)
    deliver(put_off_letter)
    gave_back(put_off_letter, OSEI)
    first = next(one for one in foreseen(put_off_letter, 3) if one.status == "suspended")
    assert (first.person.address, first.template) == (OSEI, "digest")
    assert comes_true(put_off_letter, clock)


def test_what_a_deputy_put_off_is_told_to_whoever_is_back_by_then(office: Office, clock: ToldClock):
    incomplete(office, clock, ONE)
    deliver(office)
    clock.at = datetime(2027, 9, 14, 12, tzinfo=UTC)
    dele, spare = correspondent(office, "Dele", "delegation", "Ghana"), "spare@example.org"
    correspondent(office, "Spare", "")
    absence = Absence(date(2027, 9, 14), date(2027, 9, 20), spare)
    done(office.database, away, dele, absence, BY, clock.at)
    done(office.database, put_off, spare, ONE, date(2027, 9, 22), BY, clock.at)
    clock.at = NINE
    deliver(office)
    (again,) = [one for one in foreseen(office, 6) if one.person.address == dele]
    assert (again.status, again.at) == ("goes", datetime(2027, 9, 22, 7, tzinfo=UTC))
    assert spare not in {one.person.address for one in foreseen(office, 6)}
    assert comes_true(office, clock)


def test_a_letter_that_nobody_is_left_for_is_told_to_the_office(office: Office, clock: ToldClock):
    opened(office, ONE)
    taken(office, "submit", GHANA, ONE)
    gave_back(office, OSEI)
    assert kept_back(office) == [("nobody", "", "submission_received")]
    assert [one.template for one in foreseen(office, 0) if one.leaves] == ["nobody_left"]


def test_a_letter_that_could_not_be_sent_is_forecast_once_to_each(office: Office, clock: ToldClock):
    dele = correspondent(office, "Dele", "delegation", "Ghana")
    opened(office, ONE)
    taken(office, "submit", GHANA, ONE)
    relay(office, Post(OSError("busy"), OSError("busy"))).send_due()
    assert sorted(one.person.address for one in foreseen(office, 0)) == [dele, OSEI]
    gave_back(office, dele)
    assert kept_back(office) == [("suspended", dele, "submission_received")]


def test_a_held_letter_without_a_recipient_says_so(office: Office, clock: ToldClock):
    incomplete(office, clock, ONE)
    deliver(office)
    clock.at = datetime(2027, 10, 1, 9, tzinfo=UTC)
    deliver(office)
    taken(office, "return_incomplete", OFFICER, ONE)
    gave_back(office, OSEI)
    (held,) = [one for one in foreseen(office, 0) if one.status == "held"]
    assert (held.template, held.person.address) == ("returned", "")
    assert held.why is not None
    assert "gave letters back" in held.why.en


def test_a_held_reminder_that_nobody_would_get_is_for_nobody(office: Office, clock: ToldClock):
    incomplete(office, clock, ONE)
    deliver(office)
    clock.at = datetime(2027, 9, 14, 12, tzinfo=UTC)
    deliver(office)
    key = f"completion:{ONE}:delegation:2027-09-30-14d"
    hold_reminder(office.database, key, "A check", BY, clock.at)
    assert [one.status for one in foreseen(office, 2) if one.items[0].key == key] == ["nobody"]
    assert comes_true(office, clock)


def test_a_notice_that_its_reader_has_already_as_somebody_else_does_not_go_again(
    office: Office, clock: ToldClock
):
    dele = correspondent(office, "Dele", "delegation", "Ghana")
    due = report(office, 1570, 2028, contact=dele)
    key = f"usl_report_notice:{due}:delegation:2028-12-15-12m"
    hold_reminder(office.database, key, "A check", BY, clock.at)
    clock.at = datetime(2027, 12, 15, 9, tzinfo=UTC)
    deliver(office)
    let_go_on(office.database, key, BY, clock.at)
    assert expected_to_leave(foreseen(office, 1)) == []
    assert comes_true(office, clock, 1)


def test_where_even_the_office_gives_letters_back_nobody_is_told(office: Office):
    opened(office, ONE)
    taken(office, "submit", GHANA, ONE)
    for address in (OSEI, "office@example.org"):
        gave_back(office, address)
    assert kept_back(office) == [
        ("nobody", "", "nobody_left"),
        ("nobody", "", "submission_received"),
    ]


def test_what_does_not_press_waits_a_day_where_a_message_of_the_day_has_left(
    office: Office, clock: ToldClock
):
    incomplete(office, clock, ONE)
    deliver(office)
    clock.at = datetime(2027, 8, 30, 12, tzinfo=UTC)
    done(office.database, put_off, OSEI, ONE, date(2027, 9, 16), BY, clock.at)
    found = [(one.status, one.at) for one in foreseen(office, 18) if one.leaves]
    assert found == [
        ("goes", datetime(2027, 9, 16, 7, tzinfo=UTC)),
    ]
    assert comes_true(office, clock, 18)


def test_what_is_put_off_to_one_day_is_one_message_however_it_fell_due(
    office: Office, clock: ToldClock
):
    incomplete(office, clock, ONE)
    due = report(office, 1570, 2027, contact=OSEI)
    deliver(office)
    clock.at = datetime(2027, 9, 14, 12, tzinfo=UTC)
    deliver(office)
    for reference in (ONE, due):
        done(office.database, put_off, OSEI, reference, date(2027, 9, 22), BY, clock.at)
    (one,) = foreseen(office, 8)
    assert (one.status, one.merged, one.references) == ("put off", 2, (ONE, due))
    assert comes_true(office, clock)
