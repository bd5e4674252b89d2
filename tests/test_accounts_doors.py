"""Who tries too often waits; who lacks a second factor sets one up; programs bring a key."""

import pytest

from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.sessions import second_given, signed_in
from portal.demo_accounts import PEOPLE, demonstration_accounts
from portal.identity.knocking import FORGOTTEN, SIGN_IN, Knocks
from portal.identity.passwords import Locks, faults
from tests.accounts import CHEAP, HADDAD, LIND, OSEI, PASSWORD, account, portal, sign_in
from tests.browsing import words_of


@pytest.fixture
def at(office, tmp_path):
    return portal(office, tmp_path)


# --- who tries too often


def test_after_six_wrong_tries_one_waits_and_is_told_how_long(at, office):
    account(office)
    answers = [sign_in(at.browser(), password="wrong wrong wrong") for _ in range(7)]
    assert [one.status_code for one in answers] == [401] * 6 + [429]
    assert answers[-1].headers["retry-after"] == "900"
    assert "This was tried too often. Please try again in 15 minutes." in words_of(answers[-1])
    assert sign_in(at.browser()).status_code == 429
    assert sign_in(at.browser(), LIND.address).status_code == 401


def test_whoever_got_in_has_all_tries_again(at, office):
    account(office)
    for _ in range(3):
        for _ in range(5):
            assert sign_in(at.browser(), password="wrong wrong wrong").status_code == 401
        assert sign_in(at.browser()).status_code == 303


def test_nobody_learns_from_the_waiting_whether_there_is_an_account(at, office):
    account(office)
    found = [
        [sign_in(at.browser(), one, "wrong wrong wrong").status_code for _ in range(7)]
        for one in (OSEI.address, "nobody@example.org")
    ]
    assert found[0] == found[1]


def test_others_who_guess_from_everywhere_lock_out_for_minutes_and_never_where_one_was_before():
    knocks = Knocks()
    waits = [knocks.wait(SIGN_IN, "a@b.org", f"10.0.0.{n}") for n in range(41)]
    assert waits == [0] * 40 + [300]
    assert knocks.wait(SIGN_IN, " A@B.org", "192.0.2.1") == 300
    assert knocks.wait(SIGN_IN, "a@b.org", "192.0.2.1", known=True) == 0


def test_one_place_tries_no_more_than_sixty_addresses():
    knocks = Knocks()
    waits = [knocks.wait(SIGN_IN, f"p{n}@b.org", "10.0.0.1") for n in range(61)]
    assert waits == [0] * 60 + [900]
    assert knocks.wait(SIGN_IN, "p61@b.org", "10.0.0.2") == 0


def test_whoever_has_a_network_of_ipv6_is_counted_as_one_place():
    knocks = Knocks()
    places = [f"2001:db8::{n:x}" for n in range(61)]
    waits = [knocks.wait(SIGN_IN, f"p{n}@b.org", place) for n, place in enumerate(places)]
    assert [bool(one) for one in waits] == [False] * 60 + [True]
    assert knocks.wait(SIGN_IN, "p61@b.org", "2001:db8:0:1::1") == 0
    assert knocks.wait(SIGN_IN, "p62@b.org", "testclient") == 0


