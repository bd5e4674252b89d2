"""On the pages the office words its letters; nobody else sees them, and nothing typed is lost."""

import html
import re

import pytest

from engine.dossier import Actor
from engine.runtime.wordings import in_force
from engine.sight import EVERYTHING
from engine.words import Language
from notifications.letters import original
from portal.wording_pages.compared import compared
from portal.wording_pages.saving import save
from tests.browsing import words_of
from tests.moves import BODY, CHIEF, GHANA, OFFICER, opened, taken
from tests.signed_in import Portal

LETTER: tuple[str, Language] = ("submission_received", "en")
PAGE = "/wording/submission_received/en"
REFERENCE = "RL-2028-0001"
ANEW = original(*LETTER).replace("Title: {{ title }}", "About {{ title }}")
BAD = ANEW.replace("{{ title }}", "{{ titel }}")


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    taken(office, "submit", GHANA)
    return Portal(office, tmp_path)


@pytest.fixture
def officer(portal):
    return portal.browser(OFFICER)


def typed(page):
    """What stands in the field of the text."""
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    assert found is not None
    return html.unescape(found.group(1))


def post(browser, then, text=ANEW, why="plainer", seen="0", **query):
    data = {
        "then": then, "text": text.replace("\n", "\r\n"), "why": why, "seen": seen,
        "dossier": REFERENCE,
    }  # fmt: skip
    return browser.post(PAGE, data=data, params=query)


def test_a_stranger_is_asked_to_sign_in_and_only_the_office_words_letters(portal):
    for address in ("/wording", PAGE):
        assert portal.browser().get(address).status_code == 401
        for who in (GHANA, BODY, Actor("Nobody", "committee")):
            page = portal.browser(who).get(address, params={"lang": "fr"})
            assert (page.status_code, "réservée au Secrétariat" in words_of(page)) == (403, True)
        for who in (OFFICER, CHIEF):
            assert portal.browser(who).get(address).status_code == 200
    assert post(portal.browser(GHANA), "save").status_code == 403
    assert post(portal.browser(), "save").status_code == 401


def test_what_another_site_sends_changes_nothing(office, officer):
    answer = officer.post(PAGE, data={"then": "save"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    with office.database.connect() as connection:
        assert in_force(connection) == {}


def test_a_letter_that_is_not_written_has_no_page(officer):
    for address in ("/wording/nothing/en", "/wording/completeness/de"):
        assert officer.get(address).status_code == 404


@pytest.mark.parametrize(
    ("language", "now", "then"),
    [("en", "original", "version 1 A. Lind, 1 March 2027"),
     ("fr", "original", "version 1 A. Lind, 1er mars 2027")],
)  # fmt: skip
def test_the_list_says_of_each_letter_how_it_is_worded(office, officer, language, now, then):
    page = officer.get("/wording", params={"lang": language})
    subject = original("submission_received", language).partition("\n")[0].removeprefix("Subject: ")
    assert f"submission_received {subject} {now}" in words_of(page)
    save(office, *LETTER, ANEW, "A. Lind", "plainer", EVERYTHING)
    page = re.sub(" , submission_received, [^ ]+ [^ ]+", "", words_of(officer.get(page.url)))
    assert f"submission_received {subject} {then}" in page


def test_the_page_shows_the_text_in_force_and_the_letter_of_the_dossier_that_had_it_last(officer):
    page = officer.get(PAGE)
    assert typed(page) == original(*LETTER)
    assert f"Dossier {REFERENCE}: received" in words_of(page)
    assert "Title: Kente weaving" in page.text


def test_a_text_is_checked_and_shown_before_it_is_in_force(office, officer):
    page = post(officer, "check")
    assert (page.status_code, typed(page)) == (200, ANEW)
    assert "Nothing stands against this text." in words_of(page)
    assert "About Kente weaving" in page.text
    with office.database.connect() as connection:
        assert in_force(connection) == {}


@pytest.mark.parametrize(
    ("then", "status", "language", "fault"),
    [
        ("check", 200, "en",
         "Line 3: This letter knows no titel. Is title meant? About {{ titel }}"),
        ("save", 422, "fr",
         "Ligne 3 : Cette lettre ne connaît pas titel. S'agit-il de title? About {{ titel }}"),
    ],
)  # fmt: skip
def test_a_fault_points_to_its_line_and_what_was_typed_stays(
    officer, then, status, language, fault
):
    page = post(officer, then, BAD, why="<plainer>", lang=language)
    assert (page.status_code, typed(page)) == (status, BAD)
    assert re.sub(" ([.?;])", r"\1", words_of(page)).count(fault) == 1
    assert "\n&lt;plainer&gt;</textarea>" in page.text


def test_a_text_is_put_in_force_with_its_reason_and_the_original_restored(office, officer):
    assert post(officer, "save", why="").status_code == 422
    answer = post(officer, "save")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?dossier={REFERENCE}")
    with office.database.connect() as connection:
        assert in_force(connection) == {LETTER: (1, ANEW)}
    page = officer.get(PAGE)
    assert (typed(page), "plainer" in words_of(page)) == (ANEW, True)
    assert "taken out: Title: {{ title }} new: About {{ title }}" in words_of(page)
    assert typed(officer.get(PAGE, params={"version": "0"})) == original(*LETTER)
    assert typed(officer.get(PAGE, params={"version": "9" * 30})) == ANEW
    assert post(officer, "restore", why="as it was", seen="1").status_code == 303
    page = officer.get(PAGE)
    assert typed(page) == original(*LETTER)
    assert "version 2, the original was restored A. Lind" in words_of(page)
    assert typed(officer.get(PAGE, params={"version": "1"})) == ANEW


def test_the_second_of_two_officers_is_told_and_keeps_what_they_typed(portal, office, officer):
    assert post(portal.browser(CHIEF), "save").status_code == 303
    other = ANEW.replace("About", "Concerning")
    page = post(officer, "save", other)
    assert (page.status_code, typed(page)) == (422, other)
    assert "R. Haddad has made version 1 meanwhile (plainer)." in words_of(page)
    assert "taken out: About {{ title }} new: Concerning {{ title }}" in words_of(page)
    with office.database.connect() as connection:
        assert in_force(connection) == {LETTER: (1, ANEW)}
    assert '<input type="hidden" name="seen" value="1">' in page.text
    assert post(officer, "save", other, seen="1").status_code == 303


def test_two_texts_are_compared_line_by_line():
    before, after = ("\n".join(map(str, range(20))).replace("7", word) for word in ("7", "seven"))
    assert list(compared(before, before)) == []
    assert [str(line) for line in compared(before, after)] == [
        "  5", "  6", "- 7", "+ seven", "  8", "  9", "...", "  15", "  16", "- 17", "+ 1seven",
        "  18", "  19",
    ]  # fmt: skip
