"""The level that a file may expect is forecast from what the State may know, with its reasons."""

from datetime import date

import pytest

from engine.runtime.moves import Move
from portal.cycle_import import import_past_cycle
from portal.register import import_register
from portal.state_pages.level_told import forecasts
from tests.at_the_states_desk import TOGO, opened_by, some_files
from tests.browsing import words_of
from tests.cycle_files import file as csv
from tests.cycle_office import register
from tests.moves import GHANA, OFFICER, made
from tests.selecting import ask, file
from tests.signed_in import Portal
from workflows.selection.levels import levels
from workflows.selection.selection import select

ORDER = "/state/order"
HARPS = file(9, "Chad", treated=True)
"""Chad used its turn before with it."""


def forecast(asked):
    """The forecast of every file of a selection, and the level that the selection gives it."""
    made_now = asked.made()
    told = forecasts(made_now.cycle, made_now.policy)
    ranked = {one.file.file_no: one.level for one in made_now.ranking.ranked}
    return told, ranked


@pytest.mark.parametrize(
    ("asked", "level", "why", "change"),
    [
        (ask(2026, file(1, "Chad")), "0",
         "Chad used no turn in the cycle of 2025, and this is its only file.",
         "It loses level (0) if Chad ranks another of its files before it, or names a "
         "multinational file as its priority file where the cycle allows that."),
        (ask(2026, file(1, "Chad", order=1), file(2, "Chad", order=2), has={"Chad": (1, 1)}), "0",
         "Chad used no turn in the cycle of 2025, and this is the first of its 2 files, as it "
         "ranks them.", None),
        (ask(2026, file(1, "Chad", order=2), file(2, "Chad", order=1), has={"Chad": (1, 1)}), "iii",
         "Chad submits it alone and has 1 element or practice already.",
         "It has level (0) if Chad ranks it first."),
        (ask(2026, file(1, "Chad"), before=[HARPS]), "i",
         "Chad has no element inscribed and no practice selected.",
         "Nothing gives it level (0) in this cycle: Chad used its turn in the cycle of 2025."),
        (ask(2026, file(1, "Chad", mechanism="USL"), before=[HARPS],
             has={"Chad": (3, 1)}), "i", "It is for the Urgent Safeguarding List.", None),
        (ask(2026, file(1, "Chad", "Mali")), "ii", "2 States submit it together.",
         "It has level (0) if one of its States names it as its priority file: Chad, Mali."),
        (ask(2025, file(1, "Chad", "Mali")), "ii", "2 States submit it together.", None),
        (ask(2026, file(1, "Chad", "Mali", named_by="Chad")), "0",
         "Chad names this multinational file as its priority file, and used no turn in the cycle "
         "of 2025.", "It loses level (0) if Chad no longer names it."),
        (ask(2026, file(1, "Chad", "Mali", named_by="Chad"), before=[HARPS]),
         "ii", "2 States submit it together.", None),
        (ask(2026, file(1, "Chad"), file(2, "Chad", "Mali", named_by="Chad"),
             has={"Chad": (2, 0)}), "iii", "Chad submits it alone and has 2 elements and practices "
         "already.", None),
        (ask(2026, file(1, "Chad", kind="extension")), "",
         "Files of this kind take no place under the ceiling; they have no level.", None),
    ],
)  # fmt: skip
def test_the_level_is_that_of_the_selection_and_says_why_and_what_would_change_it(
    asked, level, why, change
):
    told, ranked = forecast(asked)
    one = told["00001"]
    assert (one.level, one.why[0].said.en) == (level, why)
    assert ranked.get("00001", "") == level
    if change is not None:
        assert [each.said.en for each in one.change] == [change]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (ask(2026, file(1, "Chad"), before=[HARPS]),
         "It does not have level (0): Chad used its turn in the cycle of 2025 with 00009."),
        (ask(2026, file(1, "Chad"), file(2, "Chad", "Mali", named_by="Chad")),
         "It does not have level (0): Chad names the multinational file 00002 as its priority "
         "file."),
        (ask(2026, file(1, "Chad", order=2), file(2, "Chad", order=1)),
         "It does not have level (0): Chad ranks 00002 before it."),
        (ask(2026, file(1, "Chad", "Mali", named_by="Chad"), before=[HARPS]),
         "It does not have level (0): Chad used its turn in the cycle of 2025 with 00009."),
    ],
)  # fmt: skip
def test_it_says_why_a_file_does_not_have_the_turn_of_its_state(asked, why):
    told, _ = forecast(asked)
    assert told["00001"].why[1].said.en == why
    assert "Il n'est pas de niveau (0)" in told["00001"].why[1].said.fr


