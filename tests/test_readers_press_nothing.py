"""An auditor reads every page and finds no form on it that would answer that it is not theirs."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, update

from engine.runtime.accounts import Newcomer, add
from engine.runtime.database import writer
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.pauses import pause
from engine.runtime.tables import letter
from engine.sight import EVERYTHING
from notifications.letters import original
from portal.filing.draft import begin
from portal.wording_pages.saving import save
from tests.browsing import AUDITOR, words_of
from tests.holding import LETTER, LIND, RL, incomplete
from tests.moves import GHANA, opened
from tests.signed_in import Portal

RECEIVED = f"{RL}:submission_received:2"
WORDING = "/wording/submission_received/en"
SIGNING_OUT = "/leave"
READS = {
    "en": "You read the letters; the Secretariat releases, holds, stops and resends them.",
    "fr": "Vous consultez les courriers ; le Secrétariat les valide, les retient, les suspend et "
    "les renvoie.",
}
OF_LETTERS = ("/letters", "/letters/forecast", f"/letters/{LETTER}", f"/letters/{RECEIVED}")
OTHERS = (
    "/letters/search", "/wording", WORDING, "/desk", f"/dossiers/{RL}",
    f"/dossiers/{RL}/steps/withdraw", f"/dossiers/{RL}/form", f"/dossiers/{RL}/form/check",
    f"/dossiers/{RL}/attachments", "/accounts", "/accounts/1", "/audit",
)  # fmt: skip


@pytest.fixture
def portal(office, clock, tmp_path):
    """An office in which there is something of everything that can be pressed."""
    incomplete(office)
    begin(office, RL, GHANA)
    clock.at = datetime(2027, 3, 10, 12, tzinfo=UTC)
    opened(office, "RL-2028-0009")
    with writer(office.database).begin() as connection:
        add(connection, Newcomer("lind@example.org", "A. Lind", "secretariat"), "test", clock())
        since = {"since": clock(), "why": "550 unknown", "letter": RECEIVED}
        connection.execute(insert(suspended_address).values(address="o@example.org", **since))
    pause(office.database, RL, "They are in touch.", "A. Lind", clock())
    anew = original("submission_received", "en").replace("Title:", "About")
    assert save(office, "submission_received", "en", anew, "A. Lind", "x", EVERYTHING) == 1
    return Portal(office, tmp_path)


def became(office, status, key=RECEIVED):
    with writer(office.database).begin() as connection:
        values = {"status": status, "problem": "550", "claimed_at": office.clock()}
        connection.execute(update(letter).where(letter.c.key == key).values(**values))


def pressed(page):
    """Where the forms of a page are sent to that change something, but for signing out."""
    forms = re.findall(r"<form\b[^>]*>", page.text)
    asked = [re.search(r'action="([^"?]*)', one) for one in forms if 'method="post"' in one]
    return {found.group(1) for found in asked if found} - {SIGNING_OUT}


@pytest.mark.parametrize("status", ["uncertain", "failed", "waiting"])
def test_an_auditor_finds_nothing_to_press_among_the_letters(office, portal, status):
    became(office, status)
    auditor = portal.browser(AUDITOR)
    found = {one: auditor.get(one) for one in OF_LETTERS}
    pause(office.database, "", "An incident.", "A. Lind", office.clock())
    found["an incident"] = auditor.get("/letters")
    assert {name: (one.status_code, pressed(one)) for name, one in found.items()} == dict.fromkeys(
        found, (200, set())
    )


def test_an_auditor_finds_nothing_to_press_on_any_other_page(portal):
    auditor = portal.browser(AUDITOR)
    found = {one: auditor.get(one) for one in OTHERS}
    assert {name: (one.status_code, pressed(one)) for name, one in found.items()} == dict.fromkeys(
        OTHERS, (200, set())
    )


@pytest.mark.parametrize("address", ["/letters", "/letters/forecast", f"/letters/{LETTER}"])
def test_officers_find_the_forms_and_are_not_told_that_they_only_read(portal, address):
    page = portal.browser(LIND).get(address)
    assert pressed(page) != set()
    assert READS["en"] not in words_of(page)
    for language, said in READS.items():
        read = words_of(portal.browser(AUDITOR).get(address, params={"lang": language}))
        assert said in read
    assert portal.browser(AUDITOR).post(address, data={"do": "hold"}).status_code == 403


def test_an_auditor_reads_the_paragraph_of_a_held_letter_without_its_form(portal):
    lind = portal.browser(LIND)
    lind.post(f"/letters/{LETTER}", data={"do": "save", "number": "0", "paragraph": "Kindly note."})
    page = portal.browser(AUDITOR).get(f"/letters/{LETTER}")
    assert ("Kindly note." in words_of(page), "<textarea" in page.text) == (True, False)
    assert "Version 1 is by A. Lind" in words_of(page)


def test_an_auditor_reads_a_wording_for_any_dossier_and_version_but_changes_none(portal):
    auditor = portal.browser(AUDITOR)
    page = auditor.get(WORDING, params={"version": "0", "dossier": RL})
    assert ("About {{ title }}" in page.text, "<textarea" in page.text) == (True, False)
    assert '<input type="hidden" name="version" value="0">' in page.text
    assert "You read the wording; the Secretariat changes it." in words_of(page)
    assert "Title: Kente weaving" in words_of(page)
    assert ("Put in force" in words_of(page), "Read this text" in words_of(page)) == (False, True)
    assert "Put in force" in words_of(portal.browser(LIND).get(WORDING))
