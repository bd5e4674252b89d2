"""The page of the places: a tie is shown, tried and decided with a reason, never on an old page."""

import re

import pytest

from engine.dossier import Actor
from tests.browsing import words_of
from tests.cycle_office import (
    BECAUSE,
    TWO_PLACES,
    decided,
    english_in,
    small_cycle,
    stands,
    steps,
    under,
)
from tests.moves import CHIEF, GHANA, OFFICER, opened, taken
from tests.signed_in import Portal

KENYA = Actor("N. Wanjiru", "state_party", frozenset({"Kenya"}))
AUDITOR = Actor("M. Rossi", "auditor")
PLACES = "/cycles/2026/ranking"
WAITING = {"registered"}


@pytest.fixture
def cycle(office):
    """Five files of 2026, of which two are equal where two places end."""
    return under(small_cycle(office), TWO_PLACES)


@pytest.fixture
def portal(cycle, tmp_path):
    return Portal(cycle, tmp_path)


def fields_of(page):
    """What the hidden fields of the page's form say."""
    return dict(re.findall(r'<input type="hidden" name="(mark|saw)" value="([^"]*)"', page.text))


def test_a_tie_is_shown_side_by_side_with_what_makes_its_files_equal(portal):
    seen = words_of(portal.browser(CHIEF).get(PLACES))
    assert "2 files are of equal priority where the places end; places left for them: 1." in seen
    assert "File 00002 Mijikenda dance Kenya 00003 Scissors dance Peru Level (0) (0)" in seen
    assert "whether it would otherwise have level (i) no no" in seen
    assert "elements and practices per State 2 2" in seen


def test_every_file_says_why_it_stands_where_it_does(portal):
    seen = words_of(portal.browser(OFFICER).get(PLACES))
    assert "1 00001 Kente weaving Ghana Why Level (0): " in seen
    assert (
        "Undecided: there are 2 files of equal priority for 1 place, and a person decides" in seen
    )
    assert "Outside the ceiling: inscriptions on an extended basis take no place" in seen


def test_every_file_says_it_in_french(portal):
    page = portal.browser(OFFICER).get(f"{PLACES}?lang=fr")
    seen = words_of(page)
    assert (
        "1 00001 Kente weaving Ghana Pourquoi Niveau (0) : aucun dossier que Ghana soumet seul "
        "n'est enregistré comme traité au cycle 2025, et celui-ci est son seul dossier. DO 34 ; "
        "19.COM 15.6 Au 31 mars 2025, jour auquel les décomptes sont arrêtés, Ghana participe à 1 "
        "élément ou pratique, dont 1 à titre individuel. DO 34 ; 19.COM 15 Rang 1 sur 4."
    ) in seen
    assert "À départager : il y a 2 dossiers de priorité égale pour 1 place" in seen
    assert "Hors plafond : les inscriptions sur une base élargie n'occupent pas de place" in seen
    assert english_in(page.text) == []
    assert "Level (" in english_in(portal.browser(OFFICER).get(PLACES).text)


def test_a_page_of_a_cycle_without_files_says_so_in_french(office, tmp_path):
    page = Portal(office, tmp_path).browser(OFFICER).get(f"{PLACES}?lang=fr")
    seen = words_of(page)
    assert (
        "Aucun dossier du cycle 2026 ne demande de place. Aucun dossier du cycle 2025 n'est "
        "enregistré : chaque État est réputé avoir son tour tant que les responsables du système "
        "n'ont pas importé ce cycle. Le registre est vide : chaque État est réputé n'avoir aucun "
        "élément."
    ) in seen
    assert english_in(page.text) == []


def test_a_tie_that_is_not_there_is_told_in_french(portal):
    browser = portal.browser(CHIEF)
    seen = fields_of(browser.get(PLACES))
    form = {**seen, "tie": "include", "ceiling": "3", "reason": "Équité."}
    told = words_of(browser.post(f"{PLACES}?lang=fr", data=form))
    assert "Aucun dossier n'est à égalité à la limite : il n'y avait rien à départager." in told
    assert "Motif : Équité." in told


def test_what_follows_is_shown_first_and_moves_nothing(portal, cycle):
    browser = portal.browser(CHIEF)
    seen = fields_of(browser.get(PLACES))
    form = {**seen, "tie": "include", "reason": BECAUSE}
    tried = browser.post(PLACES, data=form)
    assert tried.status_code == 200
    assert "This is what follows. Nothing has moved yet." in words_of(tried)
    assert "Selected under the ceiling: 3. Outside the ceiling: 1. In the backlog: 1." in words_of(
        tried
    )
    assert set(stands(cycle).values()) == WAITING


