import html
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from engine.citation import MARKS
from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.moves import Move, Moved
from engine.words import Words
from portal import told
from portal.pages import pages
from portal.words import CLOSED, TEMPLATES, link, words
from workflows.about import about
from workflows.catalogue import workflows
from workflows.law import law

KENYA = Actor("Delegation of Kenya", "state_party", frozenset({"Kenya"}))
OFFICER = Actor("Ana", "secretariat")
ODD = '<b>&?#/\\"é'
TITLE = "<script>alert('x')</script> & \"song\""
BANNER = Words("This is a demonstration.", "Ceci est une démonstration.")


def say_about(dossier):
    return about(law(), dossier)


@pytest.fixture
def moved(office, clock):
    """A is registered; B is a draft that succeeds D, withdrawn from another cycle; C, a
    proposal to the Register, was submitted late; E is an emergency request."""

    def make(reference, trigger, actor, opens=None, **answers):
        move = Move(reference, trigger, actor, answers, opens=opens)
        assert isinstance(outcome := office.execute(move), Moved), outcome
        clock.later(hours=1)

    common = {"states": ["Kenya"], "contact": "person@example.org"}
    make("A", "open", KENYA, opens="rl", title="Song of the lake", cycle=2028, **common)
    make("A", "submit", KENYA)
    make("A", "register", OFFICER, file_no="02222")
    make("D", "open", KENYA, opens="usl", title="Lost song", cycle=2026, **common)
    make("D", "withdraw", KENYA)
    make(
        "B", "open", KENYA, opens="rl", title=TITLE, cycle=2028, predecessor="D",
        illustrative="an invented element", **common,
    )  # fmt: skip
    make("C", "open", KENYA, opens="gsp", title="School of weaving", cycle=2028, **common)
    make(
        "E", "open", KENYA, opens="assistance_emergency", title="After the flood", amount=80_000,
        emergency="a flood of the lake", **common,
    )  # fmt: skip
    clock.at = datetime(2027, 4, 2, 9, tzinfo=UTC)
    make("C", "submit", KENYA)
    return office


@pytest.fixture
def browser(moved):
    return TestClient(pages(moved, say_about, None))