def test_a_new_password_is_asked_for_three_times_an_hour(at):
    asked = {"address": OSEI.address}
    answers = [at.browser().post("/sign-in/forgotten", data=asked) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "3600"
    assert Knocks().wait(FORGOTTEN, OSEI.address, "x") == 0


# --- passwords


@pytest.mark.parametrize(
    ("password", "many"),
    [
        ("x" * 11, 1), ("correct hors", 0), ("c" * 12, 1), ("ab" * 500, 1), ("é à ü ß ñ " * 100, 0),
        ("y" + "é à ü ß ñ " * 100, 1), ("PASSWORD1234", 1), ("motdepasse1234", 1), ("", 1),
        ("abcabcabcabc", 1), ("abcdeabcdeabcde", 0), ("N.Osei@Example.ORG", 1),
        ("            ", 1), ("\ud800 is no letter of any tongue", 0),
    ],
)  # fmt: skip
def test_a_password_is_long_enough_and_none_of_the_commonest(password: str, many: int):
    assert len(faults(password, ("n.osei@example.org", "N. Osei"))) == many


def test_any_password_that_may_be_chosen_is_right_afterwards_and_no_other():
    locks = Locks(CHEAP)
    for password in ("\ud800\x00 \u202e two words", "x" * 1000, "ﬁ and fi are not the same"):
        kept = locks.kept(password)
        assert locks.judged(kept, password).right
        assert not locks.judged(kept, password + "x").right
        assert not locks.judged(None, password).right
    assert not locks.judged("no hash at all", PASSWORD).right


# --- who must have a second factor


@pytest.mark.parametrize(("rule", "who"), [("staff", LIND), ("everyone", OSEI)])
def test_whoever_lacks_a_second_factor_is_led_to_it_from_every_page(office, tmp_path, rule, who):
    made = account(office, who)
    at = portal(office, tmp_path, second_factor=rule)
    browser = at.browser()
    entered = sign_in(browser, who.address, next="/account")
    assert entered.headers["location"] == "/account/second"
    for path in ("/", "/account", "/letters", "/accounts", "/nowhere", "/account/secondary"):
        answer = browser.get(f"{path}?lang=fr")
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/second?lang=fr")
    assert browser.post("/account/settings").headers["location"] == "/account/second"
    assert browser.get("/leave").status_code == 200
    assert browser.get("/static/pages.css").status_code == 200
    (found,) = signed_in(office.database, office.clock(), account=made.number)
    with writer(office.database).begin() as connection:
        second_given(connection, found.key, office.clock())
    assert browser.get("/account").status_code == 200


def test_whoever_need_not_have_one_goes_on_without(office, tmp_path):
    account(office)
    at = portal(office, tmp_path, second_factor="staff")
    browser = at.browser()
    assert sign_in(browser).headers["location"] == "/"
    assert browser.get("/account").status_code == 200


def test_a_guest_who_would_need_one_is_not_let_in_by_a_link(office, tmp_path):
    from engine.runtime.invitations import invite

    token = invite(office.database, Actor("A. Lind", "secretariat"), "x", office.clock())
    at = portal(office, tmp_path, second_factor="staff")
    assert at.browser().get(f"/enter/{token}").status_code == 404
    assert at.browser().post(f"/enter/{token}").status_code == 404
    assert portal(office, tmp_path).browser().post(f"/enter/{token}").status_code == 303


# --- the demonstration


def test_in_the_demonstration_one_click_signs_in_as_any_of_its_people(office, tmp_path):
    made = demonstration_accounts(office)
    assert demonstration_accounts(office) == made
    assert [(one.address, one.role) for one in made] == [(one.address, one.role) for one in PEOPLE]
    at = portal(office, tmp_path, demonstration=True)
    page = at.browser().get("/demo")
    for one in made:
        assert one.address in words_of(page)
        browser = at.browser()
        assert browser.post(f"/demo/{one.number}").status_code == 303
        assert one.name in words_of(browser.get("/account"))


def test_nobody_else_is_entered_as_by_a_click_and_nowhere_but_in_a_demonstration(office, tmp_path):
    demonstration_accounts(office)
    other = account(office, HADDAD.__class__("other@example.org", "O. Ther", "head"))
    at = portal(office, tmp_path, demonstration=True)
    for number in (other.number, 0, "x"):
        assert at.browser().post(f"/demo/{number}").status_code == 404
    real = portal(office, tmp_path)
    assert real.browser().get("/demo").status_code == 404
    assert real.browser().post("/demo/1").status_code == 404
    assert "/demo" not in real.browser().get("/sign-in").text


# --- programs


@pytest.mark.parametrize("headers", [{}, {"Authorization": ""}, {"Authorization": "Bearer x"}])
def test_where_programs_write_no_cookie_does_and_elsewhere_no_program(at, office, headers):
    (officer,) = [one for one in demonstration_accounts(office) if one.role == "secretariat"]
    browser = at.browser_of(officer)
    browser.headers.pop("Sec-Fetch-Site")
    answer = browser.post("/api/v1/dossiers", headers=headers, json={})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert browser.post("/desk/views", headers=headers).status_code == 403
