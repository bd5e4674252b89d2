"""The lists of the desk: what is asked for and in sight, in order, a page at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.runtime import desk, tallied
from engine.runtime.queries import looking
from portal.access.sight import whole
from portal.desk_pages.around import neighbours
from tests.desk import (
    ANA,
    AUDITOR,
    BEN,
    BODY,
    BUREAU,
    COMMITTEE,
    KENYA,
    crowded,
    meant,
    shown,
    tally,
)
from tests.moves import OFFICER, taken


@pytest.fixture
def busy(office):
    return crowded(office)


BY_DATE = ["CHK", "LAKE", "REG", "NEW", "END", "OUT"]


def test_the_desk_of_the_office_has_what_was_filed_by_date_and_last_what_has_none(busy):
    assert shown(busy) == BY_DATE


def test_pages_follow_each_other_in_every_order_and_repeat_nothing(busy):
    for most in (1, 2, 3, 5, 6, 7):
        assert shown(busy, most=most) == BY_DATE
        assert shown(busy, order="reference", most=most) == sorted(BY_DATE)
        assert sorted(shown(busy, order="moved", most=most)) == sorted(BY_DATE)


def test_the_latest_moved_come_first_where_that_is_asked(busy, clock):
    clock.later(hours=1)
    taken(busy, "start_check", OFFICER, "OUT", file_no="00009")
    assert shown(busy, order="moved", most=2)[0] == "OUT"


LINES = {
    "state:registered": ["LAKE", "REG"],
    "-state:registered,withdrawn": ["CHK", "NEW", "OUT"],
    "turn:closed": ["END"],
    "-turn:closed": ["CHK", "LAKE", "REG", "NEW", "OUT"],
    "turn:bureau": [],
    "turn:secretariat -turn:secretariat": [],
    "kind:gsp,assistance_emergency": ["NEW", "OUT"],
    "party:KEN": ["LAKE", "END", "OUT"],
    "party:KEN,UGA -party:UGA": ["END", "OUT"],
    "cycle:2029": ["NEW"],
    "cycle:none": ["OUT"],
    "cycle:2029,none": ["NEW", "OUT"],
    "-cycle:2028": ["NEW", "OUT"],
    "-cycle:2028,none": ["NEW"],
    "lead:me": ["CHK", "REG"],
    "lead:ben@example.org": [],
    "lead:none -turn:closed": ["LAKE", "NEW", "OUT"],
    "lead:me,none state:registered": ["LAKE", "REG"],
    "-lead:me -turn:closed": ["LAKE", "NEW", "OUT"],
    "-lead:none": ["CHK", "REG"],
    "file:00002": ["CHK"],
    "-file:00002 state:registered,checking": ["LAKE", "REG"],
    "due:none": ["END", "OUT"],
    "-due:none cycle:2028": ["CHK", "LAKE", "REG"],
    "due:>2027-06-30": ["NEW"],
    "due:<2027-07-01": ["CHK", "LAKE", "REG"],
    "WEAVING": ["REG", "NEW"],
    '"song of" -lake': ["CHK"],
    "00003": ["LAKE"],
    "chk": ["CHK"],
    "is:illustrative": ["OUT"],
    "-is:illustrative cycle:none": [],
    "is:held": [],
    "-is:held lead:me": ["CHK", "REG"],
}


def test_a_line_shows_what_it_asks_for(busy):
    assert {line: shown(busy, line) for line in LINES} == LINES


def test_a_dossier_whose_letter_is_held_is_found_by_that_and_says_so(busy):
    taken(busy, "request_completion", OFFICER, "CHK", missing="Ten photographs")
    assert shown(busy, "is:held") == ["CHK"]
    with looking(busy.database) as connection:
        found = desk.of_references(connection, whole(OFFICER), ["REG", "CHK", "NONE"])
    assert [(one.reference, one.held, one.due) for one in found] == [
        ("CHK", True, None), ("REG", False, "registration"),
    ]  # fmt: skip


def test_a_row_says_who_is_in_charge_what_is_due_and_whose_file_it_is(busy):
    shown(busy)
    with looking(busy.database) as connection:
        (one,) = desk.of_references(connection, whole(OFFICER), ["CHK"])
    assert (one.file_no, one.title, one.states, one.state, one.version) == (
        "00002", "Song of the sea", ("Ghana",), "checking", 5,
    )  # fmt: skip
    assert (one.due, one.due_at) == ("registration", datetime(2027, 6, 30, 16, tzinfo=UTC))
    assert [(lead.address, lead.name) for lead in one.leads] == [(ANA, "Ana")]


# --- what may not be known ------------------------------------------------------------------------


DESKS: tuple[Any, ...] = (
    (OFFICER, BY_DATE),
    (BODY, []),
    (COMMITTEE, []),
    (BUREAU, []),
    (KENYA, ["DRAFT", "LAKE", "END", "GONE", "OUT"]),
    (AUDITOR, ["DRAFT", "CHK", "LAKE", "REG", "NEW", "END", "GONE", "OUT"]),
)


def test_everybody_has_their_own_desk_and_no_draft_of_another_is_listed_or_counted(busy):
    for who, found in DESKS:
        draft = ["DRAFT"] if "DRAFT" in found else []
        assert shown(busy, who=who) == found
        counted = tally(busy, who=who)
        assert (counted.total, counted.states["draft"]) == (len(found), len(draft))
        assert counted.states.total() == counted.stretches.total() == len(found)
        assert shown(busy, "secret", who) == draft
        with looking(busy.database) as connection:
            asks = meant(busy, connection, "state:draft")
            assert tallied.how_many(connection, whole(who), asks) == len(draft)
            assert neighbours(connection, whole(who), asks, "DRAFT")[2] == len(draft)
            seen = desk.of_references(connection, whole(who), ["DRAFT"])
            assert [one.reference for one in seen] == draft


# --- counts ---------------------------------------------------------------------------------------


def test_a_list_is_counted_by_all_that_it_can_be_narrowed_by(busy):
    counted = tally(busy, "-turn:closed")
    assert counted.total == 5
    assert counted.workflows == {"rl": 3, "gsp": 1, "assistance_emergency": 1}
    assert counted.states == {"registered": 2, "checking": 1, "submitted": 2}
    assert counted.cycles == {2028: 3, 2029: 1, None: 1}
    assert counted.stretches == {3: 4, tallied.NO_DATE: 1}
    assert counted.parties == {"Ghana": 3, "Kenya": 2, "Uganda": 1}
    assert counted.leads == {ANA: 2}


def test_a_list_that_is_too_long_is_not_counted_to_its_end(busy):
    assert (tally(busy, most=6).total, tally(busy, most=6).whole) == (6, True)
    assert (tally(busy, most=5).total, tally(busy, most=5).whole) == (6, False)
    assert tally(busy, most=5).states == {}


def test_a_list_longer_than_few_is_counted_without_its_states_parties(busy, monkeypatch):
    monkeypatch.setattr(tallied, "FEW", 3)
    counted = tally(busy)
    assert (counted.total, counted.workflows["rl"], counted.parties) == (6, 4, {})
    assert tally(busy, most=4).whole is False


DUE = datetime(2027, 6, 30, 16, tzinfo=UTC)


EDGES = (
    (-14, -1, 3, "due:>14d"),
    (-14, 0, 3, "due:>14d"),
    (-14, 1, 2, "due:>0d due:<14d"),
    (0, 0, 2, "due:>0d due:<14d"),
    (0, 1, 1, "due:>-30d due:<0d"),
    (30, 0, 1, "due:>-30d due:<0d"),
    (30, 1, 0, "due:<-30d"),
)


def test_the_groups_end_at_30_days_after_at_the_date_and_at_14_days_before(busy, clock):
    for days, seconds, stretch, line in EDGES:
        clock.at = DUE + timedelta(days=days, seconds=seconds)
        assert tally(busy, "file:00001").stretches == {stretch: 1}
        assert shown(busy, f"file:00001 {line}") == ["REG"]


# --- while dossiers move --------------------------------------------------------------------------


def test_a_page_goes_on_where_the_last_one_ended_though_dossiers_moved_meanwhile(busy):
    shown(busy)
    with looking(busy.database) as connection:
        asks = meant(busy, connection, "")
        first = desk.page(connection, whole(OFFICER), asks, None, 2)
    assert [one.reference for one in first.rows] == ["CHK", "LAKE"]
    taken(busy, "find_complete", OFFICER, "CHK")
    taken(busy, "include", OFFICER, "REG", place="inside")
    shown(busy)
    with looking(busy.database) as connection:
        rest = desk.page(connection, whole(OFFICER), asks, first.after, 9)
    assert [one.reference for one in rest.rows] == ["REG", "CHK", "NEW", "END", "OUT"]


# --- before and after -----------------------------------------------------------------------------


def test_a_dossier_has_a_place_in_its_list_and_neighbours(busy):
    shown(busy)
    with looking(busy.database) as connection:
        asks = meant(busy, connection, "-turn:closed")
        around = {
            name: neighbours(connection, whole(OFFICER), asks, name)
            for name in ("CHK", "REG", "OUT", "END", "none of these")
        }
    assert around == {
        "CHK": (None, "LAKE", 1, 5),
        "REG": ("LAKE", "NEW", 3, 5),
        "OUT": ("NEW", None, 5, 5),
        "END": (None, None, 0, 5),
        "none of these": (None, None, 0, 5),
    }


def test_nobody_is_in_charge_of_what_another_was_relieved_of(busy):
    assert shown(busy, f"lead:{BEN}") == []
