"""On the pages of letters officers see what the office writes, and release it; nobody else does."""

from urllib.parse import quote

import pytest

from engine.dossier import Actor
from engine.runtime.pauses import pauses
from engine.runtime.queries import looking
from tests.browsing import words_of
from tests.holding import HADDAD, LETTER, LIND, RL, incomplete, row
from tests.moves import BODY, GHANA
from tests.signed_in import Portal
from tests.typed import field

ADDRESS = f"/letters/{quote(LETTER, safe='')}"
PAGES = ("/letters", "/letters/search", "/letters/forecast", ADDRESS)


@pytest.fixture
def portal(office, tmp_path):
    incomplete(office)
    return Portal(office, tmp_path)


@pytest.fixture
def officer(portal):
    return portal.browser(LIND)


def press(browser, do, key=LETTER, **fields):
    """Press a button of the page of a letter, as it stands when it is opened."""
    page = browser.get(f"/letters/{key}")
    read = {name: field(page, name) for name in ("number", "mark", "tongue")}
    return browser.post(f"/letters/{key}", data={**read, "do": do, "paragraph": "", **fields})


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_signs_in_and_only_the_office_sees_letters(portal, address):
    assert portal.browser().get(address).status_code == 401
    for who in (GHANA, BODY, *(Actor("Nobody", role) for role in ("committee", "bureau"))):
        page = portal.browser(who).get(address, params={"lang": "fr"})
        assert (page.status_code, "réservés au Secrétariat" in words_of(page)) == (403, True)
        assert RL not in words_of(page)
    for who in (LIND, HADDAD):
        assert portal.browser(who).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/letters", "/letters/forecast", ADDRESS])
def test_nobody_else_presses_a_button_and_no_other_site_does(office, portal, officer, address):
    data = {"do": "pause", "what": RL, "why": "no", "reason": "no", "sure": "yes"}
    assert portal.browser().post(address, data=data).status_code == 401
    for who in (GHANA, BODY, Actor("Nobody", "committee"), Actor("Nobody", "bureau")):
        assert portal.browser(who).post(address, data=data).status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert officer.post(address, data=data, headers=foreign).status_code == 403
    with looking(office.database) as connection:
        assert pauses(connection) == ()
    assert row(office).status == "held"


def test_every_page_tells_officers_how_much_waits_for_them(portal, officer):
    for address in ("/letters", f"/dossiers/{RL}", "/nowhere"):
        assert "Letters waiting for a person: 1 Wording" in words_of(officer.get(address))
    for who in (GHANA, BODY, None):
        assert "waiting for a person" not in words_of(portal.browser(who).get("/nowhere"))


def test_the_desk_shows_the_held_letter_with_its_dossier(officer):
    page = words_of(officer.get("/letters"))
    assert "1 waits for a person" in page
    assert f"Missing information {RL} Kente weaving Since 1 March 2027" in page
    french = words_of(officer.get("/letters", params={"lang": "fr"}))
    assert f"Informations manquantes {RL} Kente weaving Depuis le 1er mars 2027" in french


def test_a_held_letter_is_read_in_both_languages_with_its_headers(officer):
    page = words_of(officer.get(ADDRESS))
    assert "To osei@example.org" in page
    assert "Section 4.b" in page
    assert "Madam, Sir," in page
    assert "Madame, Monsieur," in words_of(officer.get(ADDRESS, params={"tongue": "fr"}))


def test_the_letter_is_shown_as_mail_programs_do_and_can_do_nothing(officer):
    page = officer.get(ADDRESS, params={"part": "html"})
    assert (page.status_code, "Section 4.b" in words_of(page)) == (200, True)
    policy = page.headers["content-security-policy"]
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_one_person_releases_what_was_read_and_a_double_click_does_it_once(office, officer):
    page = officer.get(ADDRESS)
    read = {name: field(page, name) for name in ("number", "mark")}
    data = {**read, "do": "release", "paragraph": ""}
    done = [officer.post(ADDRESS, data=data).headers["location"] for _ in "12"]
    assert done == [f"{ADDRESS}?done=released"] * 2
    assert (row(office).status, row(office).released_by) == ("waiting", "A. Lind")
    page = words_of(officer.get(done[1]))
    assert "It is released and leaves now." in page
    assert "Let leave by A. Lind" in page


