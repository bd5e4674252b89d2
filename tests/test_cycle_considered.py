"""Who is considered when the places of a cycle are given, and what counts for them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.element import Element
from engine.runtime.moves import Move
from engine.runtime.office import Office
from portal.cycle import standing
from tests.conftest import ToldClock
from tests.cycle_office import (
    BECAUSE,
    CHECK_FIRST,
    HAVE,
    TWO_PLACES,
    WAITING,
    decided,
    imported,
    now_selected,
    small_cycle,
    stands,
    under,
)
from tests.moves import CHIEF, OFFICER, made
from tests.moves import GHANA as OSEI
from tests.parcels import faults


@pytest.fixture
def cycle(office: Office) -> Office:
    """Five files of 2026, of which two are equal where two places end."""
    return under(small_cycle(office), TWO_PLACES)


def test_a_file_that_was_withdrawn_is_not_considered(cycle: Office):
    made(cycle, Move("RL-2026-00001", "withdraw", OSEI))
    assert decided(cycle)[0].counts()["considered"] == 4
    assert stands(cycle)["00001"] == "withdrawn"
    assert stands(cycle)["00002"] == stands(cycle)["00003"] == "included"


def test_a_file_that_was_withdrawn_after_it_had_a_place_keeps_it(cycle: Office):
    decided(cycle)
    made(cycle, Move("RL-2026-00001", "withdraw", OSEI))
    assert now_selected(cycle).counts() == {
        "considered": 5, "outside": 1, "selected": 1, "backlog": 1, "undecided": 2,
    }  # fmt: skip


def test_a_place_that_was_taken_from_the_backlog_counts(cycle: Office):
    decided(cycle)
    taken = Move("RL-2026-00004", "take_from_backlog", CHIEF, {"place": "inside"}, BECAUSE)
    made(cycle, taken)
    made_now, moved = decided(cycle)
    assert (moved, made_now.counts()["selected"], list(made_now.cut.tie)) == (2, 2, [])
    assert stands(cycle) == {
        "00001": "included", "00002": "backlog", "00003": "backlog", "00004": "included",
        "00005": "included",
    }  # fmt: skip


def test_a_request_to_the_bureau_takes_no_place_however_far_it_is(office: Office):
    small_cycle(office)
    assert imported(office, "00006,An archive,IA,new,Togo,2025-03-01,,,").faults == []
    request = "ASSISTANCE-BUREAU-2026-00006"
    made(office, Move(request, "start_check", OFFICER, {"file_no": "00006"}))
    made(office, Move(request, "find_complete", OFFICER))
    made_now, moved = decided(office)
    assert ([one.file_no for one in made_now.outside], moved) == (["00005", "00006"], 5)
    assert stands(office)["00006"] == "complete"


def test_preparatory_assistance_is_no_file_of_the_cycle(office: Office, clock: ToldClock):
    clock.at = datetime(2024, 3, 1, 12, tzinfo=UTC)
    asked = {
        "title": "To prepare a nomination", "cycle": 2026, "states": ["Ghana"], "amount": 9000,
        "contact": "osei@example.org",
    }  # fmt: skip
    made(office, Move("AP-1", "open", OSEI, asked, opens="assistance_preparatory"))
    made(office, Move("AP-1", "submit", OSEI))
    made(office, Move("AP-1", "register", OFFICER, {"file_no": "00099"}))
    clock.later(days=400)
    small_cycle(office)
    made_now, moved = decided(office)
    assert (made_now.counts()["considered"], moved) == (5, 5)
    assert stands(office)["00099"] == "registered"


def test_where_the_check_comes_first_only_complete_files_are_considered(office: Office):
    checked = under(small_cycle(office), TWO_PLACES, CHECK_FIRST)
    assert now_selected(checked).counts()["considered"] == 0
    for reference in ("RL-2026-00003", "RL-2026-00004"):
        for step in ("start_check", "find_complete"):
            made(checked, Move(reference, step, OFFICER))
    made_now, moved = decided(checked)
    assert (made_now.counts()["selected"], moved) == (2, 2)
    assert stands(checked) == {**WAITING, "00003": "included", "00004": "included"}
    assert faults(checked.database) == []


def test_what_a_state_has_is_counted_on_the_day_of_the_submission_deadline(office: Office):
    small_cycle(office)
    day = date(2025, 3, 31)
    harps, flutes = (
        Element(number, "Harps", "RL", 2025, since, ("Togo",))
        for number, since in (("00301", day), ("00302", day + timedelta(days=1)))
    )
    assert dict(standing(office, 2026).cycle.counts.inscribed) == HAVE
    counts = standing(office, 2026, [harps, flutes]).cycle.counts
    assert (counts.as_of, dict(counts.inscribed)) == (day, {"Togo": 1})
