"""Who sees a dossier whole, who as the public does, and for whom it does not exist."""

import re
from urllib.parse import unquote

import pytest

from engine.dossier import Actor
from tests.browsing import OFFICER, signed_in, words_of

TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))
BODY = Actor("The Rapporteur", "evaluation_body", frozenset({"Togo"}))
BUREAU = Actor("The Bureau", "bureau")
HIDDEN = "/dossiers/{}", "/dossiers/{}/steps/withdraw", "/dossiers/{}/letters/{}:registered:3"


def without_its_name(answer, name):
    """The page with the reference taken out, and what names the request itself."""
    return re.sub(r"[0-9a-f]{16,}", "", re.sub(rf"\b{name}\b", "@", unquote(answer.text)))


@pytest.mark.parametrize("who", [None, OFFICER, TOGO, BODY, BUREAU])
@pytest.mark.parametrize("address", HIDDEN)
def test_a_draft_of_another_is_answered_exactly_as_what_does_not_exist(
    browser, moved, who, address
):
    seen = browser if who is None else signed_in(browser, moved, who)
    hidden, unknown = (seen.get(address.format(name, name)) for name in ("B", "Q"))
    assert hidden.status_code == unknown.status_code
    assert hidden.status_code in ((404,) if who else (404, 401))
    assert without_its_name(hidden, "B") == without_its_name(unknown, "Q")
    assert sorted(hidden.headers) == sorted(unknown.headers)


def test_posting_a_step_of_a_hidden_draft_tells_no_more_than_one_of_no_dossier(browser, moved):
    seen = signed_in(browser, moved, TOGO)
    data = {"seen": "1", "key": "", "do": "move"}
    hidden, unknown = (seen.post(f"/dossiers/{name}/steps/withdraw", data=data) for name in "BQ")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert without_its_name(hidden, "B") == without_its_name(unknown, "Q")


def test_looking_for_a_hidden_draft_finds_nothing(browser, moved, kenya, officer):
    for seen, status in ((browser, 404), (officer, 404), (kenya, 303)):
        answer = seen.get("/find", params={"q": "B"}, follow_redirects=False)
        assert answer.status_code == status
    assert browser.get("/find?q=02222", follow_redirects=False).headers["location"] == "/dossiers/A"


def test_whoever_sees_a_file_as_the_public_does_takes_no_step_of_it(browser, moved):
    seen = signed_in(browser, moved, TOGO)
    assert "Place in the cycle" not in words_of(seen.get("/dossiers/A"))
    assert seen.get("/dossiers/A/steps/include").status_code == 403
    posted = seen.post("/dossiers/A/steps/include", data={"seen": "3", "do": "move"})
    assert posted.status_code == 403


def test_those_who_may_read_everything_see_the_dossier_whole(officer, kenya, auditor):
    for seen in (officer, kenya, auditor):
        page = words_of(seen.get("/dossiers/A"))
        for part in ("Phases", "What can be done now", "What has happened", "The whole way"):
            assert part in page


def test_a_successor_that_one_may_not_know_of_is_not_named(browser, moved, kenya):
    # D was withdrawn before it was filed: its States alone know of it, and of B that succeeds it.
    assert ">B</a>" in kenya.get("/dossiers/D").text
    auditor = signed_in(browser, moved, Actor("I. Okafor", "auditor"))
    assert ">B</a>" in auditor.get("/dossiers/D").text


def test_an_auditor_sees_every_step_and_takes_none(auditor):
    page = auditor.get("/dossiers/A")
    assert 'class="clear"' not in page.text
    assert "This is for: Secretariat, Head of the Secretariat." in words_of(page)
    form = auditor.get("/dossiers/A/steps/include")
    assert (form.status_code, "<button name" in form.text) == (200, False)
    posted = auditor.post(
        "/dossiers/A/steps/include", data={"seen": "3", "do": "move", "answer-place": "inside"}
    )
    assert posted.status_code == 422