def test_where_two_people_are_needed_the_second_lets_it_leave(office, tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIERS_RELEASED_BY", "2")
    incomplete(office)
    portal = Portal(office, tmp_path)
    officer, head = portal.browser(LIND), portal.browser(HADDAD)
    assert "Two different people release it. Nobody has" in words_of(officer.get(ADDRESS))
    for _ in "12":
        assert press(officer, "release").headers["location"].endswith("done=one_released")
    assert row(office).status == "held"
    assert "1 of 2 releases: A. Lind" in words_of(head.get("/letters"))
    assert press(head, "release").headers["location"].endswith("done=released")
    assert row(office).released_by == "A. Lind and R. Haddad"


def test_a_paragraph_is_saved_and_read_in_the_letter_before_it_leaves(office, officer):
    unsaved = press(officer, "release", paragraph="Please call <b>us</b>.")
    assert (unsaved.status_code, row(office).status) == (409, "held")
    assert "Your paragraph is not saved yet." in words_of(unsaved)
    assert "\nPlease call &lt;b&gt;us&lt;/b&gt;.</textarea>" in unsaved.text
    saved = press(officer, "save", paragraph="Please call <b>us</b>.\r\n")
    assert saved.headers["location"] == f"{ADDRESS}?done=saved"
    assert words_of(officer.get(ADDRESS)).count("Please call <b>us</b>.") == 2
    released = press(officer, "release", paragraph="Please call <b>us</b>.")
    assert released.status_code == 303


def test_what_was_changed_meanwhile_is_not_released_unread(office, portal, officer):
    page = officer.get(ADDRESS)
    read = {name: field(page, name) for name in ("number", "mark")}
    press(portal.browser(HADDAD), "save", paragraph="Theirs.")
    again = officer.post(ADDRESS, data={**read, "do": "release", "paragraph": ""})
    assert (again.status_code, row(office).status) == (409, "held")
    assert "R. Haddad has changed the paragraph since you opened this page." in words_of(again)
    assert "\nTheirs.</textarea>" in again.text
    mine = officer.post(ADDRESS, data={**read, "do": "save", "paragraph": "Mine."})
    assert (mine.status_code, "\nMine.</textarea>" in mine.text) == (409, True)
    assert "R. Haddad has written meanwhile; yours stands in the field Theirs." in words_of(mine)
    now = {name: field(mine, name) for name in ("number", "mark")}
    assert officer.post(
        ADDRESS, data={**now, "do": "save", "paragraph": "Mine."}
    ).status_code == 303  # fmt: skip


def test_a_page_of_another_day_is_read_again_if_the_letter_has_another_date(
    office, clock, portal, officer
):
    page = officer.get(ADDRESS)
    read = {name: field(page, name) for name in ("number", "mark")}
    data = {**read, "do": "release", "paragraph": ""}
    clock.later(days=2)
    officer = portal.browser(LIND)  # the session has ended meanwhile
    stale = officer.post(ADDRESS, data=data)
    assert (stale.status_code, row(office).status) == (409, "held")
    assert "The letter reads otherwise than when you opened this page" in words_of(stale)
    read = {name: field(stale, name) for name in ("number", "mark")}
    clock.later(hours=1)
    data = {**read, "do": "release", "paragraph": ""}
    assert officer.post(ADDRESS, data=data).status_code == 303


def test_a_held_letter_is_cancelled_with_a_reason_and_held_again(office, officer):
    blank = press(officer, "cancel", reason=" ")
    assert (blank.status_code, "Please give a reason." in words_of(blank)) == (422, True)
    data = {"do": "cancel", "reason": "It was sent by post."}
    for _ in "12":
        answer = officer.post(ADDRESS, data=data)
        assert answer.headers["location"] == f"{ADDRESS}?done=cancelled"
    page = words_of(officer.get(ADDRESS))
    assert "cancelled by A. Lind on 2027-03-01 12:00 UTC: It was sent by post." in page
    data = {"do": "hold", "reason": "After all."}
    for _ in "12":
        answer = officer.post(ADDRESS, data=data)
        assert answer.headers["location"] == f"{ADDRESS}?done=held"
    assert row(office).status == "held"


def test_what_cannot_be_done_is_told_and_what_was_typed_stays(portal, officer):
    press(portal.browser(HADDAD), "release")
    data = {"do": "cancel", "reason": "<Too late>"}
    page = officer.post(ADDRESS, data=data)
    assert (page.status_code, "It was not done." in words_of(page)) == (409, True)
    assert "is not held: it waits to be sent" in words_of(page)
    for do in ("", "save", "explode"):
        assert officer.post(ADDRESS, data={"do": do}).status_code == 409


@pytest.mark.parametrize("key", ["none", "a/b", "%00", "x" * 5_000, "%F0%9F%92%8C", "search/x"])
def test_a_letter_that_does_not_exist_is_a_page_that_says_so(officer, key):
    assert officer.get(f"/letters/{key}").status_code == 404
    for do in ("save", "release", "cancel", "hold", "retry", "arrived", "again"):
        page = officer.post(f"/letters/{key}", data={"do": do, "reason": "so", "number": "9" * 30})
        assert page.status_code == 404
