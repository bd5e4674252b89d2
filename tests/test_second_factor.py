"""A second factor is set up, asked for at the door, and taken away again."""

import re

import pytest

from engine.runtime import accounts
from engine.runtime.database import writer
from engine.runtime.sessions import begin
from portal.identity.cookie import NAME
from portal.identity.second.asked import mandatory
from tests.browsing import OFFICER, words_of
from tests.second import (
    PASSWORD,
    SETTINGS,
    Doors,
    code_of,
    is_in,
    said_in,
    secret_in,
    with_codes,
)
from workflows.roles import OFFICE, PEOPLE

SURE = "/account/second/sure"


@pytest.fixture
def doors(office, tmp_path):
    return Doors(office, tmp_path)


def test_one_time_codes_are_set_up_and_asked_for_from_then_on(doors, clock):
    ana = doors.account()
    browser = doors.inside(ana)
    assert "Not set up" in words_of(browser.get("/account/second"))
    secret, recovery = with_codes(doors, browser)
    assert len(set(recovery)) == 10
    assert "Still unused: 10" in words_of(browser.get("/account/second"))
    clock.later(seconds=30)
    door = doors.at_the_second_door(ana)
    assert not is_in(door)
    came = door.post("/sign-in/second", data={"code": code_of(secret, doors)})
    assert (came.status_code, came.headers["location"]) == (303, "/")
    assert is_in(door)
    assert doors.log()[0] == ("code", "in", "ana@example.org")


def test_a_code_opens_once_even_while_it_is_shown(doors, clock):
    ana = doors.account()
    secret, _ = with_codes(doors, doors.inside(ana))
    clock.later(seconds=30)
    code = {"code": code_of(secret, doors)}
    first, second = doors.at_the_second_door(ana), doors.at_the_second_door(ana)
    assert first.post("/sign-in/second", data=code).status_code == 303
    again = second.post("/sign-in/second", data=code)
    assert (again.status_code, is_in(second)) == (422, False)
    assert said_in(again) == (
        "You are not signed in yet This code does not fit, or has been used already. Please type "
        "the one shown now."
    )
    assert doors.log()[0] == ("code", "refused", "ana@example.org")


def test_the_code_that_confirmed_the_secret_does_not_open_the_door_as_well(doors):
    ana = doors.account()
    secret, _ = with_codes(doors, doors.inside(ana))
    door = doors.at_the_second_door(ana)
    assert door.post("/sign-in/second", data={"code": code_of(secret, doors)}).status_code == 422


def test_a_wrong_first_code_confirms_nothing_and_the_secret_stays(doors):
    browser = doors.inside(doors.account())
    browser.post("/account/second/codes")
    secret = secret_in(browser.get("/account/second/codes"))
    wrong = browser.post("/account/second/codes/confirm", data={"code": "000000"})
    assert wrong.status_code == 422
    assert secret_in(wrong) == secret
    assert "This code does not fit." in said_in(wrong)
    assert "Not set up" in words_of(browser.get("/account/second"))


def test_the_secret_is_shown_to_its_owner_alone_until_it_is_confirmed_and_never_kept(doors):
    ana, ben = doors.account(), doors.account("ben@example.org")
    browser, other = doors.inside(ana), doors.inside(ben)
    browser.post("/account/second/codes")
    page, picture = (browser.get(f"/account/second/codes{end}") for end in ("", "/picture.svg"))
    assert [one.headers["cache-control"] for one in (page, picture)] == ["no-store"] * 2
    assert picture.headers["content-type"] == "image/svg+xml"
    assert other.get("/account/second/codes").status_code == 303
    assert other.get("/account/second/codes/picture.svg").status_code == 404
    assert doors.browser().get("/account/second/codes/picture.svg").status_code == 401
    data = {"code": code_of(secret_in(page), doors)}
    browser.post("/account/second/codes/confirm", data=data)
    assert browser.get("/account/second/codes").headers["location"] == "/account/second"
    assert browser.get("/account/second/codes/picture.svg").status_code == 404


def test_a_confirmed_secret_is_not_replaced_by_a_new_one(doors, clock):
    ana = doors.account()
    browser = doors.inside(ana)
    secret, _ = with_codes(doors, browser)
    told = browser.post("/account/second/codes").headers["location"]
    assert told == "/account/second?told=second_codes_there"
    assert "already" in words_of(browser.get(told))
    clock.later(seconds=30)
    door = doors.at_the_second_door(ana)
    assert door.post("/sign-in/second", data={"code": code_of(secret, doors)}).status_code == 303