def test_the_head_decides_a_tie_with_a_reason_and_it_is_done_once(portal, cycle):
    browser = portal.browser(CHIEF)
    form = {**fields_of(browser.get(PLACES)), "tie": "pick", "pick": "00003", "reason": BECAUSE}
    done = browser.post(PLACES, data={**form, "sure": "yes"})
    assert (done.status_code, done.headers["location"]) == (303, f"{PLACES}?done=5")
    assert stands(cycle) == {
        "00001": "included", "00002": "backlog", "00003": "included", "00004": "backlog",
        "00005": "included",
    }  # fmt: skip
    assert "Done. Dossiers moved: 5." in words_of(browser.get(done.headers["location"]))
    again = browser.post(PLACES, data={**form, "sure": "yes"})
    assert again.status_code == 409
    with_reason = [one for one in steps(cycle, "RL-2026-00003") if one[3]]
    assert with_reason == [("include", "R. Haddad", "head", BECAUSE)]


def test_an_officer_may_give_the_places_that_nothing_is_equal_for(portal, cycle):
    browser = portal.browser(OFFICER)
    form = {**fields_of(browser.get(PLACES)), "tie": "", "sure": "yes"}
    assert browser.post(PLACES, data=form).headers["location"] == f"{PLACES}?done=3"
    left = {number for number, state in stands(cycle).items() if state in WAITING}
    assert left == {"00002", "00003"}


