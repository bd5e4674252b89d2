"""The next date of each dossier is derived after it has moved, once, and never by the move."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update

from engine.parameters import Parameters
from engine.runtime.database import writer
from engine.runtime.definitions import Lawbook
from engine.runtime.foreseen import foresee, foresee_again
from engine.runtime.office import Office
from engine.runtime.tables import dossier
from tests.desk import crowded
from tests.moves import OFFICER, taken
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.next_date import next_date

JUNE = datetime(2027, 6, 30, 16, tzinfo=UTC)


@pytest.fixture
def busy(office):
    return crowded(office)


def kept(office, reference):
    """What stands beside a dossier: its date, what that is, and the version it was derived from."""
    columns = (dossier.c.due_at, dossier.c.due, dossier.c.due_version, dossier.c.version)
    with office.database.connect() as connection:
        return tuple(connection.execute(
            select(*columns).where(dossier.c.reference == reference)
        ).one())  # fmt: skip


def test_a_date_is_derived_once_after_each_move_and_never_by_the_move(busy):
    assert kept(busy, "REG") == (None, None, 0, 3)
    assert (foresee(busy, next_date), foresee(busy, next_date)) == (8, 0)
    assert kept(busy, "REG") == (JUNE, "registration", 3, 3)
    taken(busy, "include", OFFICER, "REG", place="inside")
    assert kept(busy, "REG") == (JUNE, "registration", 3, 4)
    assert foresee(busy, next_date) == 1
    assert kept(busy, "REG") == (JUNE, "registration", 4, 4)


def test_a_dossier_that_nobody_is_to_act_on_by_a_date_has_none(busy):
    foresee(busy, next_date)
    assert kept(busy, "OUT") == (None, None, 2, 2)
    assert kept(busy, "END") == (None, None, 3, 3)


def test_a_date_goes_when_the_dossier_comes_to_stand_where_nothing_is_due(busy):
    foresee(busy, next_date)
    taken(busy, "request_completion", OFFICER, "CHK", missing="Ten photographs")
    foresee(busy, next_date)
    assert kept(busy, "CHK") == (None, None, 6, 6)


def test_before_a_list_only_so_many_are_derived_and_the_sweep_derives_the_rest(busy):
    assert foresee(busy, next_date, most=4) == 4
    assert foresee_again(busy, next_date) == 4
    assert foresee(busy, next_date) == 0


def test_another_law_derives_every_date_again_in_the_sweep_alone(busy):
    foresee(busy, next_date)
    known = law()
    told = {name: known.values(name) for name in known.names()}
    other = Parameters({**told, "another": known.values("regions")}, known.labels)
    book = Lawbook(workflows(), rules(), other)
    later = Office(busy.database, book, busy.clock).open_doors()
    assert foresee(later, next_date) == 0
    assert foresee_again(later, next_date) == 8
    assert foresee_again(later, next_date) == 0


def test_a_dossier_that_moves_while_its_date_is_derived_is_derived_again(busy):
    def moving(law_in_force, one):
        if one.reference == "REG" and one.version == 3:
            with writer(busy.database).begin() as connection:
                moved = update(dossier).where(dossier.c.reference == "REG")
                connection.execute(moved.values(version=4))
        return next_date(law_in_force, one)

    assert foresee(busy, moving) == 8
    assert kept(busy, "REG") == (None, None, 0, 4)
    assert foresee(busy, next_date) == 1
    assert kept(busy, "REG") == (JUNE, "registration", 4, 4)


def test_where_no_date_is_stale_an_index_answers(busy):
    foresee(busy, next_date)
    asks = "SELECT reference FROM dossier WHERE due_version <> version ORDER BY reference LIMIT 200"
    with busy.database.begin() as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asks}")).all()
        else:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            plan = connection.execute(text(f"EXPLAIN {asks}")).all()
    assert "ix_dossier_unforeseen" in str(plan)
