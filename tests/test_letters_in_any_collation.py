"""A PostgreSQL that sorts texts by a language, as most do, sends no letter twice either."""

from datetime import date

import pytest
from sqlalchemy import text

from engine.runtime.database import is_sqlite
from engine.runtime.office import Office
from engine.runtime.stuck import retry
from engine.runtime.suspended import gave_back
from tests.conftest import ToldClock
from tests.test_relay import RECEIVED, Post, relay, row, submitted
from tests.test_relay_crowds import on_record
from tests.test_reminders_told import SEPTEMBER, delivered, incomplete

BY = "A. Lind"


@pytest.fixture
def sorting(office: Office) -> Office:
    """An office whose keys are sorted as English is, where the database can do that."""
    if not is_sqlite(office.database):
        by_language = 'ALTER TABLE letter ALTER COLUMN key TYPE varchar(200) COLLATE "en-x-icu"'
        with office.database.begin() as connection:
            connection.execute(text(by_language))
    return office


def test_a_message_of_the_day_that_has_left_is_found(sorting: Office, clock: ToldClock):
    incomplete(sorting, clock)
    delivered(sorting)
    clock.at = SEPTEMBER
    assert len(delivered(sorting).letters) == 1
    incomplete(sorting, clock, "RL-2028-0002")
    delivered(sorting)
    clock.at = SEPTEMBER
    assert delivered(sorting).letters == []
    clock.later(days=1)
    ((key, _),) = delivered(sorting).letters
    assert key.rpartition(":")[2] == str(date(2027, 9, 17))


def test_who_has_a_copy_does_not_get_the_letter_as_well(sorting: Office, clock: ToldClock):
    on_record(sorting, clock)
    submitted(sorting)
    assert relay(sorting, Post()).send_due() == (2, 0)
    gave_back(sorting.database, RECEIVED, "550", clock.at, "osei@example.org")
    retry(sorting.database, [RECEIVED], BY, clock.at)
    relay(sorting, Post()).send_due()
    assert row(sorting, RECEIVED).problem == "nobody is left but those who have a copy of it"
