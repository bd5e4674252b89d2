"""Recovery codes, and taking a second factor away: who does either proves again who they are."""

import pytest

from tests.authenticator import Authenticator
from tests.browsing import words_of
from tests.second import ADDRESS, PASSWORD, Doors, code_of, recovery_in, said_in, with_codes

SURE = "/account/second/sure"


@pytest.fixture
def doors(office, tmp_path):
    return Doors(office, tmp_path)


def test_each_recovery_code_stands_in_once_with_or_without_its_dashes(doors):
    ana = doors.account()
    _, recovery = with_codes(doors, doors.inside(ana))
    typed = [recovery[0], recovery[1].replace("-", "").upper(), f" {recovery[2]} "]
    for code in typed:
        assert (
            doors.at_the_second_door(ana).post("/sign-in/second", data={"code": code}).is_redirect
        )
        assert doors.log()[0] == ("recovery", "in", "ana@example.org")
    again = doors.at_the_second_door(ana).post("/sign-in/second", data={"code": typed[0]})
    assert again.status_code == 422


def test_the_recovery_codes_of_one_account_open_no_other(doors):
    ana, ben = doors.account(), doors.account("ben@example.org")
    _, recovery = with_codes(doors, doors.inside(ana))
    with_codes(doors, doors.inside(ben))
    door = doors.at_the_second_door(ben)
    assert door.post("/sign-in/second", data={"code": recovery[0]}).status_code == 422


def test_new_recovery_codes_replace_the_old_ones_and_ask_who_wants_them(doors):
    ana = doors.account()
    browser = doors.inside(ana)
    _, old = with_codes(doors, browser)
    refused = browser.post(f"{SURE}/recovery", data={"proof": "not the password"})
    assert (refused.status_code, recovery_in(refused)) == (422, [])
    new = recovery_in(browser.post(f"{SURE}/recovery", data={"proof": PASSWORD}))
    assert (len(set(new)), set(new) & set(old)) == (10, set())
    door = doors.at_the_second_door(ana)
    assert door.post("/sign-in/second", data={"code": old[0]}).status_code == 422
    assert door.post("/sign-in/second", data={"code": new[0]}).status_code == 303


@pytest.mark.parametrize("by", ["password", "code", "recovery"])
def test_the_codes_are_removed_by_whoever_proves_again_who_they_are(doors, clock, by):
    ana = doors.account()
    browser = doors.inside(ana)
    secret, recovery = with_codes(doors, browser)
    clock.later(seconds=30)
    assert "Remove the one-time codes?" in words_of(browser.get(f"{SURE}/codes"))
    wrong = browser.post(f"{SURE}/codes", data={"proof": "wrong"})
    assert (wrong.status_code, "In use" in words_of(browser.get("/account/second"))) == (422, True)
    proof = {"password": PASSWORD, "code": code_of(secret, doors), "recovery": recovery[0]}[by]
    told = browser.post(f"{SURE}/codes", data={"proof": proof}).headers["location"]
    assert "The one-time codes are removed." in words_of(browser.get(told))
    in_by_password = doors.browser()
    given = {"address": ana.address, "password": PASSWORD}
    assert in_by_password.post("/sign-in", data=given).headers["location"] == "/"


def test_what_nobody_has_is_not_removed(doors):
    browser = doors.inside(doors.account())
    for what in ("codes", "recovery", "a-passkey-of-nobody", "%00"):
        for answer in (
            browser.get(f"{SURE}/{what}"),
            browser.post(f"{SURE}/{what}", data={"proof": PASSWORD}),
        ):
            assert answer.headers["location"] == "/account/second"


def with_a_passkey(browser):
    told = browser.post("/account/second/passkeys/options").json()
    device = Authenticator(ADDRESS, "dossiers.example.org")
    return browser.post("/account/second/passkeys", data=device.make(told))


def test_a_further_factor_leaves_the_recovery_codes_and_so_does_its_removal(doors):
    browser = doors.inside(doors.account())
    _, recovery = with_codes(doors, browser)
    added = browser.get(with_a_passkey(browser).headers["location"])
    assert "The passkey is kept." in words_of(added)
    browser.post(f"{SURE}/codes", data={"proof": recovery[0]})
    assert "Still unused: 9" in words_of(browser.get("/account/second"))


def test_with_the_last_factor_the_recovery_codes_go_and_new_ones_come_with_the_next(doors):
    browser = doors.inside(doors.account())
    _, old = with_codes(doors, browser)
    browser.post(f"{SURE}/codes", data={"proof": PASSWORD})
    new = recovery_in(with_a_passkey(browser))
    assert (len(new), set(new) & set(old)) == (10, set())


def test_of_two_factors_either_may_go_where_one_is_demanded(office, tmp_path):
    doors = Doors(office, tmp_path, second_factor="everyone")
    browser = doors.inside(doors.account())
    with_codes(doors, browser)
    with_a_passkey(browser)
    assert browser.post(f"{SURE}/codes", data={"proof": PASSWORD}).is_redirect
    assert "Not set up" in words_of(browser.get("/account/second"))
    assert browser.get("/cycles").status_code == 200


def test_who_guesses_at_the_proof_waits(doors):
    browser = doors.inside(doors.account())
    with_codes(doors, browser)
    tried = [browser.post(f"{SURE}/codes", data={"proof": "wrong"}) for _ in range(6)]
    assert ["neither a code of now" in said_in(one) for one in tried] == [True] * 6
    last = browser.post(f"{SURE}/codes", data={"proof": PASSWORD})
    assert (last.status_code, "too many attempts" in said_in(last)) == (422, True)
