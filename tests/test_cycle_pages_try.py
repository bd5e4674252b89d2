"""Other rules are tried on the pages: two policies side by side, in an address that can be sent."""

import pytest

from engine.dossier import Actor
from portal.cycle_pages.policies import policies
from portal.cycle_pages.trial_asked import ORDERS, Trial, trial
from tests.browsing import words_of
from tests.cycle_office import TWO_PLACES, english_in, small_cycle, stands, under
from tests.moves import CHIEF, OFFICER
from tests.signed_in import Portal
from workflows.law import law

KENYA = Actor("N. Wanjiru", "state_party", frozenset({"Kenya"}))
TRY = "/cycles/2026/try"


@pytest.fixture
def cycle(office):
    return under(small_cycle(office), TWO_PLACES)


@pytest.fixture
def browser(cycle, tmp_path):
    return Portal(cycle, tmp_path).browser(OFFICER)


def test_the_form_alone_compares_nothing(browser):
    seen = words_of(browser.get(TRY))
    assert "What is in force for this cycle" in seen
    assert "Draft for 2028 (not law)" in seen
    assert "What would be otherwise" not in seen


def test_a_draft_with_another_ceiling_shows_who_enters_and_why(browser, cycle):
    before = stands(cycle)
    seen = words_of(browser.get(f"{TRY}?against=law&rules=draft-2028&ceiling=3"))
    assert "Files that enter: 2. Files that leave: 0. Files that move: 0." in seen
    assert "Backlog: 1 before, 1 after." in seen
    assert "Ceiling no more than 2 19.COM 15 no more than 3 trial" in seen
    assert "00002 Mijikenda dance Kenya Why Level (0): " in seen
    assert "Undecided, rank 2, (0) Selected, rank 2, (0)" in seen
    assert "(0) 1 3 +2" in seen
    assert "Group V(a) 1 2 +1" in seen
    assert stands(cycle) == before


def test_a_trial_gives_its_reasons_in_french(browser):
    answer = browser.get(f"{TRY}?against=law&rules=draft-2028&ceiling=3&without=00001&lang=fr")
    seen = words_of(answer)
    assert "Plafond au plus 2 19.COM 15 au plus 3 essai" in seen
    assert "2028-2029 projet ; comme DO 34 et 19.COM 15" in seen
    assert "00002 Mijikenda dance Kenya Pourquoi Niveau (0) : aucun dossier que Kenya soumet" in (
        seen
    )
    assert "et celui-ci est son seul dossier. projet ; comme DO 34 et 19.COM 15.6 Au 31 mars" in (
        seen
    )
    assert "Pourquoi Il est retiré dans cet essai. essai" in seen
    assert english_in(answer.text) == []


def test_the_order_of_levels_and_files_taken_out_are_tried(browser):
    seen = words_of(browser.get(f"{TRY}?levels=iii,ii,i,0&without=00001"))
    assert "Order of the levels (0), (i), (ii), (iii) (iii), (ii), (i), (0)" in seen
    assert "Withdrawn" in seen


def test_a_fact_of_a_file_is_tried_as_on_the_command_line(browser):
    seen = words_of(browser.get(f"{TRY}?changes=00004.states%3DHaiti"))
    assert "What would be otherwise" in seen
    assert "Lake songs" in seen


@pytest.mark.parametrize(
    ("asked", "en", "fr"),
    [
        ("ceiling=sixty", "a whole number from 0 to 10,000", "un nombre entier de 0 à 10 000"),
        ("ceiling=10001", "a whole number from 0 to 10,000", "un nombre entier de 0 à 10 000"),
        ("rules=nonsense", "There is no policy of that name.", "Aucune politique ne porte ce nom."),
        ("levels=i,i", "Each of the four levels", "Chacun des quatre niveaux"),
        ("without=abc", "numbers of at most five digits", "numéro de cinq chiffres"),
        ("changes=" + "a%0A" * 41, "at most 40 changes", "40 modifications au plus"),
        ("changes=abc", "abc: it is not NAME=VALUE", "abc : ce n'est pas de la forme NOM=VALEUR"),
        ("without=99999", "99999: there is no such file", "99999 : ce dossier ne figure pas dans"),
    ],
)
def test_what_cannot_be_tried_is_told_and_stays_typed(browser, asked, en, fr):
    for language, told in (("en", en), ("fr", fr)):
        answer = browser.get(f"{TRY}?{asked}&lang={language}")
        assert answer.status_code == 422
        assert told in words_of(answer)
    assert browser.get(f"{TRY}?ceiling=x%22y").text.count('value="x&#34;y"') == 1


def test_the_largest_ceiling_that_can_be_tried_is_ten_thousand(browser):
    assert browser.get(f"{TRY}?ceiling=10000").status_code == 200


def test_a_cycle_without_rules_is_tried_under_rules_that_are_named(browser):
    unknown = browser.get("/cycles/2031/try?rules=law")
    assert unknown.status_code == 422
    assert "the order of priority of 2031 is not recorded" in words_of(unknown)


def test_the_simulator_is_for_those_who_may_read_the_ranking(cycle, tmp_path):
    portal = Portal(cycle, tmp_path)
    answers = [portal.browser(who).get(TRY) for who in (None, KENYA, CHIEF)]
    assert [one.status_code for one in answers] == [401, 403, 200]


def test_the_policies_are_the_law_its_rules_and_the_drafts():
    assert list(policies(law())) == [
        "law", "2014-2023", "2024-2025", "2026-2027", "2028-2029", "draft-2028",
    ]  # fmt: skip


def test_an_address_says_all_that_is_asked():
    asked = trial({"ceiling": " 70 ", "lang": "fr", "changes": "keys.ii=inscribed\n\n"})
    assert asked == Trial(ceiling="70", changes="keys.ii=inscribed")
    assert asked.changed == ["ceiling=70", "keys.ii=inscribed"]
    assert trial({"lang": "fr"}) is None
    assert len(ORDERS) == 24
