"""What recipients asked of reminders, and the links by which they ask it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select, update

from engine.runtime.correspondent_tables import letter_link, muted, snooze
from engine.runtime.database import writer
from engine.runtime.links import Opened, link, opened
from engine.runtime.preferences import Asked, asked_for, mute, put_off, take_up, unmute
from engine.runtime.tables import letter
from tests.moves import opened as open_dossier
from tests.on_record import done, refused

OSEI = "osei@example.org"
KENTE = "RL-2028-0001"
HOW = "on the page"


@pytest.fixture
def now(office, clock):
    open_dossier(office)
    return clock.at


def asked(database: Engine, address: str = OSEI) -> Asked:
    with database.connect() as connection:
        return asked_for(connection, [address])[address.lower()]


def rows(database: Engine, table) -> list[tuple[object, ...]]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(select(table))]


# --- muted -------------------------------------------------------------------------------------


def test_who_asked_for_nothing_is_answered_too(database: Engine):
    with database.connect() as connection:
        assert asked_for(connection, [OSEI, "AMA@x.org"]) == {OSEI: Asked(), "ama@x.org": Asked()}
        assert asked_for(connection, []) == {}


def test_thousands_are_asked_for_at_once(database: Engine, now):
    done(database, mute, "n1200@x.org", "completion", HOW, now)
    with database.connect() as connection:
        found = asked_for(connection, [f"n{number}@x.org" for number in range(2000)])
    assert len(found) == 2000
    assert {one for one, what in found.items() if what.muted} == {"n1200@x.org"}


def test_a_rule_is_muted_and_taken_up_again_and_both_are_kept(database: Engine, clock, now):
    assert done(database, mute, "Osei@example.org", "completion", HOW, now)
    clock.later(days=1)
    assert not done(database, mute, OSEI, "completion", HOW, clock.at)
    assert asked(database) == Asked(frozenset({"completion"}))
    assert done(database, unmute, OSEI, "completion", "by a call", clock.at)
    assert not done(database, unmute, OSEI, "completion", HOW, clock.at)
    assert asked(database) == Asked()
    assert rows(database, muted) == [(OSEI, "completion", now, HOW, clock.at, "by a call")]


def test_everything_is_muted_and_everything_taken_up_again(database: Engine, now):
    for rule in ("completion", "dialogue", ""):
        done(database, mute, OSEI, rule, HOW, now)
    done(database, mute, "ama@x.org", "", HOW, now)
    assert asked(database).muted == {"completion", "dialogue", ""}
    assert done(database, unmute, OSEI, "dialogue", HOW, now)
    assert asked(database).muted == {"completion", ""}
    assert done(database, unmute, OSEI, "", HOW, now)
    assert asked(database).muted == set()
    assert asked(database, "ama@x.org").muted == {""}


def test_muted_taken_up_and_muted_in_one_instant_is_muted(database: Engine, now):
    done(database, mute, OSEI, "completion", HOW, now)
    done(database, unmute, OSEI, "completion", HOW, now)
    assert done(database, mute, OSEI, "completion", HOW, now)
    assert asked(database).muted == {"completion"}


# --- put off -----------------------------------------------------------------------------------


def test_a_dossier_is_put_off_until_9_o_clock_of_a_day_in_paris(database: Engine, now):
    done(database, put_off, "OSEI@example.org", KENTE, date(2027, 3, 28), HOW, now)
    done(database, put_off, "ama@x.org", KENTE, date(2027, 3, 29), HOW, now)
    assert asked(database).snoozed == {KENTE: datetime(2027, 3, 28, 7, tzinfo=UTC)}
    assert asked(database, "ama@x.org").snoozed == {KENTE: datetime(2027, 3, 29, 7, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(1, 1, 1), ["that day is not after today"]),
        (date(2027, 3, 1), ["that day is not after today"]),
        (date(2027, 3, 2), []),
        (date(2027, 4, 30), []),
        (date(2027, 5, 1), ["reminders can be put off for 60 days at most"]),
        (date(9999, 12, 31), ["reminders can be put off for 60 days at most"]),
    ],
)
def test_it_is_put_off_until_tomorrow_at_least_and_for_60_days_at_most(
    database: Engine, now, until: date, said: list[str]
):
    if said:
        assert refused(database, put_off, OSEI, KENTE, until, HOW, now) == said
    else:
        done(database, put_off, OSEI, KENTE, until, HOW, now)
    assert len(rows(database, snooze)) == (not said)


def test_today_is_the_day_in_paris(database: Engine, now):
    late = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)
    assert refused(database, put_off, OSEI, KENTE, date(2027, 3, 2), HOW, late) == [
        "that day is not after today"
    ]


def test_a_dossier_that_does_not_exist_is_not_put_off(database: Engine, now):
    assert refused(database, put_off, OSEI, "RL-1", date(2027, 3, 1), HOW, now) == [
        "that day is not after today",
        "there is no dossier 'RL-1'",
    ]


def test_the_last_word_counts_and_the_others_are_kept(database: Engine, clock, now):
    done(database, put_off, OSEI, KENTE, date(2027, 3, 20), HOW, now)
    clock.later(hours=1)
    done(database, put_off, OSEI, KENTE, date(2027, 3, 10), HOW, clock.at)
    done(database, put_off, OSEI, KENTE, date(2027, 3, 11), HOW, clock.at)
    assert asked(database).snoozed == {KENTE: datetime(2027, 3, 11, 8, tzinfo=UTC)}
    clock.later(hours=1)
    assert done(database, take_up, OSEI, KENTE, HOW, clock.at)
    assert asked(database).snoozed == {KENTE: clock.at}
    assert not done(database, take_up, OSEI, KENTE, HOW, clock.at)
    assert len(rows(database, snooze)) == 3


def test_what_was_never_put_off_cannot_be_taken_up(database: Engine, now):
    assert not done(database, take_up, OSEI, KENTE, HOW, now)
    assert rows(database, snooze) == []


# --- links -------------------------------------------------------------------------------------


@pytest.fixture
def sent(database: Engine, now):
    row = {"key": "digest:1", "template": "digest", "facts": {}, "status": "waiting"}
    with writer(database).begin() as connection:
        connection.execute(insert(letter).values(**row, due_at=now, attempts=0))
    return "digest:1"


def test_a_link_opens_the_letter_of_its_recipient_and_its_token_is_kept_nowhere(
    database: Engine, now, sent: str
):
    token = done(database, link, "Osei@example.org", sent, now)
    assert opened(database, token, now) == Opened(OSEI, sent, now)
    assert opened(database, token, now) == Opened(OSEI, sent, now)
    assert token not in str(rows(database, letter_link))
    assert done(database, link, OSEI, sent, now) != token


def test_a_link_to_an_address_in_capitals_is_its_own_in_small_letters(
    database: Engine, now, sent: str
):
    token = done(database, link, OSEI, sent, now)
    with writer(database).begin() as connection:
        connection.execute(update(letter_link).values(address="Osei@Example.ORG"))
    assert opened(database, token, now) == Opened(OSEI, sent, now)


@pytest.mark.parametrize("token", ["", "x" * 43, "\0\udcff", "é"])
def test_a_link_that_nobody_made_opens_nothing(database: Engine, now, sent: str, token: str):
    done(database, link, OSEI, sent, now)
    assert opened(database, token, now) is None


def test_a_link_works_for_400_days(database: Engine, now, sent: str):
    token = done(database, link, OSEI, sent, now)
    last = now + timedelta(days=400) - timedelta(microseconds=1)
    assert opened(database, token, last) == Opened(OSEI, sent, now)
    assert opened(database, token, now + timedelta(days=400)) is None
