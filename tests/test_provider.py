"""Signing in at another provider: who comes in, and every forged answer that does not."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from engine.runtime import accounts, subjects
from engine.runtime.database import writer
from portal.settings import Provider as There
from tests.browsing import words_of
from tests.provider import CLIENT, SECRET, provider
from tests.second import ADDRESS, Doors, is_in, office_over, with_codes


@pytest.fixture
def there(clock):
    with provider(clock) as found:
        yield found


def doors_of(office, path, there):
    named = There(issuer=there.issuer, client_id=CLIENT, client_secret=SECRET, name="UN sign-on")
    return Doors(office, path, oidc=named)


@pytest.fixture
def doors(office, tmp_path, there):
    return doors_of(office, tmp_path, there)


@pytest.fixture
def one_kind(sqlite_database, clock, tmp_path, there):
    """The same, where nothing depends on the kind of database."""
    return doors_of(office_over(sqlite_database, clock), tmp_path, there)


def gone(browser, query=""):
    """Set out: where the provider asks who it is."""
    answer = browser.get(f"/sign-in/provider{query}")
    assert answer.status_code == 303
    return answer.headers["location"]


def came(browser, there, query=""):
    """There, and back."""
    return browser.get(there.authorized(gone(browser, query)))


def told(browser, answer):
    """What is said of a refusal, which stands on a page of its own."""
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    assert page.status_code == 403
    return words_of(page).split("You are not signed in yet ")[-1].split(" Sign in another way")[0]


def test_whoever_the_provider_vouches_for_comes_in_to_the_page_they_asked_for(doors, there):
    doors.account()
    browser = doors.browser()
    answer = came(browser, there, "?next=/cycles")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cycles")
    assert (is_in(browser), doors.log()) == (True, [("provider", "in", "ana@example.org")])


def test_the_question_says_what_openid_connect_asks_and_keeps_its_secrets(doors, there):
    browser = doors.browser()
    address = gone(browser)
    asked = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
    assert {name: asked[name] for name in sorted(asked) if len(asked[name]) < 60} == {
        "client_id": CLIENT,
        "code_challenge": asked["code_challenge"],
        "code_challenge_method": "S256",
        "redirect_uri": f"{ADDRESS}/sign-in/provider/back",
        "response_type": "code",
        "scope": "openid email",
    }
    assert re.fullmatch("[0-9a-f]{64}", asked["state"])
    assert re.fullmatch("[0-9a-f]{64}", asked["nonce"])
    token = browser.cookies["__Host-dossiers-provider"]
    assert token not in address
    with doors.office.database.connect() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM entering").all())
    assert [one for one in (token, asked["state"], asked["nonce"]) if one in rows] == []


def test_the_first_time_links_the_account_and_from_then_on_the_person_counts(doors, there):
    doors.account()
    doors.account("ben@example.org")
    assert is_in_after(doors, there)
    there.person["email"] = "ben@example.org"
    assert is_in_after(doors, there)
    assert doors.log()[0] == ("provider", "in", "ana@example.org")
    there.person = {"sub": "248289761001"}
    assert is_in_after(doors, there)


def is_in_after(doors, there):
    browser = doors.browser()
    came(browser, there)
    return is_in(browser)


def test_an_account_is_linked_to_one_person_until_the_office_lets_go_of_that(doors, there):
    ana = doors.account()
    assert is_in_after(doors, there)
    there.person["sub"] = "somebody else"
    browser = doors.browser()
    assert told(browser, came(browser, there)).startswith("Your account is linked to another")
    assert doors.log()[0] == ("provider", "refused", "ana@example.org")
    with writer(doors.office.database).begin() as connection:
        subjects.unlink(connection, ana.number)
    assert is_in_after(doors, there)


def test_the_second_factor_is_asked_for_after_the_provider_too(doors, there):
    with_codes(doors, doors.inside(doors.account()))
    assert came(doors.browser(), there).headers["location"] == "/sign-in/second"


def test_a_provider_may_want_the_secret_in_the_form(one_kind, there):
    there.methods = ["client_secret_post"]
    one_kind.account()
    assert is_in_after(one_kind, there)


def test_a_provider_may_share_no_secret_with_this_office(one_kind, there):
    one_kind.settings.oidc.client_secret = ""
    there.keeps_no_secret = True
    one_kind.account()
    assert is_in_after(one_kind, there)


def test_who_sets_out_too_often_from_one_place_waits(one_kind):
    browser = one_kind.browser()
    gone_to = [browser.get("/sign-in/provider").headers["location"] for _ in range(61)]
    assert [one for one in gone_to if one.startswith("/")] == gone_to[60:]
    assert told(browser, browser.get("/sign-in/provider")).startswith("There were too many")
    assert told(browser, browser.get("/sign-in/provider/back")).startswith(LATE)
    assert one_kind.log() == []


LATE = "The answer of “UN sign-on” belongs to no question of this browser, was used before"
UNPROVEN = "What came from “UN sign-on” is not proven to be meant for this office"
EXPIRED = "What came from “UN sign-on” was no longer valid when it arrived."
OTHER = RSAKey.generate_key(2048, {"kid": "one"})
FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "another nonce": ({"forged": {"nonce": "f" * 64}}, UNPROVEN),
    "no nonce": ({"forged": {"nonce": None}}, UNPROVEN),
    "another audience": ({"forged": {"aud": "another office"}}, UNPROVEN),
    "no audience": ({"forged": {"aud": None}}, UNPROVEN),
    "several audiences": ({"forged": {"aud": [CLIENT, "another office"]}}, UNPROVEN),
    "passed on": ({"forged": {"azp": "another office"}}, UNPROVEN),
    "another issuer": ({"forged": {"iss": "https://evil.example"}}, UNPROVEN),
    "nobody": ({"forged": {"sub": None}}, UNPROVEN),
    "a name too long": ({"forged": {"sub": "x" * 500}}, UNPROVEN),
    "expired": ({"forged": {"exp": 1_700_000_000}}, EXPIRED),
    "no expiry": ({"forged": {"exp": None}}, UNPROVEN),
    "of tomorrow": ({"forged": {"iat": 2_000_000_000}}, UNPROVEN),
    "another key": ({"signs": OTHER}, UNPROVEN),
    "an unknown key": ({"header": {"alg": "RS256", "kid": "two"}}, UNPROVEN),
    "no signature": ({"header": {"alg": "none"}}, UNPROVEN),
    "the open key as a secret": ({"header": {"alg": "HS256", "kid": "one"}}, UNPROVEN),
    "unverified mail": (
        {"forged": {"email_verified": False}}, "“UN sign-on” has not verified your address",
    ),
    "mail verified in words": (
        {"forged": {"email_verified": "true"}}, "“UN sign-on” has not verified your address",
    ),
    "no mail": ({"forged": {"email": None}}, "“UN sign-on” has not verified your address"),
    "a stranger": (
        {"forged": {"email": "eve@example.org"}},
        "“UN sign-on” has confirmed who you are, but no open account here belongs to you.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_answer_lets_nobody_in_says_one_sentence_and_is_written_down(one_kind, there, how):
    one_kind.account()
    parts, sentence = FORGED[how]
    for name, value in parts.items():
        setattr(there, name, value)
    browser = one_kind.browser()
    assert told(browser, came(browser, there)).startswith(sentence)
    assert is_in(browser) is False
    known = "eve@example.org" if how == "a stranger" else ""
    assert one_kind.log() == [("provider", "refused", known)]


def test_a_closed_account_is_answered_like_none(doors, there, clock):
    ana = doors.account()
    with writer(doors.office.database).begin() as connection:
        accounts.close(connection, ana.number, "Head", clock())
    browser = doors.browser()
    assert told(browser, came(browser, there)).startswith(FORGED["a stranger"][1])
    assert doors.log() == [("provider", "refused", "ana@example.org")]


def test_an_answer_serves_once_for_ten_minutes_and_in_its_own_browser(doors, there, clock):
    doors.account()
    browser, other = doors.browser(), doors.browser()
    back = there.authorized(gone(browser))
    assert told(other, other.get(back)).startswith(LATE)
    cookie = browser.cookies["__Host-dossiers-provider"]
    assert browser.get(back).headers["location"] == "/"
    other.cookies.set("__Host-dossiers-provider", cookie)
    assert told(other, other.get(back)).startswith(LATE)
    for seconds, location in ((599, "/"), (600, "/sign-in/provider/refused/late")):
        browser = doors.browser()
        back = there.authorized(gone(browser))
        clock.later(seconds=seconds)
        assert browser.get(back).headers["location"] == location


@pytest.mark.parametrize("state", ["", "state=", "state=%00", "state=%F0%9F", "state=" + "0" * 64])
def test_an_answer_to_no_question_uses_up_none(one_kind, there, state):
    one_kind.account()
    browser = one_kind.browser()
    back = there.authorized(gone(browser))
    forged = f"{back.split('?')[0]}?code=code-0&{state}"
    assert one_kind.browser().get(forged).headers["location"] == "/sign-in/provider/refused/late"
    browser_again = browser.cookies["__Host-dossiers-provider"]
    assert browser.get(forged).headers["location"] == "/sign-in/provider/refused/late"
    browser.cookies.set(
        "__Host-dossiers-provider", browser_again, domain="dossiers.example.org", path="/"
    )
    assert browser.get(back).headers["location"] == "/"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("error=access_denied&error_description=<b>", "declined"),
        ("", "declined"),
        ("code=", "declined"),
        ("code=unknown", "declined"),
        ("code=code-0&iss=https://evil.example", "unproven"),
    ],
)
def test_an_answer_without_a_good_code_is_refused(one_kind, there, answer, why):
    browser = one_kind.browser()
    back = there.authorized(gone(browser))
    state = parse_qs(urlsplit(back).query)["state"][0]
    gone_wrong = browser.get(f"/sign-in/provider/back?state={state}&{answer}")
    assert gone_wrong.headers["location"] == f"/sign-in/provider/refused/{why}"
    assert one_kind.log() == [("provider", "refused", "")]


@pytest.mark.parametrize(
    "pages",
    [
        {"/.well-known/openid-configuration": None},
        {"/.well-known/openid-configuration": b"<html>"},
        {"/.well-known/openid-configuration": []},
        {"/.well-known/openid-configuration": {"issuer": "https://evil.example"}},
        {"/keys": None},
        {"/keys": []},
    ],
    ids=str,
)
def test_a_provider_that_does_not_answer_as_it_should_is_named(one_kind, there, pages):
    browser = one_kind.browser()
    address = gone(browser)
    there.pages = pages
    back = browser.get(there.authorized(address))
    assert told(browser, back).startswith("“UN sign-on” does not answer as it should.")


def test_a_provider_sends_nobody_over_another_kind_of_line(one_kind, there):
    there.pages["/.well-known/openid-configuration"] = {
        **there.page("/.well-known/openid-configuration"), "authorization_endpoint": "ftp://x/",
    }  # fmt: skip
    answer = one_kind.browser().get("/sign-in/provider")
    assert answer.headers["location"] == "/sign-in/provider/refused/silent"


def test_a_provider_that_is_down_is_named_in_french(office, tmp_path):
    down = There(issuer="http://127.0.0.1:9", client_id=CLIENT, name="UN")
    browser = Doors(office, tmp_path, oidc=down).browser()
    answer = browser.get("/sign-in/provider?lang=fr")
    page = browser.get(answer.headers["location"])
    assert "« UN » ne répond pas comme prévu." in words_of(page)


def test_the_language_survives_the_way_there_and_back(doors, there):
    doors.account("ben@example.org")
    browser = doors.browser()
    answer = came(browser, there, "?lang=fr")
    assert answer.headers["location"] == "/sign-in/provider/refused/nobody?lang=fr"


def test_without_a_provider_its_addresses_lead_nowhere(office, tmp_path):
    browser = Doors(office, tmp_path).browser()
    for at in ("", "/back?state=x&code=y", "/refused/whatever"):
        assert browser.get(f"/sign-in/provider{at}").status_code == 404