def test_a_page_that_went_out_of_date_is_refused_with_both_sides(portal, cycle):
    browser = portal.browser(OFFICER)
    old = fields_of(browser.get(PLACES))
    decided(cycle, ties="leave", reason=BECAUSE)
    before = stands(cycle)
    late = browser.post(
        PLACES, data={**old, "tie": "include", "reason": "typed with care", "sure": "yes"}
    )
    assert late.status_code == 409
    seen = words_of(late)
    assert "The cycle has changed since you opened this page" in seen
    assert "Files of equal priority 00002, 00003 –" in seen
    assert "Places left for them 1 0" in seen
    assert "typed with care" in seen
    assert stands(cycle) == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"tie": "include"}, "This decision needs a written reason."),
        ({"tie": "pick", "reason": "x"}, "Tick the files that are taken."),
        ({"tie": "both", "reason": "x"}, "Say whether the equal files are all taken"),
        ({"ceiling": "sixty", "reason": "x"}, "a whole number from 0 to 10,000"),
        ({"ceiling": "10001", "reason": "x"}, "a whole number from 0 to 10,000"),
        ({"ceiling": "3"}, "This decision needs a written reason."),
        ({"ceiling": "3", "reason": "x" * 4001}, "more than 4,000 characters"),
        ({"tie": "pick", "pick": "00004", "reason": "x"}, "00004"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(portal, cycle, typed, told):
    browser = portal.browser(CHIEF)
    answer = browser.post(PLACES, data={**fields_of(browser.get(PLACES)), **typed})
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert "data-focus" in answer.text
    assert typed.get("reason", "") in answer.text
    assert set(stands(cycle).values()) == WAITING


def test_another_number_than_the_ceilings_is_tried_with_its_reason(portal):
    browser = portal.browser(CHIEF)
    seen = fields_of(browser.get(PLACES))
    tried = browser.post(PLACES, data={**seen, "ceiling": "3", "reason": "Equity."})
    assert "Selected under the ceiling: 3." in words_of(tried)
    ten_thousand = browser.post(PLACES, data={**seen, "ceiling": "10000", "reason": "All."})
    assert "Selected under the ceiling: 4." in words_of(ten_thousand)


def test_only_the_office_decides(portal, cycle):
    seen = fields_of(portal.browser(CHIEF).get(PLACES))
    form = {**seen, "tie": "include", "reason": BECAUSE, "sure": "yes"}
    answers = [portal.browser(who).post(PLACES, data=form) for who in (None, KENYA, AUDITOR)]
    assert [one.status_code for one in answers] == [401, 403, 403]
    assert set(stands(cycle).values()) == WAITING
    auditor = portal.browser(AUDITOR).get(PLACES)
    assert "A tie to decide" in words_of(auditor)
    assert 'name="reason"' not in auditor.text


def test_the_public_reads_the_list_once_it_is_decided_and_no_reasons(portal, cycle):
    before = words_of(portal.browser().get(PLACES))
    assert "The places of this cycle have not been given yet." in before
    assert "equal priority" not in before
    decided(cycle, ties="leave", reason="Between us.")
    after = words_of(portal.browser().get(PLACES))
    assert "Inside the ceiling 1 Inside the ceiling Rank File Element and States" in after
    assert "1 00001 Kente weaving Ghana Representative List (0)" in after
    assert "Backlog 3" in after
    assert "20.COM 8" in after
    assert "Between us." not in after
    assert "Level (0)" not in after


def test_a_state_reads_why_its_own_files_stand_where_they_do(portal, cycle):
    decided(cycle, ties="leave", reason=BECAUSE)
    own = words_of(portal.browser(KENYA).get(PLACES))
    assert "Your files, and why they stand where they do 00002 Mijikenda dance" in own
    assert "not treated in this cycle · Level (0) · Rank 2" in own
    assert "Not selected by decision" in own
    assert own.count("Level (0): ") == 1


def test_a_state_reads_it_in_french_though_it_was_kept_in_english(portal, cycle):
    decided(cycle, ties="leave", reason=BECAUSE)
    page = portal.browser(KENYA).get(f"{PLACES}?lang=fr")
    own = words_of(page)
    assert (
        "non traité dans ce cycle · Niveau (0) · Rang 2 Niveau (0) : aucun dossier que Kenya "
        "soumet seul n'est enregistré comme traité au cycle 2025, et celui-ci est son seul "
        "dossier. DO 34 ; 19.COM 15.6 Au 31 mars 2025,"
    ) in own
    assert (
        "Non retenu par décision : il y a 2 dossiers de priorité égale pour 1 place. Motif : "
        f"{BECAUSE} 19.COM 15"
    ) in own
    assert english_in(page.text) == []


def test_the_page_of_the_dossier_says_it_in_both_languages(portal, cycle):
    decided(cycle, ties="leave", reason=BECAUSE)
    browser = portal.browser(KENYA)
    english, french = (
        words_of(browser.get(f"/dossiers/RL-2026-00002{query}")) for query in ("", "?lang=fr")
    )
    turn = "submits alone is recorded as treated in the cycle of 2025, and this is its only file."
    assert f"Level (0): no file that Kenya {turn} [OD 34; 19.COM 15.6]" in english
    assert (
        "Niveau (0) : aucun dossier que Kenya soumet seul n'est enregistré comme traité au cycle "
        "2025, et celui-ci est son seul dossier. [DO 34 ; 19.COM 15.6]"
    ) in french
    assert "Level (0)" not in french


def test_a_cycle_without_a_decision_of_the_committee_says_so(portal):
    seen = words_of(portal.browser(CHIEF).get("/cycles/2031/ranking"))
    assert "the order of priority of 2031 is not recorded" in seen
    posted = [portal.browser(CHIEF).post(f"/cycles/{n}/ranking", data={}) for n in (2031, 1999)]
    assert [one.status_code for one in posted] == [422, 404]
    french = words_of(portal.browser(CHIEF).get("/cycles/2031/ranking?lang=fr"))
    assert "l'ordre de priorité de 2031 n'est pas enregistrée" in french


def test_a_state_that_has_not_ranked_its_files_stands_against_the_ranking(office, tmp_path):
    for number in (1, 2):
        reference = f"RL-2028-000{number}"
        opened(office, reference)
        taken(office, "submit", GHANA, reference)
        taken(office, "register", OFFICER, reference, file_no=f"0000{number}")
    browser = Portal(office, tmp_path).browser(CHIEF)
    page = browser.get("/cycles/2028/ranking")
    assert "Ghana has 2 files and has not ranked them all: 00001, 00002" in words_of(page)
    assert "Give the places" not in words_of(page)


def test_whatever_stands_in_the_hidden_fields_moves_nothing(portal, cycle):
    browser = portal.browser(CHIEF)
    for mark, saw in (("", ""), ("x" * 64, "a:b:c"), ("é", "1,2:3:4"), ("", "00002,x:1:9")):
        form = {"mark": mark, "saw": saw, "tie": "include", "reason": "x", "sure": "yes"}
        assert browser.post(PLACES, data=form).status_code == 409
    assert set(stands(cycle).values()) == WAITING


def test_an_illustrative_file_keeps_its_flag_in_the_ranking_and_in_a_trial(office, tmp_path):
    opened(office, illustrative="an invented element")
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="00001")
    browser = Portal(office, tmp_path).browser(OFFICER)
    for page in ("ranking", "try?ceiling=0"):
        seen = words_of(browser.get(f"/cycles/2028/{page}"))
        assert "Kente weaving Illustrative Ghana" in seen
