"""How the pages are served: what is escaped, withheld, refused, and in which words."""

import re

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from engine.citation import MARKS
from engine.dossier import Actor
from engine.runtime import tables
from engine.runtime.database import writer
from portal.pages import pages
from portal.words import CLOSED, TEMPLATES, link, words
from tests.browsing import BANNER, ODD, OFFICER, say_about, signed_in, words_of
from tests.filing import archive_in
from workflows.catalogue import workflows
from workflows.roles import PEOPLE


def test_a_banner_stands_on_every_page_in_its_language(moved, tmp_path):
    browser = TestClient(pages(moved, say_about, BANNER, archive_in(tmp_path)))
    for path in ("/", "/cycles/2028", "/dossiers/A", "/nowhere"):
        assert BANNER.en in words_of(browser.get(path))
        assert BANNER.fr in words_of(browser.get(f"{path}?lang=fr"))


def test_titles_are_escaped_everywhere(kenya):
    for address in ("/dossiers/B", "/dossiers/B/steps/withdraw", "/dossiers/B?at=2027-03-02"):
        page = kenya.get(address)
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp;" in page.text


def test_an_odd_address_is_named_escaped_and_a_link_keeps_what_stands_in_it(browser):
    address = link("fr", "dossiers", ODD)
    assert address == "/dossiers/%3Cb%3E%26%3F%23%2F%5C%22%C3%A9?lang=fr"
    answer = browser.get(address)
    assert answer.status_code == 404
    assert f"« {ODD} »" in words_of(answer)
    assert "<b>" not in answer.text


def test_an_address_of_a_person_is_shown_to_those_alone_who_read_the_letters(
    browser, moved, officer, kenya, auditor
):
    for known in (officer, kenya, auditor):
        assert "person@example.org" in words_of(known.get("/dossiers/A"))
    assert "person@example.org" not in browser.get("/dossiers/A").text
    bureau = signed_in(browser, moved, Actor("The Bureau", "bureau"))
    assert "person@example.org" not in bureau.get("/dossiers/E").text


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


def test_every_answer_keeps_the_browser_to_what_the_page_brought(officer):
    for path in (
        "/dossiers/A", "/dossiers/A/steps/include", "/nowhere", "/static/pages.css", "/healthz",
    ):  # fmt: skip
        answer = officer.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        allowed = answer.headers["content-security-policy"]
        assert allowed.startswith("default-src 'none'; script-src 'self'; connect-src 'self'")
        assert "unsafe" not in allowed
        assert re.findall(r"(?:https?:)?//|<script>|<style|\sstyle=|\son\w+=", answer.text) == []


def test_a_fault_of_ours_is_a_page_with_the_same_headers_and_no_trace(moved, tmp_path):
    def failing(dossier):
        raise RuntimeError("secret")

    faulty = TestClient(
        pages(moved, failing, None, archive_in(tmp_path)), raise_server_exceptions=False
    )
    seen = signed_in(faulty, moved, OFFICER, raise_server_exceptions=False)
    answer = seen.get("/dossiers/A?lang=fr")
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
    answer = browser.post("/", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "This address can only be read." in words_of(answer)


def test_health_is_data(browser):
    assert browser.get("/healthz").json() == {"status": "ok"}


def test_a_damaged_trail_is_told_on_the_page(moved, officer):
    with writer(moved.database).begin() as connection:
        connection.execute(
            update(tables.dossier).where(tables.dossier.c.reference == "A").values(state="complete")
        )
    seen = words_of(officer.get("/dossiers/A"))
    assert "The audit trail is damaged: dossier A: its state was changed" in seen
    assert "is unbroken" not in seen


def test_the_pages_say_the_words_that_are_written_and_no_others():
    files = [
        *TEMPLATES.glob("*.html"),
        *TEMPLATES.parent.rglob("*.py"),
    ]
    text = "\n".join(file.read_text("utf-8") for file in files)
    written = set(words()["page"])
    assert written - set(re.findall(r"""["'](\w+)["']""", text)) == set()
    assert set(re.findall(r"""say\(["'](\w+)["'][,)]""", text)) - written == set()


def test_every_role_mechanism_choice_stamp_and_mark_has_its_words():
    known = {kind: set(names) for kind, names in words().items()}
    steps = [step for one in workflows().values() for step in one.steps]
    owners = {state.owner or CLOSED for one in workflows().values() for state in one.states}
    assert owners | {role for step in steps for role in step.by} | {*PEOPLE} == known["role"]
    assert set(workflows()) == known["mechanism"]
    assert {name for step in steps for ask in step.asks for name in ask.choices} == known["choice"]
    assert {name for step in steps for name in step.stamps} == known["fact"]
    assert set(MARKS) == known["mark"]