def test_the_facts_are_told_state_by_state():
    told, _ = forecast(
        ask(2026, file(1, "Chad", "Mali"), has={"Chad": (2, 1)},
            before=[HARPS, file(1, "Chad", "Mali")])
    )  # fmt: skip
    assert [one.said.en for one in told["00001"].facts] == [
        "Chad takes part in 2 elements and practices, 1 of them alone (counted on 31 March 2025).",
        "Mali takes part in no element or practice (counted on 31 March 2025).",
        "Files of Chad treated in the cycle of 2025: 00009 (Element 9).",
        "No file of Mali is recorded that used its turn in the cycle of 2025.",
        "It was submitted for the cycle of 2025 and not treated.",
    ]


def test_requests_above_the_threshold_count_where_the_cycle_says_so():
    asked = ask(2021, file(1, "Chad"), before=[HARPS])
    made_now = asked.made()
    counts = made_now.cycle.counts
    assert counts.as_of == date(2020, 3, 31)
    assert forecasts(made_now.cycle, made_now.policy)["00001"].level == "i"
    assert levels(made_now.cycle, made_now.policy.rules, asked.files).of == ["i"]
    assert select(made_now.cycle, made_now.policy, made_now.decision).ranking.ranked


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


def expected(portal, who=GHANA):
    return words_of(portal.browser(who).get(ORDER)).partition("What each file may expect")[2]


def test_drafts_are_forecast_as_if_they_were_filed(portal):
    page = expected(portal)
    assert "Kente weaving Level (i)" in page
    assert "Ghana ranks 02222 before it" in page
    assert "draft; as OD 34 and 19.COM 15" in page


def test_an_inscription_and_a_treated_file_change_what_is_forecast(portal):
    office = portal.office
    assert import_register(office, register({"Ghana": 2}))[2] == []
    lines = csv("00901,Harps,RL,new,Ghana,,,yes,")
    assert import_past_cycle(office, 2027, lines).faults == []
    page = expected(portal)
    assert "Kente weaving Level (iii)" in page
    assert "Gold weights Level (i)" in page
    assert "Ghana used its turn in the cycle of 2027 with 00901" in page
    assert "Files of Ghana treated in the cycle of 2027: 00901 (Harps)." in page


def test_what_a_co_state_has_in_draft_changes_no_sentence_of_ours(portal):
    before = expected(portal)
    opened_by(portal.office, "RL-70", "Secret drums", TOGO, "Togo", "Benin", workflow="rl")
    made(portal.office, Move("RL-70", "rank", TOGO, {"order": 1, "named_by": "Togo"}))
    opened_by(portal.office, "RL-71", "Secret song", TOGO, "Togo")
    assert expected(portal) == before
    assert "Secret" not in before


def test_a_cycle_without_an_order_of_priority_is_forecast_by_the_last_one(portal):
    opened_by(portal.office, "RL-9", "Songs to come", GHANA, "Ghana", cycle=2031)
    page = expected(portal)
    assert "The order of priority of the cycle of 2031 is not decided yet" in page
    opened_by(portal.office, "RL-10", "Songs much later", GHANA, "Ghana", cycle=2060)
    assert portal.browser(GHANA).get(ORDER).status_code == 200


def test_a_file_that_has_its_place_counts_among_those_of_its_state(portal):
    made(portal.office, Move("RL-3", "include", OFFICER, {"place": "inside"}))
    assert "Adowa dance Level (0)" in expected(portal)
