"""The schema goes up, down and up again, and is the one the tables describe."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from engine.runtime.database import connect
from migrations import schema


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "postgresql":
        url = request.getfixturevalue("empty_postgresql")
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    engine = connect(url, clients=2)
    yield engine
    engine.dispose()


def test_an_empty_database_is_not_at_head_until_it_is_upgraded(empty: Engine):
    assert not schema.is_at_head(empty)
    schema.upgrade(empty)
    assert schema.is_at_head(empty)


def test_upgrading_twice_changes_nothing(empty: Engine):
    schema.upgrade(empty)
    schema.upgrade(empty)
    assert schema.is_at_head(empty)


def test_the_tables_and_the_migrations_agree(empty: Engine):
    schema.upgrade(empty)
    schema.check(empty)


def test_the_schema_goes_one_step_back_and_up_again(empty: Engine):
    schema.upgrade(empty)
    with_all = set(inspect(empty).get_table_names())
    schema.downgrade(empty, "-1")
    assert with_all - set(inspect(empty).get_table_names()) == set(
        "account account_change api_token confirmation entering feed heartbeat notice party "
        "passkey recovery_code saved_view sign_in webhook".split()
    )
    schema.downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]
    schema.upgrade(empty)
    schema.check(empty)


@pytest.mark.parametrize("table", ["definition", "entry", "paper", "seal", "sealed_head"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_was_recorded_is_neither_changed_nor_removed(office, table: str, verb: str):
    from engine.runtime.papers import keep
    from engine.runtime.seals import make_seal
    from tests.moves import opened

    opened(office)
    make_seal(office)
    with office.database.begin() as connection:
        keep(connection, "filing", "RL-2028-0001", {}, office.clock())
    column = inspect(office.database).get_columns(table)[0]["name"]
    change = verb.format(table, column, column)
    with pytest.raises(DatabaseError, match="append-only"), office.database.begin() as connection:
        connection.execute(text(change))
