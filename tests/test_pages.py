"""What the pages of the cycles and of a dossier say."""

import re

import pytest
from starlette.testclient import TestClient

from portal.pages import pages
from tests.browsing import file_of, say_about, words_of
from tests.filing import archive_in


def test_a_page_lists_the_cycles_and_what_belongs_to_none(kenya):
    rows = re.findall(r'<th scope="row">.*?</tr>', kenya.get("/cycles").text, re.DOTALL)
    told = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
    assert [row.split()[0] for row in told] == ["2028", "2026", "Outside"]
    assert told[0].startswith("2028 3 ")
    assert told[0].endswith("2 April 2027")
    assert told[2].startswith("Outside the cycles 1 ")


def test_an_empty_office_says_that_it_is_empty(office, tmp_path):
    empty = TestClient(pages(office, say_about, None, archive_in(tmp_path)))
    assert "There is no dossier yet." in words_of(empty.get("/cycles"))
    assert "Il n'y a encore aucun dossier." in words_of(empty.get("/cycles?lang=fr"))


def test_a_cycle_groups_its_dossiers_by_state_in_the_order_of_travel(kenya):
    page = kenya.get("/cycles/2028")
    assert re.findall(r'<section class="group".*?<h2[^>]*>([^<]+) <', page.text, re.DOTALL) == [
        "In preparation by the State Party",
        "Received by the Secretariat",
        "Registered",
    ]
    seen = words_of(page)
    assert "Whose turn it is: State Party 1, Secretariat 2" in seen
    assert "02222 Song of the lake Kenya Representative List 1 March 2027" in seen
    assert "C School of weaving Kenya Register of Good Practices 2 April 2027" in seen


def test_a_cycle_shows_nobody_the_drafts_of_others(browser, officer):
    assert "All 1 " in words_of(browser.get("/cycles/2028"))
    assert "All 2 " in words_of(officer.get("/cycles/2028"))


def test_a_cycle_in_french_names_states_and_turns_in_french(officer, kenya):
    assert "Reçu, à enregistrer" in words_of(officer.get("/cycles/2028?lang=fr"))
    seen = words_of(kenya.get("/cycles/2028?lang=fr"))
    assert "Reçu par le Secrétariat" in seen
    assert "À qui d'agir: État partie 1, Secrétariat 2" in seen


def test_the_filter_by_workflow_shows_its_dossiers_and_the_counts_of_all(kenya):
    seen = words_of(kenya.get("/cycles/2028?workflow=gsp"))
    assert "School of weaving" in seen
    assert "Song of the lake" not in seen
    assert "All 3 Register of Good Practices 1 Representative List 2" in seen
    nobody = words_of(kenya.get("/cycles/2028?workflow=unknown"))
    assert "No dossier of this kind." in nobody


def test_dossiers_outside_the_cycles_have_their_page(kenya):
    assert "After the flood" in words_of(kenya.get("/cycles/outside"))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("Registered Secretariat since 1 March 2027 · 31 days", "will be registered"),
        ),
        (
            "fr",
            ("Enregistré Secrétariat depuis 1er mars 2027 · 31 jours", "sera enregistré"),
        ),
    ],
)
def test_a_dossier_says_where_it_stands_and_whose_turn_it_is(officer, language, told):
    page = officer.get(f"/dossiers/A?lang={language}")
    assert f'<html lang="{language}"' in page.text
    assert page.headers["content-language"] == language
    assert [part for part in told if part not in words_of(page)] == []


def test_the_timeline_tells_every_entry_the_latest_first(officer, moved):
    page = officer.get("/dossiers/A")
    entries = file_of(moved, "A").entries
    told = re.findall(r'<li id="entry-(\d)">\s*<h3>([^<]+)</h3>', page.text)
    assert told == [("3", "Registered"), ("2", "Submitted"), ("1", "Draft opened")]
    assert re.findall(r'<code title="(\w{64})">(\w{12})</code></p>', page.text) == [
        (entry.hash, entry.hash[:12]) for entry in reversed(entries)
    ]
    assert '<time datetime="2027-03-01T14:00:00Z">1 March 2027, 15:00 (Paris time)' in page.text
    seen = words_of(page)
    assert "2027-03-01 14:00 UTC Ana, Secretariat OD 54 file number 02222" in seen
    assert "the chain of 3 entries is unbroken" in seen
    assert "Registered waiting to leave" in seen


def test_the_timeline_in_french_speaks_french(officer):
    seen = words_of(officer.get("/dossiers/A?lang=fr"))
    assert "1er mars 2027 à 15 h 00 (heure de Paris)" in seen
    assert "la chaîne de 3 entrées est intacte" in seen
    assert "en attente d'envoi" in seen


def test_a_deadline_comes_with_its_derivation_its_paragraph_and_its_mark(officer):
    seen = words_of(officer.get("/dossiers/A"))
    assert "Submission passed 31 March 2027, 18:00 (Paris time) 2027-03-31 16:00 UTC" in seen
    assert "31 March 2027 for the cycle of 2028 at 18:00 (Europe/Paris) OD 54" in seen
    assert "Missing information in 181 days 30 September 2027, 23:59 (Paris time)" in seen


def test_a_deadline_is_derived_in_french_on_a_page_in_french(officer):
    seen = words_of(officer.get("/dossiers/A?lang=fr"))
    assert "31 mars 2027 pour le cycle 2028 à 18 h 00 (heure de Paris) DO 54 ; avis pour" in seen
    assert "for the cycle" not in seen


def test_what_can_be_done_names_who_may_and_what_stands_against_it(officer):
    seen = words_of(officer.get("/dossiers/C"))
    assert (
        "Noted as received late Nothing stands against it now Secretariat, Head of the "
        "Secretariat, the system · OD 54 · leads to: Received late "
        "Letter: Received after the deadline"
    ) in seen
    assert "Registered This stands against it now received 2 April 2027, 11:00" in seen
    assert "leads to: Registered to be given: file number Letter: Registered" in seen
    assert "speaks for" not in seen


def test_predecessor_and_successor_lead_to_each_other(kenya):
    assert '<dd><a href="/dossiers/B?lang=fr">B</a>' in kenya.get("/dossiers/D?lang=fr").text
    assert '<dd><a href="/dossiers/D">D</a>' in kenya.get("/dossiers/B").text


def test_what_is_illustrative_says_so_above_the_title(kenya):
    text = kenya.get("/dossiers/B").text
    assert text.index("an invented element") < text.index("<h1>")


def test_the_public_reads_where_a_registered_file_stands_and_nothing_more(browser):
    seen = words_of(browser.get("/dossiers/A"))
    assert "Song of the lake" in seen
    assert "02222" in seen
    for kept in ("Ana", "person@example.org", "Place in the cycle", "What has happened"):
        assert kept not in seen
