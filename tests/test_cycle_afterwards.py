"""What a person decided about single files before a cycle's places are given, or after it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move
from engine.runtime.office import Office
from portal.selected import as_data
from tests.conftest import ToldClock
from tests.cycle_office import TWO_PLACES, decided, small_cycle, stands, under
from tests.moves import CHIEF, GHANA, made
from workflows.catalogue import rules, workflows
from workflows.law import law


@pytest.fixture
def cycle(sqlite_database: Engine, clock: ToldClock) -> Office:
    """Five files of 2026, of which two are equal where two places end."""
    office = Office(sqlite_database, Lawbook(workflows(), rules(), law()), clock).open_doors()
    return under(small_cycle(office), TWO_PLACES)


def test_a_file_that_was_given_a_place_outside_takes_none_inside(cycle: Office):
    made(cycle, Move("RL-2026-00001", "include", CHIEF, {"place": "outside"}))
    told = as_data(decided(cycle)[0])
    assert [one["file_no"] for one in told["outside"]] == ["00001", "00005"]
    assert told["outside"][0]["why"] == [
        {"sentence": "It was given a place outside the ceiling before.", "cite": "19.COM 15"}
    ]
    assert stands(cycle) == {
        "00001": "included", "00002": "included", "00003": "included", "00004": "backlog",
        "00005": "included",
    }  # fmt: skip


def test_a_file_admitted_late_does_not_ask_for_the_rank_of_one_that_has_its_place(
    cycle: Office, clock: ToldClock
):
    decided(cycle, ties="include", reason="19.COM 15")
    clock.at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    kente = {"title": "Weaving", "cycle": 2026, "states": ["Ghana"], "contact": "osei@example.org"}
    made(cycle, Move("RL-9", "open", GHANA, kente, opens="rl"))
    made(cycle, Move("RL-9", "submit", GHANA))
    made(cycle, Move("RL-9", "note_late_receipt", CHIEF))
    late = {"file_no": "00009", "authority": "20.COM 1"}
    made(cycle, Move("RL-9", "admit_late", CHIEF, late, "the mail was down"))
    assert decided(cycle)[1] == 1
    assert stands(cycle)["00009"] == "backlog"
