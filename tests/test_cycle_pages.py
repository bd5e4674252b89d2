"""What the pages of cycles tell of dossiers, to whom."""

import re

import pytest

from engine.dossier import Actor
from engine.runtime import cycles_in_sight, listed, queries
from engine.runtime.listed import Wanted
from engine.runtime.moves import Move, Moved
from engine.sight import EVERYTHING
from portal.access.sight import PUBLIC
from portal.cycle_pages.gauge import gauge
from tests.browsing import KENYA, OFFICER, words_of
from tests.cycle_office import decided, small_cycle, under
from tests.signed_in import Portal
from workflows.law import law

PERU = Actor("Delegation of Peru", "state_party", frozenset({"Peru"}))


@pytest.fixture
def portal(moved, tmp_path):
    return Portal(moved, tmp_path)


def test_the_cycles_count_what_each_reader_may_know_of(portal):
    def seen(who):
        page = words_of(portal.browser(who).get("/cycles"))
        return re.findall(r"(2028|2026|Outside the cycles) (\d+) ", page)

    assert seen(None) == [("2028", "1")]
    assert seen(OFFICER) == [("2028", "2")]
    assert seen(KENYA) == [("2028", "3"), ("2026", "1"), ("Outside the cycles", "1")]
    assert seen(PERU) == [("2028", "1")]


def test_a_cycle_of_anothers_drafts_alone_is_one_that_does_not_exist(portal):
    there, nowhere = (portal.browser(PERU).get(f"/cycles/{one}") for one in ("2026", "1999"))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert words_of(there).replace("2026", "1999") == words_of(nowhere)
    assert portal.browser(KENYA).get("/cycles/2026").status_code == 200


def test_the_office_reads_its_own_names_of_states_and_the_public_its_own(portal):
    office = words_of(portal.browser(OFFICER).get("/cycles/2028"))
    assert "Received, to be registered" in office
    kenya = words_of(portal.browser(KENYA).get("/cycles/2028"))
    assert "In preparation by the State Party" in kenya
    assert "Received, to be registered" not in kenya
    public = words_of(portal.browser().get("/cycles/2028"))
    assert "In preparation" not in public
    assert "Registered" in public


def test_a_group_is_opened_by_itself(portal):
    browser = portal.browser(KENYA)
    first = browser.get("/cycles/2028?state=in-preparation-by-the-state-party")
    assert "dossiers/B" in first.text
    assert "dossiers/A" not in first.text
    assert 'rel="next"' not in first.text
    all_of_them = browser.get("/cycles/2028?state=nonsense")
    assert "dossiers/A" in all_of_them.text


def test_pages_follow_each_other_without_a_gap(moved):
    with queries.looking(moved.database) as connection:
        seen, after = [], ""
        while True:
            page = listed.page(connection, EVERYTHING, Wanted(2028), after, 1)
            seen += [one.reference for one in page.lines]
            if not page.after:
                break
            after = page.after
        whole = listed.page(connection, EVERYTHING, Wanted(2028), "", 50)
        begun = listed.page(connection, EVERYTHING, Wanted(2028), "no cursor", 50)
        none = listed.page(connection, EVERYTHING, Wanted(None), "", 50)
    assert seen == ["A", "B", "C"]
    assert [one.reference for one in whole.lines] == seen
    assert begun == whole
    assert [one.reference for one in none.lines] == ["E"]


def test_each_state_shows_its_first_dossiers(moved):
    with queries.looking(moved.database) as connection:
        found = listed.firsts(connection, EVERYTHING, Wanted(2028), 1)
        public = listed.firsts(connection, PUBLIC, Wanted(2028), 1)
    assert [one.reference for one in found] == ["B", "A", "C"]
    assert [one.reference for one in public] == ["A"]


@pytest.mark.parametrize("address", ["1999", "٢٠٢٨", "99999999999999999999", "0000", "a%00b"])
def test_an_address_that_names_no_cycle_is_answered_in_a_sentence(portal, address):
    for page in ("", "/ranking", "/calendar", "/calendar.ics"):
        answer = portal.browser().get(f"/cycles/{address}{page}")
        assert answer.status_code == 404
        assert "cycle “" in words_of(answer)


def test_the_gauge_says_what_is_inside_outside_left_and_remaining(office, tmp_path):
    small_cycle(office)
    before = words_of(Portal(office, tmp_path).browser().get("/cycles/2026"))
    assert "The ceiling of this cycle is no more than 60 files. 19.COM 15 verified" in before
    assert "Inside the ceiling 0 Places remaining 60 Outside the ceiling 0 Backlog 0" in before
    decided(office)
    after = words_of(Portal(office, tmp_path).browser().get("/cycles/2026"))
    assert "Inside the ceiling 4 Places remaining 56 Outside the ceiling 1 Backlog 0" in after
    french = words_of(Portal(office, tmp_path).browser().get("/cycles?lang=fr"))
    assert "au plus 60 4 1 0" in french


def test_the_gauge_says_by_how_much_a_ceiling_was_passed(office, tmp_path):
    small_cycle(under(office, ("cycle = 2026\nnumber = 60", "cycle = 2026\nnumber = 2")))
    narrow = under(office, ("cycle = 2026\nnumber = 60", "cycle = 2026\nnumber = 2"))
    decided(narrow, ties="include", reason="Equity.")
    seen = words_of(Portal(narrow, tmp_path).browser().get("/cycles/2026"))
    assert "Inside the ceiling 3 Places remaining 0 Outside the ceiling 1 Backlog 1" in seen
    assert "1 more than the number of the ceiling" in seen


def test_a_gauge_without_a_ceiling_has_no_place_that_remains():
    placed = cycles_in_sight.Placed(3, 1, 2)
    found = gauge(law(), 2031, placed)
    assert (found.ceiling, found.remaining, found.over, found.limit) == (None, 0, 0, 0)
    assert [(one.name, one.files, one.length) for one in found.bars()] == [
        ("inside", 3, 100), ("remaining", 0, 0), ("outside", 1, 33.33), ("backlog", 2, 66.67),
    ]  # fmt: skip


def test_what_is_illustrative_keeps_its_flag(portal):
    assert "Illustrative" in words_of(portal.browser(KENYA).get("/cycles/2028"))


def test_a_filter_by_mechanism_keeps_the_counts_of_all(portal):
    seen = words_of(portal.browser(KENYA).get("/cycles/2028?workflow=gsp"))
    assert "All 3 Register of Good Practices 1 Representative List 2" in seen
    assert "Song of the lake" not in seen
    nothing = words_of(portal.browser(KENYA).get("/cycles/2028?workflow=unknown"))
    assert "No dossier of this kind." in nothing


def test_a_new_draft_of_another_changes_nothing_that_one_sees(portal, moved):
    browser = portal.browser(PERU)
    before = browser.get("/cycles/2028").text
    facts = {"states": ["Kenya"], "contact": "p@example.org", "title": "Secret", "cycle": 2028}
    assert isinstance(moved.execute(Move("Z", "open", KENYA, facts, opens="rl")), Moved)
    assert browser.get("/cycles/2028").text == before
