"""What a letter brings: an invitation or a new password, opened once, and legible nowhere else."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from engine.runtime import accounts, on_the_way
from engine.runtime.account_tables import account as account_rows
from engine.runtime.account_tables import entering
from engine.runtime.database import writer
from engine.runtime.letter_tables import letter_copy
from engine.runtime.people_tables import invitation
from engine.runtime.sessions import signed_in
from engine.runtime.tables import letter
from portal.identity import letters
from tests.accounts import (
    A_MICROSECOND,
    ADDRESS,
    AN_HOUR,
    HADDAD,
    LIND,
    OSEI,
    PASSWORD,
    Post,
    account,
    portal,
    settings,
    sign_in,
)
from tests.browsing import words_of

NEW = {"password": "quite another password"}
OSEI_INVITED = {
    "address": "N.Osei@example.org", "name": " N.  Osei ", "role": "state_party",
    "states": ["Ghana", "Togo"], "language": "fr",
}  # fmt: skip


@pytest.fixture
def at(office, tmp_path):
    return portal(office, tmp_path)


@pytest.fixture
def post(office, tmp_path):
    return Post(office, tmp_path)


def forgotten(at, address=OSEI.address):
    return at.browser().post("/sign-in/forgotten", data={"address": address})


def invited(at, office) -> None:
    head = at.browser_of(account(office, HADDAD))
    assert head.post("/accounts/invite", data=OSEI_INVITED).status_code == 303


def test_an_invitation_comes_by_letter_and_makes_an_account_with_the_password_chosen(
    at, office, post
):
    invited(at, office)
    ((template, to),) = post.waiting()
    assert (template, to) == ("account_invitation", "n.osei@example.org")
    link, browser = post.link("enter"), at.browser()
    for _ in range(2):
        page = browser.get(link)
        assert "You will be signed in as N. Osei, State Party (Ghana, Togo)" in words_of(page)
        assert page.headers["referrer-policy"] == "strict-origin"
        assert page.headers["cache-control"] == "no-store"
    short = browser.post(link, data={"password": "x" * 11})
    assert short.status_code == 422
    assert "The password has fewer than 12 characters." in words_of(short)
    entered = browser.post(f"{link}?lang=fr", data=NEW)
    assert (entered.status_code, entered.headers["location"]) == (303, "/?lang=fr")
    assert browser.get(link).status_code == 404
    assert browser.post(link, data=NEW).status_code == 404
    with office.database.connect() as connection:
        made = accounts.by_address(connection, "n.osei@example.org")
    assert made is not None
    assert (made.name, made.role, made.states, made.language) == (
        "N. Osei", "state_party", frozenset({"Ghana", "Togo"}), "fr",
    )  # fmt: skip
    assert sign_in(at.browser(), password=NEW["password"]).status_code == 303


def test_of_many_who_open_one_invitation_in_the_same_instant_one_gets_in(at, office, post):
    invited(at, office)
    link = post.link("enter")
    browsers = [at.browser() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: one.post(link, data=NEW).status_code, browsers))
    assert sorted(answers) == [303, 404, 404, 404]
    mine = [
        one for one in signed_in(office.database, office.clock()) if one.actor.name == "N. Osei"
    ]
    assert len(mine) == 1


@pytest.mark.parametrize(("before", "status"), [(A_MICROSECOND, 303), (timedelta(), 404)])
def test_an_invitation_opens_for_seventy_two_hours(at, office, post, clock, before, status):
    invited(at, office)
    link = post.link("enter")
    clock.at += timedelta(hours=72) - before
    assert at.browser().post(link, data=NEW).status_code == status


def test_an_invitation_sent_again_opens_anew_and_the_former_no_more(at, office, post):
    head = at.browser_of(account(office, HADDAD))
    head.post("/accounts/invite", data=OSEI_INVITED)
    first = post.link("enter")
    again = {"address": "n.osei@example.org", "do": "again"}
    assert head.post("/accounts/invited", data=again).status_code == 303
    second = post.link("enter")
    assert [at.browser().get(one).status_code for one in (first, second)] == [404, 200]
    back = {"address": "n.osei@example.org", "do": "back"}
    assert head.post("/accounts/invited", data=back).status_code == 303
    assert at.browser().get(second).status_code == 404
    assert head.post("/accounts/invited", data=back).status_code == 404


def test_a_new_password_comes_by_letter_and_puts_everybody_else_out(at, office, post):
    made = account(office)
    elsewhere = at.browser_of(made)
    answer = forgotten(at, " N.OSEI@example.org")
    assert answer.status_code == 200
    link, browser = post.link("reset"), at.browser()
    page = browser.get(link)
    assert "This is the password of N. Osei." in words_of(page)
    assert page.headers["referrer-policy"] == "strict-origin"
    own = browser.post(link, data={"password": OSEI.address.upper()})
    assert "is your address or your name" in words_of(own)
    assert browser.post(link, data=NEW).status_code == 303
    assert browser.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 401
    assert sign_in(at.browser()).status_code == 401
    assert sign_in(at.browser(), password=NEW["password"]).status_code == 303
    assert "account_password_changed" in [template for template, _ in post.waiting()]
    assert any("Your password was changed" in text for text in post.sent())


def test_a_link_for_a_new_password_opens_once_and_only_the_latest_one(at, office, post):
    account(office)
    forgotten(at)
    first = post.link("reset")
    assert at.browser().post(first, data=NEW).status_code == 303
    assert at.browser().get(first).status_code == 404
    assert at.browser().post(first, data=NEW).status_code == 404
    links = []
    for _ in range(2):
        forgotten(at)
        links.append(post.link("reset"))
    assert [at.browser().get(one).status_code for one in links] == [404, 200]


@pytest.mark.parametrize(("before", "status"), [(A_MICROSECOND, 303), (timedelta(), 404)])
def test_a_link_for_a_new_password_opens_for_an_hour(at, office, post, clock, before, status):
    account(office)
    forgotten(at)
    link = post.link("reset")
    clock.at += AN_HOUR - before
    assert at.browser().post(link, data=NEW).status_code == status


def test_whether_there_is_an_account_the_answer_does_not_tell_and_nobody_gets_a_letter(
    at, office, post
):
    account(office)
    closed = account(office, HADDAD)
    with writer(office.database).begin() as connection:
        accounts.close(connection, closed.number, "A. Lind", office.clock())
    asked = (OSEI.address, HADDAD.address, "nobody@example.org", "", "\x00", "x" * 5000)
    answers = [forgotten(at, one) for one in asked]
    assert {(one.status_code, one.text) for one in answers} == {(200, answers[0].text)}
    assert post.waiting() == [("account_reset", OSEI.address)]


def test_a_closed_account_gets_no_new_password_by_a_link_from_before(at, office, post):
    made = account(office)
    forgotten(at)
    link = post.link("reset")
    with writer(office.database).begin() as connection:
        accounts.close(connection, made.number, "A. Lind", office.clock())
    assert at.browser().get(link).status_code == 404
    assert at.browser().post(link, data=NEW).status_code == 404


def test_the_link_of_a_letter_can_be_read_in_no_table_before_or_after_it_leaves(at, office, post):
    account(office, LIND)
    forgotten(at, LIND.address)
    invited(at, office)
    with office.database.connect() as connection:
        facts = connection.scalars(select(letter.c.facts)).all()
        names = [*connection.scalars(select(entering.c.token)),
                 *connection.scalars(select(invitation.c.token))]  # fmt: skip
    assert {one["link"] for one in facts} == {
        f"{ADDRESS}/reset/…", f"{ADDRESS}/enter/…?lang=fr"
    }  # fmt: skip
    for name in names:  # what a row is called opens nothing
        assert at.browser().get(f"/reset/{name}").status_code == 404
        assert at.browser().get(f"/enter/{name}").status_code == 404
    tokens = re.findall(r"/(?:reset|enter)/([\w-]{43})", "\n".join(post.sent()))
    assert len(tokens) == 2
    with office.database.connect() as connection:
        kept = connection.scalars(select(letter_copy.c.text)).all()
        rows = "".join(
            str(connection.execute(select(table)).all())
            for table in (letter, letter_copy, entering, invitation, account_rows)
        )
    assert len(kept) == 2
    assert not [token for token in tokens if token in rows]
    assert any("/reset/…" in text for text in kept)


def test_what_is_on_the_way_to_one_door_opens_no_other(at, office, post):
    made = account(office)
    forgotten(at)
    token = post.link("reset").rpartition("/")[2]
    assert at.browser().get(f"/enter/{token}").status_code == 404
    assert on_the_way.look(office.database, token, "second", office.clock()) is None
    with writer(office.database).begin() as connection:
        assert on_the_way.take(connection, token, "second", office.clock()) is None
        found = on_the_way.take(connection, token, "reset", office.clock())
        assert on_the_way.take(connection, token, "reset", office.clock()) is None
    assert found is not None
    assert (found.account, found.purpose) == (made.number, "reset")


def test_who_was_on_the_way_is_forgotten_after_thirty_days(office, clock):
    month, begun = timedelta(days=30), office.clock()
    with writer(office.database).begin() as connection:
        on_the_way.set_out(connection, "second", None, {}, begun, AN_HOUR)
    for at, there in ((begun + AN_HOUR + month, 2), (begun + AN_HOUR + month + A_MICROSECOND, 2)):
        with writer(office.database).begin() as connection:
            on_the_way.set_out(connection, "second", None, {}, at, AN_HOUR)
            assert len(connection.execute(select(entering)).all()) == there


def test_a_letter_of_an_account_is_in_its_language(office, tmp_path, post):
    made = account(office)
    with writer(office.database).begin() as connection:
        accounts.change(connection, made.number, {"language": "fr"}, "x", office.clock())
        french = accounts.account(connection, made.number)
        assert french is not None
        letters.reset(connection, settings(tmp_path), french, office.clock())
    (text,) = post.sent()
    assert "Un nouveau mot de passe a été demandé" in text
    assert PASSWORD not in text
