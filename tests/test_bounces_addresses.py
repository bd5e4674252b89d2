"""Which address is suspended when a letter comes back, and who is told."""

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from engine.runtime.correspondents import Correspondent
from engine.runtime.correspondents import Post as Appointed
from engine.runtime.entering import enter
from engine.runtime.letter_tables import letter_copy
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.suspended import suspended
from engine.runtime.tables import letter
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.on_record import BY, done
from tests.test_bounces import BLOCK, report, returns, sent
from tests.test_relay import RECEIVED, RL, Post, relay, row, submitted


@pytest.mark.parametrize("asked", ["", "trial@example.org"])
def test_in_a_trial_the_address_of_a_state_is_never_suspended(office: Office, asked: str):
    submitted(office)
    relay(office, Post(), redirect="trial@example.org").send_due()
    (told,) = returns(office, asked).read(report())
    assert (told.what, told.suspended, suspended(office.database)) == ("failed", None, {})
    assert row(office, RECEIVED).status == "failed"


def test_a_letter_that_went_to_the_state_before_a_trial_began_suspends_its_address(office: Office):
    sent(office)
    (told,) = returns(office, "trial@example.org").read(report())
    assert told.suspended == "osei@example.org"


@pytest.mark.parametrize("spelled", ["office@example.org", "Office@Example.org"])
def test_the_office_is_never_suspended(office: Office, spelled: str):
    sent(office, contact=spelled)
    (told,) = returns(office).read(report())
    assert (told.what, told.suspended, suspended(office.database)) == ("failed", None, {})
    assert row(office, RECEIVED).status == "failed"


def test_the_address_that_is_suspended_is_the_one_the_letter_was_written_to(office: Office):
    sent(office)
    with office.database.begin() as connection:
        connection.execute(update(letter).values(facts={"contact": "mensah@example.org"}))
    (told,) = returns(office).read(report())
    assert (told.what, told.suspended) == ("failed", "osei@example.org")


def test_of_letters_under_one_name_the_one_to_that_recipient_is_meant(office: Office):
    sent(office)
    with office.database.begin() as connection:
        again = {"went_to": "mensah@example.org", "address": "mensah@example.org"}
        first = connection.execute(select(letter_copy)).one()._asdict()
        connection.execute(insert(letter_copy).values({**first, **again, "number": 9}))
    (told,) = returns(office).read(report())
    assert told.suspended == "osei@example.org"
    blocks = BLOCK.format(action="failed").replace("osei@", "relay-of-osei@")
    assert returns(office).read(report(blocks=blocks))[0].letter == RECEIVED


def test_the_officer_in_charge_is_told_that_an_address_gives_letters_back(
    office: Office, clock: ToldClock
):
    sent(office)
    done(office.database, enter, Correspondent("lind@example.org", "A. Lind"), BY, clock.at)
    done(office.database, appoint, Appointed("officer", RL, "lind@example.org"), (), BY, clock.at)
    returns(office).read(report())
    relay(office, post := Post()).send_due()
    ((key, message),) = post.letters
    assert (message["To"], row(office, key).reference) == ("lind@example.org", RL)
    assert f"Letter: {RECEIVED}\n" in text_of(message)


# --- letters of which no copy was kept ------------------------------------------------------------


def sent_before(office: Office, clock: ToldClock, **more: Any) -> None:
    """A letter that left before copies were kept."""
    submitted(office, **more)
    with office.database.begin() as connection:
        left = {"status": "sent", "sent_at": clock.at, "attempts": 1}
        connection.execute(update(letter).values(left))


@pytest.mark.parametrize(
    ("contact", "redirect", "gone"),
    [
        ("osei@example.org", "", "osei@example.org"),
        ("osei@example.org", "trial@example.org", None),
        ("office@example.org", "", None),
    ],
    ids=["a State", "a trial", "the office"],
)
def test_a_letter_without_a_copy_is_known_by_its_key_and_went_where_its_facts_say(
    office: Office, clock: ToldClock, contact: str, redirect: str, gone: str | None
):
    sent_before(office, clock, contact=contact)
    (told,) = returns(office, redirect).read(report())
    assert (told.what, told.letter, told.suspended) == ("failed", RECEIVED, gone)


def test_a_letter_without_a_copy_and_without_an_address_has_failed_all_the_same(
    office: Office, clock: ToldClock
):
    sent_before(office, clock)
    with office.database.begin() as connection:
        connection.execute(update(letter).values(facts={"contact": 7}))
    (told,) = returns(office).read(report())
    assert (told.what, told.suspended) == ("failed", None)