def test_the_database_keeps_neither_the_secret_nor_a_recovery_code(doors):
    secret, recovery = with_codes(doors, doors.inside(doors.account()))
    with doors.office.database.connect() as connection:
        rows = [
            str(row)
            for table in ("account", "recovery_code", "account_change", "entering", "sign_in")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    for told in (secret, *recovery, *(one.replace("-", "") for one in recovery)):
        assert [row for row in rows if told in row] == []


def test_the_first_factor_ends_the_sessions_that_came_in_without(doors):
    ana = doors.account()
    here, elsewhere = doors.inside(ana), doors.inside(ana)
    with_codes(doors, here)
    assert (is_in(here), elsewhere.get("/account/second").status_code) == (True, 401)


def test_a_session_without_the_second_factor_changes_none(doors):
    ana = doors.account()
    with_codes(doors, doors.inside(ana))
    without = doors.inside(ana)
    for answer in (
        without.get("/account/second"),
        without.post(f"{SURE}/codes", data={"proof": PASSWORD}),
        without.post("/account/second/passkeys/options"),
    ):
        assert answer.status_code == 403
        assert "sign in again with it" in words_of(answer)


def test_who_guesses_waits_and_the_right_code_does_not_help_meanwhile(doors, clock):
    ana = doors.account()
    secret, _ = with_codes(doors, doors.inside(ana))
    clock.later(seconds=30)
    door = doors.at_the_second_door(ana)
    codes = [door.post("/sign-in/second", data={"code": f"00000{n}"}).status_code for n in range(7)]
    assert codes == [422] * 6 + [429]
    last = door.post("/sign-in/second", data={"code": code_of(secret, doors)})
    assert (last.status_code, is_in(door)) == (429, False)
    assert "too many attempts" in said_in(last)


def test_without_the_first_factor_nobody_is_asked_for_the_second(doors):
    ana = doors.account()
    secret, _ = with_codes(doors, doors.inside(ana))
    browser = doors.browser()
    for answer in (
        browser.get("/sign-in/second"),
        browser.post("/sign-in/second", data={"code": code_of(secret, doors)}),
    ):
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_who_takes_longer_than_ten_minutes_starts_again(doors, clock):
    ana = doors.account()
    with_codes(doors, doors.inside(ana))
    door = doors.at_the_second_door(ana)
    clock.later(minutes=9, seconds=59)
    assert door.get("/sign-in/second").status_code == 200
    clock.later(seconds=1)
    assert door.get("/sign-in/second").headers["location"] == "/sign-in"


def test_the_page_asked_for_first_comes_after_the_second_factor(doors, clock):
    ana = doors.account()
    secret, _ = with_codes(doors, doors.inside(ana))
    clock.later(seconds=30)
    door = doors.browser()
    given = {"address": ana.address, "password": PASSWORD, "next": "/cycles"}
    door.post("/sign-in?lang=fr", data=given)
    assert re.search("Votre second facteur", door.get("/sign-in/second?lang=fr").text)
    came = door.post("/sign-in/second", data={"code": code_of(secret, doors)})
    assert came.headers["location"] == "/cycles"


@pytest.mark.parametrize("role", PEOPLE)
def test_a_second_factor_is_demanded_as_the_office_says(role):
    def demanded(by):
        return mandatory(SETTINGS.model_copy(update={"second_factor": by}), role)

    found = [demanded(by) for by in ("optional", "staff", "everyone")]
    assert found == [False, role in OFFICE, True]


def test_where_it_is_demanded_other_pages_open_once_it_is_set_up_and_the_last_one_stays(
    office, tmp_path
):
    doors = Doors(office, tmp_path, second_factor="staff")
    ana = doors.account()
    browser = doors.browser()
    given = {"address": ana.address, "password": PASSWORD}
    assert browser.post("/sign-in", data=given).headers["location"] == "/account/second"
    assert "a second factor is required" in words_of(browser.get("/account/second"))
    assert browser.get("/cycles").headers["location"] == "/account/second"
    with_codes(doors, browser)
    assert browser.get("/cycles").status_code == 200
    assert "Please set up another one first." in words_of(browser.get(f"{SURE}/codes"))
    stays = browser.post(f"{SURE}/codes", data={"proof": PASSWORD})
    assert stays.status_code == 422
    assert said_in(stays).startswith("Nothing was changed This is your last second factor")


def test_in_production_without_a_key_codes_are_not_set_up_and_the_page_says_why(office, tmp_path):
    doors = Doors(office, tmp_path, secret_key="", production=True)
    answer = doors.inside(doors.account()).post("/account/second/codes")
    assert answer.status_code == 503
    assert "no key to seal their secret with" in said_in(answer)


def test_after_the_key_was_changed_the_codes_open_nothing_and_recovery_codes_do(doors, clock):
    ana = doors.account()
    secret, recovery = with_codes(doors, doors.inside(ana))
    clock.later(seconds=30)
    doors.settings.secret_key = "another"
    door = doors.at_the_second_door(ana)
    assert door.post("/sign-in/second", data={"code": code_of(secret, doors)}).status_code == 422
    assert door.post("/sign-in/second", data={"code": recovery[0]}).status_code == 303


def test_a_guest_without_an_account_is_told_so(doors, clock):
    browser = doors.browser()
    with writer(doors.office.database).begin() as connection:
        token = begin(connection, OFFICER, clock())
    browser.cookies.set(f"__Host-{NAME}", token, domain="dossiers.example.org", path="/")
    answer = browser.get("/account/second")
    assert answer.status_code == 403
    assert "only an account has a second factor" in words_of(answer)


def test_a_secret_that_cannot_be_opened_any_more_gives_way_to_a_new_one(doors):
    browser = doors.inside(doors.account())
    browser.post("/account/second/codes")
    doors.settings.secret_key = "another"
    confirmed = browser.post("/account/second/codes/confirm", data={"code": "000000"})
    for answer in (browser.get("/account/second/codes"), confirmed):
        assert answer.headers["location"] == "/account/second"
    assert len(with_codes(doors, browser)[1]) == 10


def test_who_was_closed_out_meanwhile_does_not_come_in(doors, clock):
    ana = doors.account()
    _, recovery = with_codes(doors, doors.inside(ana))
    door = doors.at_the_second_door(ana)
    with writer(doors.office.database).begin() as connection:
        accounts.close(connection, ana.number, "Head", clock())
    answer = door.post("/sign-in/second", data={"code": recovery[0]})
    assert answer.headers["location"] == "/sign-in"
    assert door.post("/sign-in/second/passkey/options").json()["said"].startswith("Too much time")
