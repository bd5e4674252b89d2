"""A State ranks its files on one page, with the keyboard, all together; nobody ranks another's."""

import re

import pytest

from engine.runtime import reading
from engine.runtime.moves import Move
from engine.runtime.queries import looking
from tests.at_the_states_desk import BOTH, LOME, TOGO, opened_by, some_files
from tests.browsing import words_of
from tests.moves import GHANA, OFFICER, made
from tests.signed_in import Portal

ORDER = "/state/order"


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


def facts(portal, reference):
    with looking(portal.office.database) as connection:
        found = reading.dossiers(connection, [reference])[reference]
    return found.facts.get("order"), found.text("named_by"), found.version


def typed(do="save", state="Ghana", cycle="2028", **numbers):
    given = {f"number {name.replace('_', '-')}": number for name, number in numbers.items()}
    seen = {"seen RL-1": "1", "seen RL-2": "1", "seen RL-3": "3", "seen RL-5": "1"}
    return {"cycle": cycle, "state": state, "do": do, **seen, **given}


def numbers_on(answer):
    return dict(re.findall(r'name="number (RL-\d)" value="(\d*)"', answer.text))


def test_all_numbers_are_saved_together(portal):
    browser = portal.browser(GHANA)
    answer = browser.post(ORDER, data=typed(RL_1="2", RL_2="1", RL_3="3"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ORDER}?saved=3")
    assert [facts(portal, one)[0] for one in ("RL-1", "RL-2", "RL-3")] == [2, 1, 3]
    assert "Files ranked or named: 3." in words_of(browser.get(f"{ORDER}?saved=3"))


def test_a_second_click_saves_nothing_twice(portal):
    browser = portal.browser(GHANA)
    for _ in range(2):
        assert browser.post(ORDER, data=typed(RL_1="2", RL_2="1")).status_code == 303
    assert (facts(portal, "RL-1"), facts(portal, "RL-2")) == ((2, "", 2), (1, "", 2))


def test_up_and_down_show_the_new_order_and_save_nothing(portal):
    browser = portal.browser(GHANA)
    up = browser.post(ORDER, data=typed("up RL-3", RL_1="1", RL_2="2", RL_3="3"))
    assert (up.status_code, numbers_on(up)) == (200, {"RL-1": "1", "RL-3": "2", "RL-2": "3"})
    assert "The new order is not saved yet." in words_of(up)
    assert 'value="up RL-3" formnovalidate autofocus data-focus' in up.text
    down = browser.post(ORDER, data=typed("down RL-1", RL_1="1", RL_2="3", RL_3="2"))
    assert numbers_on(down) == {"RL-3": "1", "RL-1": "2", "RL-2": "3"}
    assert facts(portal, "RL-3")[0] is None


def test_what_is_no_number_is_told_beside_its_file_and_what_was_typed_stays(portal):
    answer = portal.browser(GHANA).post(ORDER, data=typed(RL_1="first", RL_2="1"))
    assert answer.status_code == 422
    assert "This is no whole number from 1 to 999 [OD 34]." in words_of(answer)
    assert 'value="first"' in answer.text
    assert facts(portal, "RL-2")[0] is None


def test_a_stale_page_saves_nothing_and_tells_what_happened_file_by_file(portal):
    made(portal.office, Move("RL-1", "rank", GHANA, {"order": 5}))
    answer = portal.browser(GHANA).post(ORDER, data=typed(RL_1="2", RL_2="1"))
    assert answer.status_code == 409
    assert 'href="#n-RL-1"' in answer.text
    assert 'href="#n-RL-2"' not in answer.text
    assert "the dossier is now at version 2" in words_of(answer)
    assert (facts(portal, "RL-1")[0], facts(portal, "RL-2")[0]) == (5, None)


def test_ties_files_without_a_number_and_gaps_are_explained(portal):
    browser = portal.browser(GHANA)
    browser.post(ORDER, data=typed(RL_1="4", RL_2="4"))
    page = words_of(browser.get(ORDER))
    assert "Several files have the number 4." in page
    assert "Files without a number: 1." in page
    assert "The number 1 is not used. That does no harm" in page


def test_a_file_with_a_place_can_no_longer_be_ranked_and_says_why(portal):
    made(portal.office, Move("RL-3", "include", OFFICER, {"place": "inside"}))
    browser = portal.browser(GHANA)
    page = browser.get(ORDER)
    assert 'name="number RL-3"' not in page.text
    assert "can no longer be ranked" in words_of(page)
    browser.post(ORDER, data=typed(RL_1="2", RL_2="1", RL_3="3"))
    assert [facts(portal, one)[0] for one in ("RL-1", "RL-2", "RL-3")] == [2, 1, None]


def test_another_states_files_are_not_ranked_by_a_forged_page(portal):
    browser = portal.browser(TOGO)
    assert browser.post(ORDER, data=typed(RL_1="1")).status_code == 404
    forged = browser.post(ORDER, data=typed(state="Togo", RL_1="1", RL_6="1") | {"named": "RL-1"})
    assert forged.status_code in (303, 409)
    assert facts(portal, "RL-1") == (None, "", 1)
    missing = browser.post(ORDER, data=typed(state="Guinea"))
    assert missing.status_code == 404
    assert words_of(missing) == words_of(browser.post(ORDER, data=typed(state="Atlantis")))


def test_a_delegation_reads_the_order_and_ranks_nothing(portal):
    browser = portal.browser(LOME)
    page = browser.get(ORDER)
    assert "you may read it" in words_of(page)
    assert "Zangbeto masks" in page.text
    assert 'name="number' not in page.text
    assert "<button" not in page.text.split("<main")[1]
    browser.post(ORDER, data=typed(state="Togo", RL_6="1") | {"seen RL-6": "1"})
    assert facts(portal, "RL-6") == (None, "", 1)


def test_who_speaks_for_two_states_ranks_for_each(portal):
    browser = portal.browser(BOTH)
    page = words_of(browser.get(ORDER))
    assert "Ghana in the cycle of 2028" in page
    assert "Togo in the cycle of 2028" in page
    browser.post(ORDER, data=typed(state="Togo", RL_6="7", RL_1="7") | {"seen RL-6": "1"})
    assert (facts(portal, "RL-6")[0], facts(portal, "RL-1")[0]) == (7, None)


@pytest.fixture
def named(portal, clock):
    """Lake songs and another shared file in the cycle of 2027, where a State may name one."""
    clock.later(days=-365)
    opened_by(portal.office, "RL-9", "Shared drums", GHANA, "Ghana", "Togo", cycle=2027)
    opened_by(portal.office, "RL-10", "Ghana's harp", GHANA, "Ghana", cycle=2027)
    return portal


def test_a_state_names_a_multinational_file_and_it_says_whose_order_that_is(named):
    browser = named.browser(GHANA)
    given = typed(cycle="2027") | {"seen RL-9": "1", "seen RL-10": "1", "named": "RL-9"}
    assert browser.post(ORDER, data=given).status_code == 303
    assert facts(named, "RL-9") == (1, "Ghana", 2)
    assert "named by Ghana, whose order this is" in words_of(browser.get(ORDER))
    togo = words_of(named.browser(TOGO).get(ORDER))
    assert "Ghana names it already; a file is named by one State [19.COM 15.6]." in togo
    taken = typed(state="Togo", cycle="2027") | {"seen RL-9": "2", "named": "RL-9"}
    named.browser(TOGO).post(ORDER, data=taken)
    assert facts(named, "RL-9") == (1, "Ghana", 2)


def test_a_state_names_one_multinational_file_and_no_second_one(named):
    opened_by(named.office, "RL-11", "Shared horns", GHANA, "Ghana", "Togo", cycle=2027)
    browser = named.browser(GHANA)
    answer = browser.get(ORDER)
    for reference in ("RL-9", "RL-11"):
        given = {"seen RL-9": "1", "seen RL-11": "1", "named": reference}
        answer = browser.post(ORDER, data=typed(cycle="2027") | given)
    assert answer.status_code == 409
    assert "Ghana names RL-9 already; a State names one file" in words_of(answer)
    assert facts(named, "RL-11") == (None, "", 1)


def test_a_cycle_in_which_no_state_may_name_one_says_so(portal, clock):
    clock.later(days=-3 * 365)
    opened_by(portal.office, "RL-9", "Shared drums", GHANA, "Ghana", "Togo", cycle=2025)
    page = portal.browser(GHANA).get(ORDER)
    assert re.search(r'value="RL-9" disabled', page.text)
    assert "in the cycle of 2025 no State may name a multinational file" in words_of(page)
