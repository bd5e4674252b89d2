"""The start: for the public what goes on, for who is signed in the way to their work."""

import pytest

from engine.dossier import Actor
from tests.browsing import KENYA, OFFICER, words_of
from tests.moves import taken
from tests.signed_in import Portal
from workflows.roles import PEOPLE


@pytest.fixture
def portal(moved, tmp_path):
    return Portal(moved, tmp_path)


def test_the_public_sees_what_is_under_process_and_the_next_dates(portal):
    seen = words_of(portal.browser().get("/"))
    assert "Under process now Representative List 1" in seen
    assert "Where it stands Dossiers Registered 1" in seen
    assert "Next dates" in seen
    assert "No decision is recorded yet." in seen


def test_a_draft_is_counted_nowhere(portal):
    text = portal.browser().get("/").text
    assert "In preparation" not in text
    assert "Register of Good Practices" not in words_of(portal.browser().get("/"))


def test_an_empty_office_says_that_nothing_is_under_process(office, tmp_path):
    browser = Portal(office, tmp_path).browser()
    assert "No file is under process now." in words_of(browser.get("/"))
    assert "Aucun dossier n'est en cours de traitement." in words_of(browser.get("/?lang=fr"))


def test_everybody_who_is_signed_in_comes_to_their_work(portal):
    for role in PEOPLE:
        states = frozenset({"Kenya"}) if role in ("state_party", "delegation") else frozenset()
        answer = portal.browser(Actor("Somebody", role, states)).get("/?lang=fr")
        there = "/state?lang=fr" if states else "/desk?lang=fr"
        assert (answer.status_code, answer.headers["location"]) == (303, there)


def test_files_under_process_are_filtered_by_cycle_mechanism_and_state(portal, moved):
    browser = portal.browser()
    all_of_them = words_of(browser.get("/under-process"))
    assert "Found: 1." in all_of_them
    assert "02222 Song of the lake Kenya Representative List 2028 Registered" in all_of_them
    for asked, found in (
        ("cycle=2028", 1), ("cycle=2026", 0), ("mechanism=rl", 1), ("mechanism=gsp", 0),
        ("party=Kenya", 1), ("party=Peru", 0),
    ):  # fmt: skip
        assert f"Found: {found}." in words_of(browser.get(f"/under-process?{asked}"))
    taken(moved, "withdraw", KENYA, "A")
    assert "Found: 0." in words_of(browser.get("/under-process"))


def test_a_filter_that_names_nothing_is_told_and_left_out(portal):
    for asked in ("cycle=20x8", "mechanism=nonsense", "party=Atlantis"):
        answer = portal.browser().get(f"/under-process?{asked}")
        assert answer.status_code == 200
        name = asked.partition("=")[2]
        assert f"is named “{name}” here; the filter was left out." in words_of(answer)
        assert "Found: 1." in words_of(answer)


def test_an_officer_sees_no_more_on_the_public_pages_than_the_public(portal):
    for page in ("/under-process", "/decisions", "/statistics"):
        office, public = (portal.browser(who).get(page) for who in (OFFICER, None))
        assert words_of(public).split("Rules")[1] in words_of(office)


@pytest.mark.parametrize("page", ["/help", "/accessibility"])
def test_help_and_the_statement_of_accessibility_are_for_everybody(portal, page):
    english, french = portal.browser().get(page), portal.browser().get(f"{page}?lang=fr")
    assert (english.status_code, french.status_code) == (200, 200)
    assert words_of(english) != words_of(french)


def test_every_word_for_where_a_file_stands_is_explained(portal):
    seen = words_of(portal.browser().get("/help"))
    assert "Under evaluation (will be evaluated) Evaluation Body" in seen
    assert seen.count("Under way (") == 1
