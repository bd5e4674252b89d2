"""On its desk a State sees where its files stand, whose turn it is and what comes next; and nothing
of another State's."""

import pytest

from engine.runtime.moves import Move
from portal.filing.draft import begin, save
from tests.at_the_states_desk import (
    BISSAU,
    BOTH,
    GUINEA,
    LOME,
    TOGO,
    account_of,
    opened_by,
    some_files,
    with_account,
)
from tests.browsing import words_of
from tests.moves import CHIEF, GHANA, OFFICER, made
from tests.signed_in import Portal


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


def test_a_state_sees_its_own_files_by_whose_turn_it_is_theirs_first(portal):
    page = words_of(portal.browser(GHANA).get("/state"))
    mine, rest = page.split("With: Secretariat")
    for title in ("Kente weaving", "Gold weights", "Lake songs"):
        assert title in mine
    now, past = rest.split("Past files (1)")
    assert "Adowa dance" in now
    assert "Hamlet of potters" in past
    assert page.index("Your turn") < page.index("Kente weaving")


@pytest.mark.parametrize(
    ("who", "seen", "unseen"),
    [
        (GHANA, ("Kente", "Lake songs"), ("Zangbeto", "Kora", "Tina")),
        (TOGO, ("Zangbeto", "Lake songs"), ("Kente", "Gold", "Adowa", "Kora", "RL-1")),
        (LOME, ("Zangbeto", "Lake songs"), ("Kente", "Gold", "Adowa", "Kora", "RL-1")),
        (GUINEA, ("Kora",), ("Tina", "Kente", "Lake songs", "Zangbeto")),
        (BISSAU, ("Tina",), ("Kora", "Kente", "Lake songs", "Zangbeto")),
        (BOTH, ("Kente", "Zangbeto", "Lake songs"), ("Kora", "Tina")),
    ],
)
def test_nothing_of_another_state_is_seen_not_even_of_one_whose_name_holds_ours(
    portal, who, seen, unseen
):
    for address in ("/state", "/state/order", "/state?past=1"):
        page = portal.browser(who).get(address).text
        if address != "/state?past=1":
            assert [one for one in seen if one not in page] == []
        assert [one for one in unseen if one in page] == []


def test_the_desk_is_for_those_who_speak_for_a_state(portal):
    assert portal.browser().get("/state").status_code == 401
    for who in (OFFICER, CHIEF):
        answer = portal.browser(who).get("/state")
        assert (answer.status_code, "Kente" in answer.text) == (403, False)


def test_an_empty_desk_says_what_to_do(office, tmp_path):
    portal = Portal(office, tmp_path)
    page = portal.browser(TOGO).get("/state")
    assert "No file of yours is open." in words_of(page)
    assert 'href="/dossiers/new"' in page.text
    reads = portal.browser(LOME).get("/state?lang=fr")
    assert "Les dossiers sont ouverts par le point focal" in words_of(reads)
    assert "/dossiers/new" not in reads.text


def test_the_next_date_is_told_with_its_reasons_and_how_long_it_is(portal):
    page = words_of(portal.browser(GHANA).get("/state"))
    assert "Submission in 30 days" in page
    assert "31 March 2027, 18:00 (Paris time) 2027-03-31 16:00 UTC" in page
    assert "31 March 2027 for the cycle of 2028" in page
    assert "On your clocks" not in page


def test_the_same_instant_is_told_on_the_clocks_of_the_account(portal):
    mine = account_of(portal.office, GHANA, zone="Africa/Accra")
    page = words_of(with_account(portal, mine).get("/state"))
    assert "On your clocks: 31 March 2027, 16:00 (Accra time)" in page
    assert "those of Africa/Accra below" in page


def test_a_date_that_passed_is_overdue(portal, clock):
    clock.later(days=31)
    page = words_of(portal.browser(GHANA).get("/state?lang=fr"))
    assert "échéance dépassée, il y a 20 heures" in page
    assert "le dossier peut être examiné au cours du cycle 2029" in page


def test_a_draft_tells_what_is_missing_as_it_stands(portal):
    office = portal.office
    assert "The form has not been begun." in words_of(portal.browser(GHANA).get("/state"))
    of = begin(office, "RL-1", GHANA)
    save(office, of, {"name_of_element": "Kente"}, 0, GHANA)
    page = words_of(portal.browser(GHANA).get("/state"))
    assert "of 17 still open" in page
    assert "Evidence of consent: nothing is attached" not in page.split("Gold weights")[0][:200]


def test_what_comes_next_is_told_for_who_acts_in_time_and_who_does_not(portal):
    page = words_of(portal.browser(GHANA).get("/state"))
    assert (
        "If it is received by 31 March 2027, 18:00 (Paris time), it is of the cycle of 2028; "
        "otherwise it can be examined in the cycle of 2029"
    ) in page
    assert "Next, the file will be given a place in the cycle" in page


def test_past_files_are_paged(portal):
    for number in range(25):
        opened_by(portal.office, f"OLD-{number}", f"Old song {number}", GHANA, "Ghana")
        made(portal.office, Move(f"OLD-{number}", "withdraw", GHANA))
    browser = portal.browser(GHANA)
    first, second = browser.get("/state").text, browser.get("/state?past=2").text
    assert ("Old song 7<" in first, "Hamlet" in first) == (True, False)
    assert ("Old song 7<" in second, "Hamlet" in second) == (False, True)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert browser.get("/state?past=zwölf").status_code == 200
