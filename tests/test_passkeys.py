"""Passkeys, with an authenticator in software: made, used alone and as a second factor, forged."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from engine.runtime import accounts
from engine.runtime.database import writer
from engine.runtime.passkeys import MOST, Passkey, add, passkeys
from portal.identity.second import ceremony
from portal.identity.second.place import Place
from tests.authenticator import PRESENT, Authenticator
from tests.browsing import words_of
from tests.second import ADDRESS, PASSWORD, Doors, is_in, office_over, recovery_in, said_in

AT = "/account/second/passkeys"
WRONG = (
    "You are not signed in yet This passkey does not open any account here, or too much time has "
    "passed. Please try again."
)


@pytest.fixture
def doors(office, tmp_path):
    return Doors(office, tmp_path)


@pytest.fixture
def one_kind(sqlite_database, clock, tmp_path):
    """The same, where nothing depends on the kind of database."""
    return Doors(office_over(sqlite_database, clock), tmp_path)


def telephone(**forged):
    return Authenticator(**{"origin": ADDRESS, "rp": "dossiers.example.org", **forged})


def made(browser, device, name="telephone"):
    told = browser.post(f"{AT}/options").json()
    return browser.post(AT, data={**device.make(told), "name": name})


def proven(browser, device, at="/sign-in/passkey", **more):
    told = browser.post(f"{at}/options").json()
    return browser.post(at, data={**device.prove(told), **more})


def kept(doors, account):
    with doors.office.database.connect() as connection:
        return passkeys(connection, account.number)


def test_a_passkey_is_made_and_signs_in_alone_as_both_factors(doors, clock):
    ana, device = doors.account(), telephone()
    assert len(recovery_in(made(doors.inside(ana), device))) == 10
    clock.later(days=1)
    browser = doors.browser()
    came = proven(browser, device, next="/cycles")
    assert (came.status_code, came.headers["location"], is_in(browser)) == (303, "/cycles", True)
    assert doors.log()[0] == ("passkey", "in", "ana@example.org")
    (one,) = kept(doors, ana)
    assert (one.name, one.used, one.used_at) == ("telephone", 1, clock())


def test_a_passkey_asks_for_its_owner_to_be_verified_and_is_to_be_found_without_a_name(one_kind):
    options = one_kind.inside(one_kind.account()).post(f"{AT}/options").json()["options"]
    assert options["authenticatorSelection"] == {
        "residentKey": "required", "requireResidentKey": True, "userVerification": "required",
    }  # fmt: skip
    assert options["rp"] == {"name": "ich-dossiers", "id": "dossiers.example.org"}
    asked = one_kind.browser().post("/sign-in/passkey/options").json()["options"]
    assert (asked["allowCredentials"], asked["userVerification"]) == ([], "required")


def test_a_passkey_is_asked_for_after_the_password_and_lets_in(doors):
    ana, device = doors.account(), telephone()
    made(doors.inside(ana), device)
    door = doors.at_the_second_door(ana)
    assert "Use a passkey" in words_of(door.get("/sign-in/second"))
    asked = door.post("/sign-in/second/passkey/options").json()["options"]["allowCredentials"]
    assert [one["id"] for one in asked] == [bytes_to_base64url(device.id)]
    assert proven(door, device, "/sign-in/second/passkey").status_code == 303
    assert (is_in(door), doors.log()[0]) == (True, ("passkey", "in", "ana@example.org"))


def test_after_the_password_of_one_account_the_passkey_of_another_does_not_let_in(doors):
    ana, ben = doors.account(), doors.account("ben@example.org")
    hers, his = telephone(), telephone(id=b"another passkey")
    made(doors.inside(ana), hers)
    made(doors.inside(ben), his)
    door = doors.at_the_second_door(ana)
    assert said_in(proven(door, his, "/sign-in/second/passkey")) == WRONG
    assert is_in(door) is False


def test_a_challenge_for_whoever_comes_does_not_serve_as_a_second_factor(doors):
    ana, device = doors.account(), telephone()
    made(doors.inside(ana), device)
    door = doors.at_the_second_door(ana)
    told = door.post("/sign-in/passkey/options").json()
    assert door.post("/sign-in/second/passkey", data=device.prove(told)).status_code == 422


@pytest.mark.parametrize(
    "forged",
    [
        {"origin": "https://dossiers.example.com"},
        {"origin": "http://dossiers.example.org"},
        {"rp": "example.org"},
        {"flags": PRESENT},
        {"flags": 0},
        {"count": 0},
        {"user": b"account 2"},
        {"key": telephone().key},
        {"id": b"unknown"},
    ],
    ids=lambda forged: str(next(iter(forged.items())))[:30].split(" object")[0],
)
def test_a_forged_proof_lets_nobody_in_and_is_written_down(one_kind, forged):
    ana, device = one_kind.account(), telephone(count=5)
    made(one_kind.inside(ana), device)
    for name, value in forged.items():
        setattr(device, name, value)
    browser = one_kind.browser()
    answer = proven(browser, device)
    assert (answer.status_code, said_in(answer), is_in(browser)) == (422, WRONG, False)
    known = "" if "id" in forged else "ana@example.org"
    assert one_kind.log()[0] == ("passkey", "refused", known)


def test_an_answer_serves_once_and_for_five_minutes(doors, clock):
    ana, device = doors.account(), telephone()
    made(doors.inside(ana), device)
    browser = doors.browser()
    told = browser.post("/sign-in/passkey/options").json()
    answer = device.prove(told)
    assert browser.post("/sign-in/passkey", data=answer).status_code == 303
    assert doors.browser().post("/sign-in/passkey", data=answer).status_code == 422
    for seconds, status in ((299, 303), (300, 422)):
        told = browser.post("/sign-in/passkey/options").json()
        clock.later(seconds=seconds)
        assert browser.post("/sign-in/passkey", data=device.prove(told)).status_code == status


def test_a_copied_passkey_whose_counter_stands_still_is_refused(doors):
    ana, device = doors.account(), telephone()
    made(doors.inside(ana), device)
    assert proven(doors.browser(), device).status_code == 303
    copy = telephone(key=device.key, user=device.user, count=device.count - 1)
    assert proven(doors.browser(), copy).status_code == 422
    assert proven(doors.browser(), device).status_code == 303


def test_a_counter_may_be_larger_than_a_column(doors):
    ana, device = doors.account(), telephone(count=2**32 - 3)
    made(doors.inside(ana), device)
    assert proven(doors.browser(), device).status_code == 303
    assert proven(doors.browser(), device).status_code == 303


def test_a_closed_account_is_refused_like_an_unknown_passkey(doors, clock):
    ana, device = doors.account(), telephone()
    made(doors.inside(ana), device)
    with writer(doors.office.database).begin() as connection:
        accounts.close(connection, ana.number, "Head", clock())
    assert said_in(proven(doors.browser(), device)) == WRONG


@pytest.mark.parametrize(
    "forged",
    [{"origin": "https://evil.example"}, {"rp": "evil.example"}, {"flags": PRESENT}],
    ids=str,
)
def test_a_forged_new_passkey_is_not_kept_and_its_name_is(one_kind, forged):
    ana = one_kind.account()
    answer = made(one_kind.inside(ana), telephone(**forged), "my <telephone>")
    assert (answer.status_code, kept(one_kind, ana)) == (422, [])
    assert "The passkey was not kept" in said_in(answer)
    assert 'value="my &lt;telephone&gt;"' in answer.text


def test_a_passkey_made_for_one_account_is_not_kept_for_another(doors):
    ana, ben = doors.account(), doors.account("ben@example.org")
    hers, his = doors.inside(ana), doors.inside(ben)
    told = hers.post(f"{AT}/options").json()
    assert his.post(AT, data=telephone().make(told)).status_code == 422
    assert made(hers, telephone()).status_code == 200
    assert made(his, telephone()).status_code == 422


def test_a_passkey_is_named_otherwise_and_removed_by_its_owner_alone(doors):
    ana, ben, device = doors.account(), doors.account("ben@example.org"), telephone()
    browser, other = doors.inside(ana), doors.inside(ben)
    made(browser, device)
    (one,) = kept(doors, ana)
    at, sure = f"{AT}/{one.id}", f"/account/second/sure/{one.id}"
    assert other.get(at).status_code == 303
    other.post(at, data={"name": "mine"})
    other.post(sure, data={"proof": PASSWORD})
    assert kept(doors, ana) == [one]
    assert "telephone" in words_of(browser.get(at))
    told = browser.post(at, data={"name": "  old\u202e   \x00telephone "}).headers["location"]
    assert "old telephone" in words_of(browser.get(told))
    assert browser.post(at, data={"name": " "}).headers["location"] == "/account/second"
    assert "Remove the passkey “old telephone”?" in words_of(browser.get(sure))
    assert browser.post(sure, data={"proof": "wrong"}).status_code == 422
    told = browser.post(sure, data={"proof": PASSWORD}).headers["location"]
    assert "The passkey is removed." in words_of(browser.get(told))
    assert kept(doors, ana) == []
    assert proven(doors.browser(), device).status_code == 422


def test_an_account_has_so_many_passkeys_and_no_more(doors, clock):
    ana = doors.account()
    with writer(doors.office.database).begin() as connection:
        for number in range(MOST - 1):
            add(connection, Passkey(f"{number:022}", ana.number, "key", 0, "old", clock()))
    browser = doors.inside(ana, second=True)
    assert made(browser, telephone()).status_code == 200
    answer = browser.post(f"{AT}/options")
    assert (answer.status_code, "remove one first" in answer.json()["said"]) == (422, True)


def test_an_identifier_that_is_too_long_is_not_kept(doors):
    ana = doors.account()
    browser = doors.inside(ana)
    assert made(browser, telephone(id=b"x" * 384)).status_code == 200
    assert made(browser, telephone(id=b"x" * 385)).status_code == 422


def test_an_address_that_can_have_none_says_so_and_offers_one_time_codes(office, tmp_path):
    doors = Doors(office, tmp_path, public_address="http://dossiers.example.org")
    browser = doors.inside(doors.account())
    page = browser.get("/account/second")
    assert "These pages cannot have passkeys" in words_of(page)
    assert "data-passkey" not in page.text
    assert "Set up one-time codes" in words_of(page)
    for at in (f"{AT}/options", "/sign-in/passkey/options"):
        assert "cannot have passkeys" in browser.post(at).json()["said"]
    assert browser.post(AT, data={"token": "x", "answer": "{}"}).status_code == 422
    assert doors.browser().post("/sign-in/passkey", data={"answer": "{}"}).status_code == 422


def test_without_a_script_the_page_says_that_a_passkey_needs_it(one_kind):
    for browser, at in (
        (one_kind.inside(one_kind.account()), "/account/second"),
        (one_kind.browser(), "/sign-in/passkey"),
    ):
        page = browser.get(f"{at}?lang=fr")
        assert "Une clé d'accès requiert JavaScript, qui ne fonctionne pas" in words_of(page)


def test_who_asks_too_often_from_one_place_waits(one_kind):
    browser = one_kind.browser()
    asked = [browser.post("/sign-in/passkey/options").status_code for _ in range(61)]
    assert asked == [200] * 60 + [429]
    assert browser.post("/sign-in/passkey", data={"answer": "{}"}).status_code == 422
    assert one_kind.log() == []


ANSWERS = st.one_of(
    st.text(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda one: st.lists(one, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON",
                                           "attestationObject", "authenticatorData", "signature",
                                           "userHandle"]), one, max_size=9),
        max_leaves=20,
    ).map(json.dumps),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_whatever_a_browser_answers_is_no_proof_and_no_fault(answer):
    where = Place("dossiers.example.org", ADDRESS)
    key = Passkey("x", 1, "eA", 0, "", datetime(2027, 3, 1, tzinfo=UTC))
    for tried in (
        lambda: ceremony.made(where, answer, b"challenge"),
        lambda: ceremony.proven(where, answer, b"challenge", key),
    ):
        with pytest.raises(ceremony.NotProven):
            tried()


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"id": 1}', '{"id": "\\u0000"}', "[" * 5000,
                                    '{"id": "\\ud800"}', '"' + "x" * 20_001])  # fmt: skip
def test_an_answer_of_any_shape_is_answered_with_a_sentence(doors, answer):
    browser = doors.browser()
    told = browser.post("/sign-in/passkey/options").json()
    sent = browser.post("/sign-in/passkey", data={"token": told["token"], "answer": answer})
    assert said_in(sent) == WRONG
