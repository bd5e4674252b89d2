"""The outbox survives its migration with every letter, its bonds and its indexes."""

import pytest
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from engine.runtime.office import Office
from engine.runtime.tables import letter
from migrations import schema
from tests.test_relay import RECEIVED, row, submitted


@pytest.mark.parametrize(
    ("status", "after"),
    [("uncertain", "failed"), ("claimed", "waiting"), ("held", "held"), ("failed", "failed")],
)
def test_a_letter_goes_back_to_the_schema_before_and_up_again(
    office: Office, status: str, after: str
):
    submitted(office)
    before = row(office, RECEIVED)._asdict()
    with office.database.begin() as connection:
        connection.execute(update(letter).values(status=status))
    schema.downgrade(office.database, "0004")
    schema.upgrade(office.database)
    assert row(office, RECEIVED)._asdict() == {**before, "status": after}


def test_what_bound_a_letter_binds_it_after_the_migration(office: Office):
    submitted(office)
    schema.downgrade(office.database, "0004")
    schema.upgrade(office.database)
    found = inspect(office.database)
    assert {one["name"] for one in found.get_indexes("letter")} == {
        "ix_letter_reference",
        "ix_letter_status_due_at",
    }
    assert [one["name"] for one in found.get_foreign_keys("letter")] == ["fk_letter_entry"]
    for change in ("status = 'lost'", "status = 'sent'", "number = 99"):
        with pytest.raises(IntegrityError), office.database.begin() as connection:
            connection.execute(text(f"UPDATE letter SET {change}"))
    with office.database.connect() as connection:
        assert connection.scalars(select(letter.c.status)).all() == ["waiting"]
