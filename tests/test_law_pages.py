"""The law on its pages: every value and every requirement, found by words and by paragraph."""

from datetime import date

import pytest

from engine.citation import MARKS
from portal.public_pages.law_found import all_of, is_draft, paragraphs, parameter
from portal.words import words
from tests.browsing import words_of
from tests.signed_in import Portal
from workflows.catalogue import rules
from workflows.law import law
from workflows.selection.keys import KEYS
from workflows.selection.policy import WORDINGS
from workflows.states_parties import states_parties

TODAY = date(2027, 3, 1)


@pytest.fixture
def browser(office, tmp_path):
    return Portal(office, tmp_path).browser()


def test_every_parameter_and_every_requirement_has_its_page_in_both_languages(browser):
    english, french = browser.get("/law").text, browser.get("/law?lang=fr").text
    for key in (*law().names(), *rules()):
        assert f'href="/law/{key}"' in english
        assert f'href="/law/{key}?lang=fr"' in french
        assert browser.get(f"/law/{key}").status_code == 200
        assert browser.get(f"/law/{key}?lang=fr").status_code == 200


def test_a_value_is_told_with_its_cycles_its_source_and_its_mark(browser):
    seen = words_of(browser.get("/law/ceiling"))
    assert "cycle of 2027 in force number 60 wording no more than" in seen
    assert "19.COM 15 verified" in seen
    amount = words_of(browser.get("/law/bureau_threshold"))
    assert "from 1 June 2016 on in force amount in US$ US$100,000" in amount
    assert "from 19 June 2008 on amount in US$ US$25,000" in amount


def test_a_draft_is_marked_as_no_law_and_is_never_in_force(browser):
    seen = words_of(browser.get("/law/ceiling"))
    assert "cycles 2028 to 2029 Draft, not law" in seen
    french = words_of(browser.get("/law/ceiling?lang=fr"))
    assert "cycles 2028 à 2029 Projet, sans valeur de règle" in french
    assert "projet, comme 19.COM 15" in french
    then = parameter(law(), words()["parameter"], "ceiling", date(2028, 6, 1))
    assert (then.draft, then.now) == (True, None)
    assert [is_draft(value) for value in then.values][:2] == [True, False]


def test_the_value_in_force_is_that_of_the_day():
    def amount(day):
        found = parameter(law(), words()["parameter"], "bureau_threshold", day).now
        return found and found["amount"]

    assert amount(date(2008, 6, 18)) is None
    assert amount(date(2008, 6, 19)) == 25_000
    assert amount(date(2016, 5, 31)) == 25_000
    assert amount(date(2016, 6, 1)) == 100_000


def test_the_dates_that_follow_are_shown_for_the_cycles_around(browser):
    seen = words_of(browser.get("/law/submission"))
    assert "What follows for cycles" in seen
    assert "2028 31 March 2027, 18:00 (Paris time)" in seen
    assert "What follows for cycles" not in words_of(browser.get("/law/bureau_threshold"))


def test_a_requirement_says_where_it_is_asked(browser):
    seen = words_of(browser.get("/law/received_in_time"))
    assert "The dossier is received by the submission deadline of its cycle. · " in seen
    assert "Asked at these steps" in seen
    always = words_of(browser.get("/law/acts_for_a_submitting_state"))
    assert "asked at every step" in always


def test_the_law_is_found_by_its_words_in_either_language_and_by_paragraph(browser):
    def found(asked):
        return words_of(browser.get(f"/law?{asked}"))

    assert "Found: 1. Numbers and dates 1" in found("q=Largest+Bureau")
    assert "Largest request for assistance" in found("q=Plus+grande+demande")
    assert "Nothing is found for this." in found("q=zzz")
    by_paragraph = found("paragraph=OD+55")
    assert "OD 55" in by_paragraph
    assert "Largest request" not in by_paragraph
    assert found("paragraph=OD+9999").count("Found: ") == 1
    assert browser.get("/law?q=" + "x" * 5000).status_code == 200


def test_what_is_no_rule_is_answered_in_a_sentence(browser):
    answer = browser.get("/law/nothing%00")
    assert answer.status_code == 404
    assert "No rule is named “nothing" in words_of(answer)


def test_a_citation_is_taken_apart():
    assert paragraphs("OD 47-49; 8.COM 10, 10.COM 14.b") == ["OD 47-49", "8.COM 10", "10.COM 14.b"]
    assert paragraphs("draft; as 19.COM 15") == ["as 19.COM 15"]


def test_paragraphs_stand_in_the_order_of_their_numbers():
    known = all_of(law(), words()["parameter"], rules(), TODAY).paragraphs
    assert known.index("7.COM 12") < known.index("10.COM 13")
    assert known.index("OD 34") < known.index("OD 160-164")


def test_every_name_of_the_law_has_its_words():
    known = words()
    assert set(known["parameter"]) == set(law().names())
    assert {name: said.en for name, said in known["parameter"].items()} == dict(law().labels)
    assert known["priority_key"] == {name: key.label for name, key in KEYS.items()}
    assert known["wording"] == WORDINGS
    said = {n for name in law().names() for value in law().values(name) for n in value.says}
    assert {n for n in said if not n.endswith("_fr")} - set(known["law_field"]) == set()
    groups = {one.group or "not known" for one in states_parties().values()}
    assert groups | {"multinational", "not known"} == set(known["electoral_group"])
    assert set(MARKS) == set(known["mark"])