def words_of(answer):
    """The text that a reader sees, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def file_of(office, reference):
    with queries.looking(office.database) as connection:
        found = queries.file(connection, reference)
    assert found is not None
    return found


def test_the_first_page_lists_the_cycles_and_what_belongs_to_none(browser):
    seen = words_of(browser.get("/"))
    assert "2028 3 2 April 2027 2026 1 1 March 2027 Outside the cycles 1 1 March 2027" in seen


def test_an_empty_office_says_that_it_is_empty(office):
    empty = TestClient(pages(office, say_about, None))
    assert "There is no dossier yet." in words_of(empty.get("/"))
    assert "Il n'y a encore aucun dossier." in words_of(empty.get("/?lang=fr"))


def test_a_cycle_groups_its_dossiers_by_state_in_the_order_of_travel(browser):
    page = browser.get("/cycles/2028")
    assert re.findall(r'<section class="group" id="(\w+)"', page.text) == [
        "draft",
        "submitted",
        "registered",
    ]
    seen = words_of(page)
    assert "Whose turn it is: State Party 1, Secretariat 2" in seen
    assert "02222 Song of the lake Kenya Representative List 1 March 2027" in seen
    assert "C School of weaving Kenya Register of Good Practices 2 April 2027" in seen


def test_a_cycle_in_french_names_states_and_turns_in_french(browser):
    seen = words_of(browser.get("/cycles/2028?lang=fr"))
    assert "Reçu, à enregistrer" in seen
    assert "À qui d'agir: État partie 1, Secrétariat 2" in seen


def test_the_filter_by_workflow_shows_its_dossiers_and_the_counts_of_all(browser):
    seen = words_of(browser.get("/cycles/2028?workflow=gsp"))
    assert "School of weaving" in seen
    assert "Song of the lake" not in seen
    assert "All 3 Register of Good Practices 1 Representative List 2" in seen
    nobody = words_of(browser.get("/cycles/2028?workflow=unknown"))
    assert "No dossier of this kind." in nobody


def test_dossiers_outside_the_cycles_have_their_page(browser):
    assert "After the flood" in words_of(browser.get("/cycles/outside"))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Registered Secretariat since 1 March 2027", "will be registered", "Facts")),
        ("fr", ("Enregistré Secrétariat depuis 1er mars 2027", "sera enregistré", "Faits")),
    ],
)
def test_a_dossier_says_where_it_stands_and_whose_turn_it_is(browser, language, told):
    page = browser.get(f"/dossiers/A?lang={language}")
    assert f'<html lang="{language}"' in page.text
    assert page.headers["content-language"] == language
    assert [part for part in told if part not in words_of(page)] == []


def test_the_timeline_tells_every_entry_the_latest_first(browser, moved):
    page = browser.get("/dossiers/A")
    entries = file_of(moved, "A").entries
    told = re.findall(r'id="entry-(\d)">\s*<h3>([^<]+)</h3>', page.text)
    assert told == [("3", "Registered"), ("2", "Submitted"), ("1", "Draft opened")]
    assert re.findall(r'<code title="(\w{64})">(\w{12})</code></p>', page.text) == [
        (entry.hash, entry.hash[:12]) for entry in reversed(entries)
    ]
    assert '<time datetime="2027-03-01T14:00:00Z">1 March 2027, 15:00 (Paris time)' in page.text
    seen = words_of(page)
    assert "2027-03-01 14:00 UTC Ana, Secretariat OD 54 file number 02222" in seen
    assert "the chain of 3 entries is unbroken" in seen
    assert "registered waiting to leave" in seen


def test_the_timeline_in_french_speaks_french(browser):
    seen = words_of(browser.get("/dossiers/A?lang=fr"))
    assert "1er mars 2027 à 15 h 00 (heure de Paris)" in seen
    assert "la chaîne de 3 entrées est intacte" in seen
    assert "en attente d'envoi" in seen


def test_a_deadline_comes_with_its_derivation_its_paragraph_and_its_mark(browser):
    seen = words_of(browser.get("/dossiers/A"))
    assert "Submission passed 31 March 2027, 18:00 (Paris time) 2027-03-31 16:00 UTC" in seen
    assert "31 March 2027 for the cycle of 2028 at 18:00 (Europe/Paris) OD 54" in seen
    assert "Missing information in 181 days 30 September 2027, 23:59 (Paris time)" in seen


def test_what_can_be_done_names_who_may_and_what_stands_against_it(browser):
    seen = words_of(browser.get("/dossiers/C"))
    assert (
        "Registered register Secretariat, Head of the Secretariat · OD 54 · leads to: Registered "
        "to be given: file number This stands against it now received 2 April 2027, 11:00"
    ) in seen
    assert (
        "Noted as received late note_late_receipt Secretariat, Head of the Secretariat, "
        "the system · OD 54 · leads to: Received late Nothing stands against it now"
    ) in seen
    assert "speaks for" not in seen


def test_predecessor_and_successor_lead_to_each_other(browser):
    assert '<dd><a href="/dossiers/B?lang=fr">B</a>' in browser.get("/dossiers/D?lang=fr").text
    assert '<dd><a href="/dossiers/D">D</a>' in browser.get("/dossiers/B").text


def test_what_is_illustrative_says_so_above_the_title(browser):
    text = browser.get("/dossiers/B").text
    assert text.index("an invented element") < text.index("<h1>")
    assert "Illustrative" in words_of(browser.get("/cycles/2028"))


def test_a_banner_stands_on_every_page_in_its_language(moved):
    browser = TestClient(pages(moved, say_about, BANNER))
    for path in ("/", "/cycles/2028", "/dossiers/A", "/nowhere"):
        assert BANNER.en in words_of(browser.get(path))
        assert BANNER.fr in words_of(browser.get(f"{path}?lang=fr"))


def test_titles_are_escaped_everywhere(browser):
    for page in (browser.get("/cycles/2028"), browser.get("/dossiers/B")):
        assert "<script" not in page.text
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp;" in page.text


def test_an_odd_address_is_named_escaped_and_a_link_keeps_what_stands_in_it(browser):
    address = link("fr", "dossiers", ODD)
    assert address == "/dossiers/%3Cb%3E%26%3F%23%2F%5C%22%C3%A9?lang=fr"
    answer = browser.get(address)
    assert answer.status_code == 404
    assert f"« {ODD} »" in words_of(answer)
    assert "<b>" not in answer.text


def test_an_address_of_a_person_is_not_shown(browser):
    page = browser.get("/dossiers/A")
    assert "person@example.org" not in page.text
    assert "recorded, not shown here" in words_of(page)


def test_a_dossier_is_found_by_its_file_number_or_reference(browser):
    for text in ("A", " 02222 "):
        found = browser.get("/find", params={"q": text, "lang": "fr"}, follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, "/dossiers/A?lang=fr")
    assert "Song of the lake" in words_of(browser.get("/dossiers/02222"))


@pytest.mark.parametrize(
    ("path", "en", "fr"),
    [
        ("/dossiers/nope", "There is no dossier with the reference or file number “nope”.",
         "Aucun dossier n'a la référence ou le numéro « nope »."),
        ("/dossiers/a%00b%FF", "There is no dossier with the reference", "Aucun dossier n'a"),
        ("/find?q=nope", "file number “nope”", "le numéro « nope »"),
        ("/cycles/1999", "There is no dossier in a cycle “1999”.",
         "Aucun dossier d'un cycle « 1999 »."),
        ("/cycles/٢٠٢٨", "There is no dossier in a cycle", "Aucun dossier d'un cycle"),
        ("/cycles/99999999999999999999", "There is no dossier", "Aucun dossier d'un cycle"),
        ("/nowhere", "Nothing is to be found at this address.",
         "Rien ne se trouve à cette adresse."),
        ("/static/nothing.css", "Nothing is to be found", "Rien ne se trouve"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_answered_in_a_sentence(browser, path, en, fr):
    mark = "&" if "?" in path else "?"
    english, french = browser.get(path), browser.get(f"{path}{mark}lang=fr")
    assert (english.status_code, french.status_code) == (404, 404)
    assert en in words_of(english)
    assert fr in words_of(french)


def test_every_answer_keeps_the_browser_to_what_the_page_brought(browser):
    for path in ("/", "/dossiers/A", "/nowhere", "/static/pages.css", "/healthz"):
        answer = browser.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style")
        assert re.findall(r"(?:https?:)?//|<script|<style|\sstyle=|\son\w+=", answer.text) == []


def test_a_fault_of_ours_is_a_page_with_the_same_headers_and_no_trace(moved):
    def failing(dossier):
        raise RuntimeError("secret")

    faulty = pages(moved, failing, None)
    answer = TestClient(faulty, raise_server_exceptions=False).get("/dossiers/A?lang=fr")
    assert answer.status_code == 500
    assert "Un problème est survenu de notre côté." in words_of(answer)
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_link_to_the_other_language_keeps_the_question_and_stays_on_this_host(browser):
    page = browser.get("/cycles/2028?workflow=gsp")
    assert '<a class="tongue" href="/cycles/2028?workflow=gsp&amp;lang=fr"' in page.text
    elsewhere = browser.get("http://testserver//example.org/x?lang=fr")
    assert 'href="/example.org/x?lang=en"' in elsewhere.text


def test_a_method_that_is_not_served_says_which_is(browser):
    answer = browser.post("/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "This address can only be read." in words_of(answer)


def test_health_is_data(browser):
    assert browser.get("/healthz").json() == {"status": "ok"}


def test_a_damaged_trail_is_told_on_the_page(moved):
    file = file_of(moved, "A")
    entries = list(file.entries)
    entries[1] = replace(entries[1], actor="Somebody else")
    damaged = replace(file, entries=tuple(entries))
    altered = replace(file, dossier=replace(file.dossier, state="complete"))

    def broken(one):
        seen = say_about(one.dossier)
        return told.told(one, seen, lambda name, _: workflows()[name], law(), moved.clock())[
            "broken"
        ]

    assert broken(file) is None
    assert broken(damaged) == (
        "dossier A, entry 2 was changed: its content does not match its hash"
    )
    assert broken(altered) == (
        "dossier A: its state was changed: its entries lead to registered, but it stands as "
        "complete"
    )


def test_the_pages_say_the_words_that_are_written_and_no_others():
    files = [
        *TEMPLATES.glob("*.html"),
        *(TEMPLATES.parent / f for f in ("pages.py", "laid_out.py", "told.py")),
    ]
    text = "\n".join(file.read_text("utf-8") for file in files)
    written = set(words()["page"])
    assert written - set(re.findall(r"""["'](\w+)["']""", text)) == set()
    assert set(re.findall(r"""say\(["'](\w+)["'][,)]""", text)) - written == set()


def test_every_role_mechanism_choice_stamp_and_mark_has_its_words():
    known = {kind: set(names) for kind, names in words().items()}
    steps = [step for one in workflows().values() for step in one.steps]
    owners = {state.owner or CLOSED for one in workflows().values() for state in one.states}
    assert owners | {role for step in steps for role in step.by} == known["role"]
    assert set(workflows()) == known["mechanism"]
    assert {name for step in steps for ask in step.asks for name in ask.choices} == known["choice"]
    assert {name for step in steps for name in step.stamps} == known["fact"]
    assert set(MARKS) == known["mark"]
