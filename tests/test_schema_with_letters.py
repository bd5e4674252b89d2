"""An office that has letters of every kind, and addresses that gave some back, changes its schema
and loses nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from engine.runtime.database import connect
from migrations import schema
from migrations.schema import DanglingReferences

STATUSES = ("held", "waiting", "claimed", "sending", "sent", "failed", "uncertain")
THEN = "2027-01-01T00:00:00.000000Z"


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path):
    """The database of an office at the schema of before, with a letter in every status, of which
    one came back."""
    if request.param == "postgresql":
        url = request.getfixturevalue("empty_postgresql")
    else:
        url = f"sqlite:///{tmp_path / 'before.sqlite'}"
    engine = connect(url, clients=2)
    schema.upgrade(engine, "0005")
    with engine.begin() as connection:
        for status in STATUSES:
            connection.execute(
                text(
                    "INSERT INTO letter (key, template, facts, status, due_at, claimed_at, sent_at,"
                    " attempts, problem) VALUES (:key, 'completeness', '{}', :status, :at, :at,"
                    " :at, 1, 'why')"
                ),
                {"key": f"letter:{status}", "status": status, "at": THEN},
            )
        connection.execute(
            text(
                "INSERT INTO suspended_address (address, since, why, letter) VALUES"
                " ('osei@example.org', :at, 'no such person', 'letter:failed')"
            ),
            {"at": THEN},
        )
    yield engine
    engine.dispose()


def kept(database: Engine) -> list[list[object]]:
    """The letters and the addresses, as far as both schemas have them."""
    with database.connect() as connection:
        return [
            [tuple(row) for row in connection.execute(text(query))]
            for query in (
                "SELECT key, template, status, due_at, claimed_at, sent_at, attempts, problem"
                " FROM letter ORDER BY key",
                "SELECT address, since, why, letter, resumed_at FROM suspended_address",
            )
        ]


def test_it_goes_up_down_and_up_again_with_every_letter_and_address(before: Engine):
    rows = kept(before)
    assert [len(one) for one in rows] == [7, 1]
    schema.upgrade(before)
    assert kept(before) == rows
    schema.downgrade(before, "0005")
    assert kept(before) == rows
    schema.upgrade(before)
    assert kept(before) == rows
    schema.check(before)


def test_an_address_still_names_the_letter_that_came_back_and_no_other(before: Engine):
    schema.upgrade(before)
    found = inspect(before).get_foreign_keys("suspended_address")
    assert [(one["referred_table"], one["constrained_columns"]) for one in found] == [
        ("letter", ["letter"])
    ]
    for change in (
        "UPDATE suspended_address SET letter = 'letter:lost'",
        "DELETE FROM letter WHERE key = 'letter:failed'",
    ):
        with pytest.raises(IntegrityError), before.begin() as connection:
            connection.execute(text(change))


def test_where_a_letter_is_missing_the_schema_is_left_as_it_was_in_a_sentence(tmp_path: Path):
    file = tmp_path / "torn.sqlite"
    database = connect(f"sqlite:///{file}", clients=2)
    schema.upgrade(database, "0005")
    with closing(sqlite3.connect(file)) as by_hand:
        by_hand.execute(
            "INSERT INTO suspended_address (address, since, why, letter) VALUES"
            " ('osei@example.org', ?, 'no such person', 'letter:lost')",
            [THEN],
        )
        by_hand.commit()
    with pytest.raises(DanglingReferences) as fault:
        schema.upgrade(database)
    assert str(fault.value) == (
        "the schema is left as it was, since rows refer to rows that do not exist: "
        "suspended_address to letter (1 in all)"
    )
    assert "letter_copy" not in inspect(database).get_table_names()
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text("UPDATE suspended_address SET letter = 'letter:other'"))
    database.dispose()
