"""The status of a file in plain words: what was done, where it is, what will be done."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Move
from tests.browsing import KENYA, OFFICER, words_of
from tests.moves import made, taken
from tests.signed_in import Portal

PERU = Actor("Delegation of Peru", "state_party", frozenset({"Peru"}))


@pytest.fixture
def portal(moved, tmp_path):
    return Portal(moved, tmp_path)


def test_a_file_is_told_in_three_tenses(portal):
    seen = words_of(portal.browser().get("/dossiers/02222"))
    assert "What was done 1 March 2027 Received by the Secretariat 1 March 2027 Registered" in seen
    assert "Where it is now Registered Since 1 March 2027 Whose turn it is: Secretariat" in seen
    assert (
        "What will be done The file will be given a place in the cycle will wait for a later cycle"
    ) in seen
    assert "Nominations and proposals are received" not in seen  # its date is over
    assert "Missing information is received 30 September 2027, 23:59 (Paris time)" in seen


def test_the_status_speaks_french(portal):
    seen = words_of(portal.browser().get("/dossiers/02222?lang=fr"))
    assert "Ce qui a été fait" in seen
    assert "À qui d'agir : Secrétariat" in seen
    assert "Le dossier recevra une place dans le cycle" in seen


def test_people_letters_and_reasons_are_not_told(portal, moved):
    taken(moved, "rank", KENYA, "A", order=1)
    text = portal.browser().get("/dossiers/A").text
    for secret in ("Ana", "Delegation of Kenya", "person@example.org", "held", "rank"):
        assert secret not in text


def test_the_draft_before_it_is_not_told(portal):
    assert "In preparation" not in words_of(portal.browser().get("/dossiers/A"))


def test_a_draft_and_a_number_that_nobody_has_are_answered_alike(portal):
    browser = portal.browser(PERU)
    draft, nobody = browser.get("/dossiers/B"), browser.get("/dossiers/Q")
    assert (draft.status_code, nobody.status_code) == (404, 404)
    assert draft.text.replace("B”", "Q”").replace("/B", "/Q") == nobody.text


def test_a_file_that_is_over_says_that_nothing_more_will_be_done(portal, moved):
    taken(moved, "withdraw", KENYA, "A")
    seen = words_of(portal.browser().get("/dossiers/A"))
    assert "Where it is now Withdrawn by the State Party" in seen
    assert "Nothing more will be done with this file." in seen
    assert "Dates of its cycle" not in seen


def test_a_number_leads_to_its_file_whatever_it_is(portal):
    browser = portal.browser()
    for number, address in (
        (" 02222 ", "/dossiers/02222"), ("nobody", "/dossiers/nobody"),
        ("a/b?", "/dossiers/a%2Fb%3F"),
    ):  # fmt: skip
        answer = browser.get("/status", params={"number": number})
        assert (answer.status_code, answer.headers["location"]) == (303, address)
    french = browser.get("/status", params={"number": "02222", "lang": "fr"})
    assert french.headers["location"] == "/dossiers/02222?lang=fr"


@pytest.mark.parametrize("number", ["", "  ", ".", ".."])
def test_without_a_number_the_start_asks_for_one(portal, number):
    answer = portal.browser().get("/status", params={"number": number})
    assert answer.status_code == 422
    assert "Write the number of a file first." in words_of(answer)


def test_a_file_that_continues_in_another_names_it_once_that_is_public(portal, moved, clock):
    clock.at = datetime(2027, 3, 10, 9, tzinfo=UTC)
    taken(moved, "withdraw", KENYA, "A")
    facts = {
        "title": "Song of the lake", "cycle": 2028, "states": ["Kenya"],
        "contact": "p@example.org", "predecessor": "A",
    }  # fmt: skip
    made(moved, Move("A2", "open", KENYA, facts, opens="rl"))
    assert "A2" not in portal.browser().get("/dossiers/A").text
    taken(moved, "submit", KENYA, "A2")
    taken(moved, "register", OFFICER, "A2", file_no="02223")
    seen = words_of(portal.browser().get("/dossiers/A"))
    assert "It continues in A2, cycle 2028" in seen
