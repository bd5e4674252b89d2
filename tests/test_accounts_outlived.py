"""What a new password does not end says so, and where it is ended."""

from datetime import timedelta

import pytest

from engine.runtime import api_tokens, feeds
from engine.runtime.database import writer
from tests.accounts import account, portal
from tests.browsing import words_of


@pytest.fixture
def at(office, tmp_path):
    return portal(office, tmp_path)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "stay valid after a new password and after signing out everywhere; they are ended "
         "here: Keys for programs , Calendar ."),
        ("fr", "restent valides après un nouveau mot de passe et après la fermeture de toutes les "
         "sessions ; elles se révoquent ici : Clés pour des programmes , Calendrier ."),
    ],
)  # fmt: skip
def test_the_own_account_says_that_keys_and_calendars_outlive_a_password_and_where_they_end(
    at, office, language, said
):
    browser = at.browser_of(account(office))
    page = browser.get("/account", params={"lang": language})
    assert said in words_of(page)
    for address in ("/account/tokens", "/state/feeds"):
        query = "" if language == "en" else f"?lang={language}"
        assert f'href="{address}{query}"' in page.text
        assert browser.get(address).status_code == 200


def test_a_key_and_a_calendar_are_still_valid_once_one_has_signed_out_everywhere(at, office):
    made = account(office)
    with writer(office.database).begin() as connection:
        key = api_tokens.make(
            connection, made.number, "x", ["read"], office.clock(), timedelta(days=30)
        )
        calendar = feeds.make(connection, made.number, "", office.clock())
    assert at.browser_of(made).post("/account/sign-out-everywhere").status_code == 303
    assert at.browser().get(f"/feeds/{calendar}.ics").status_code == 200
    answer = at.browser().get("/api/v1/dossiers", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200
