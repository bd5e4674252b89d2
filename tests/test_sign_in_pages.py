"""Signing in and out on the pages: what one sees, what the browser keeps, what is refused."""

import re

import pytest
from fastapi import Request
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from engine.dossier import Actor
from engine.runtime.invitations import invite
from engine.runtime.office import Office
from engine.runtime.people_tables import invitation, session
from engine.runtime.sessions import signed_in
from portal.identity.current import required
from portal.pages import pages
from tests.browsing import say_about, words_of
from tests.conftest import ToldClock
from tests.filing import archive_in
from workflows.roles import SECRETARIAT, STATE_PARTY

OSEI = Actor("N. Osei", STATE_PARTY, frozenset({"Togo", "Ghana"}))
LIND = Actor("A. Lind", SECRETARIAT)
HERE = {"Sec-Fetch-Site": "same-origin"}
ASK = "Please ask the office for a new link."


@pytest.fixture
def application(office: Office, tmp_path):
    app = pages(office, say_about, None, archive_in(tmp_path))

    @app.get("/mine")
    def mine(request: Request) -> dict[str, str]:
        return {"name": required(request).name}

    return app


@pytest.fixture
def browser(application):
    return TestClient(application, "https://testserver", headers=HERE)


def address(office: Office, actor: Actor = OSEI) -> str:
    return f"/enter/{invite(office.database, actor, 'the office', office.clock())}"


def people(database: Engine):
    with database.connect() as connection:
        return [connection.execute(select(one)).all() for one in (invitation, session)]


def test_opening_the_link_says_who_one_will_be_and_changes_nothing(browser, office: Office):
    link, before = address(office), people(office.database)
    for _ in range(2):
        page = browser.get(link)
        seen = words_of(page)
        assert page.status_code == 200
        assert "You will be signed in as N. Osei, State Party (Ghana, Togo)" in seen
        assert "This link opens once, until 4 March 2027, 13:00 (Paris time)." in seen
        assert f'<form class="enter" action="{link}" method="post">' in page.text
        assert "set-cookie" not in page.headers
    assert "Ce lien ne sert qu'une fois" in words_of(browser.get(f"{link}?lang=fr"))
    assert people(office.database) == before


def test_the_button_signs_in_and_every_page_says_who_one_is(browser, office: Office):
    assert "Sign out" not in words_of(browser.get("/"))
    answer = browser.post(address(office), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    for path in ("/", "/nowhere", "/leave"):
        assert "N. Osei, State Party (Ghana, Togo) Sign out" in words_of(browser.get(path))
    french = words_of(browser.get("/?lang=fr"))
    assert "N. Osei, État partie (Ghana, Togo) Se déconnecter" in french
    assert browser.get("/mine").json() == {"name": "N. Osei"}


def test_an_officer_speaks_for_no_state(browser, office: Office):
    browser.post(address(office, LIND))
    assert "A. Lind, Secretariat Sign out" in words_of(browser.get("/"))


def test_a_name_is_escaped(browser, office: Office):
    browser.post(address(office, Actor("<b>Osei</b>", SECRETARIAT)))
    assert "&lt;b&gt;Osei&lt;/b&gt;, Secretariat" in browser.get("/").text


def test_a_link_that_is_used_expired_or_unknown_gives_one_and_the_same_page(
    browser, office: Office, clock: ToldClock
):
    used, expired = address(office), address(office)
    browser.post(used)
    browser.cookies.clear()
    clock.later(hours=72)
    answers = [
        (link, ask(link))
        for link in (used, expired, "/enter/never-there", "/enter/%00%FF")
        for ask in (browser.get, browser.post)
    ]
    assert {answer.status_code for _, answer in answers} == {404}
    assert len({re.sub(r"/enter/[^?]*", "", answer.text) for _, answer in answers}) == 1
    assert {len(answer.headers) for _, answer in answers} == {len(answers[0][1].headers)}
    assert ASK in words_of(answers[0][1])
    french = words_of(browser.get(f"{used}?lang=fr"))
    assert "Veuillez demander un nouveau lien au Secrétariat." in french


def test_the_address_with_the_token_is_neither_kept_nor_passed_on(browser, office: Office):
    link = address(office)
    answers = [
        browser.get(link),
        browser.post(link, headers={"Sec-Fetch-Site": "cross-site"}),
        browser.post(link, follow_redirects=False),
        browser.get(link),
    ]
    assert [answer.status_code for answer in answers] == [200, 403, 303, 404]
    for answer in answers:
        assert answer.headers.get_list("referrer-policy") == ["strict-origin"]
        assert answer.headers.get_list("cache-control") == ["no-store"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("site", "cookie"),
    [
        ("https://testserver",
         r"__Host-dossiers=([\w-]{43}); HttpOnly; Path=/; SameSite=lax; Secure"),
        ("http://testserver", r"dossiers=([\w-]{43}); HttpOnly; Path=/; SameSite=lax"),
    ],
)  # fmt: skip
def test_the_cookie_holds_another_token_and_is_for_this_host_and_no_script(
    application, office: Office, site: str, cookie: str
):
    link = address(office)
    answer = TestClient(application, site, headers=HERE).post(link, follow_redirects=False)
    found = re.fullmatch(cookie, answer.headers["set-cookie"])
    assert found
    assert found[1] not in link


def test_by_https_a_cookie_that_a_neighbour_could_have_set_is_not_read(application, office: Office):
    plain = TestClient(application, "http://testserver", headers=HERE)
    plain.post(address(office))
    token = plain.cookies["dossiers"]
    assert plain.get("/mine").status_code == 200
    safe = TestClient(application, "https://testserver", headers=HERE)
    assert safe.get("/mine", headers={"Cookie": f"dossiers={token}"}).status_code == 401
    assert safe.get("/mine", headers={"Cookie": f"__Host-dossiers={token}"}).status_code == 200


def test_a_token_that_somebody_put_into_the_browser_before_is_worth_nothing_after(
    application, office: Office
):
    mallory = TestClient(application, "https://testserver", headers=HERE)
    mallory.post(address(office, Actor("Mallory", SECRETARIAT)))
    planted = mallory.cookies["__Host-dossiers"]
    victim = TestClient(application, "https://testserver", headers=HERE)
    victim.cookies.set("__Host-dossiers", planted)
    answer = victim.post(address(office), follow_redirects=False)
    assert planted not in answer.headers["set-cookie"]
    assert mallory.get("/mine").status_code == 401
    assert [one.actor.name for one in signed_in(office.database, office.clock())] == ["N. Osei"]


def test_a_page_for_those_who_have_signed_in_says_so_to_others(browser):
    sentence = "This page is for those who have signed in."
    for cookie in ({}, {"Cookie": "__Host-dossiers=nothing"}, {"Cookie": "__Host-dossiers="}):
        answer = browser.get("/mine", headers=cookie)
        assert answer.status_code == 401
        assert sentence in words_of(answer)
    assert "Cette page est réservée" in words_of(browser.get("/mine?lang=fr"))


def test_signing_out_ends_the_session_and_not_only_the_cookie(browser, office: Office):
    browser.post(address(office))
    token = browser.cookies["__Host-dossiers"]
    left = browser.post("/leave?lang=fr", follow_redirects=False)
    assert (left.status_code, left.headers["location"]) == (303, "/leave?lang=fr")
    assert 'dossiers=""; expires=' in left.headers["set-cookie"]
    assert "__Host-dossiers" not in browser.cookies
    assert "You are signed out" in words_of(browser.get("/leave"))
    assert browser.get("/mine", headers={"Cookie": f"__Host-dossiers={token}"}).status_code == 401


def test_leaving_without_having_entered_is_no_fault(browser):
    assert "You are signed out" in words_of(browser.post("/leave"))


def test_eight_hours_unseen_and_one_is_a_stranger_again(browser, office: Office, clock: ToldClock):
    browser.post(address(office))
    clock.later(hours=7.9)
    assert browser.get("/mine").status_code == 200
    clock.later(hours=8)
    assert browser.get("/mine").status_code == 401
    assert "Sign out" not in words_of(browser.get("/"))


def test_a_page_that_names_somebody_stays_in_no_cache(browser, office: Office):
    assert browser.get("/").headers.get_list("cache-control") == ["no-cache"]
    browser.post(address(office))
    assert browser.get("/").headers.get_list("cache-control") == ["no-store"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, 404),
        ({"Sec-Fetch-Site": "none"}, 404),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://testserver"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://testserver"}, 403),
        ({"Origin": "https://testserver"}, 404),
        ({"Origin": "http://testserver"}, 403),
        ({"Origin": "https://testserver:8443"}, 403),
        ({"Origin": "https://testserver.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://["}, 403),
        ({"Origin": "https://evil.example", "Referer": "https://testserver/"}, 403),
        ({"Referer": "https://testserver/enter/x"}, 404),
        ({"Referer": "https://evil.example/https://testserver/"}, 403),
        ({"Referer": "https://testserver@evil.example/"}, 403),
        ({}, 403),
        ({"Host": ""}, 403),
    ],
)
def test_what_another_site_made_the_browser_send_is_refused(application, said, status: int):
    browser = TestClient(application, "https://testserver")
    answers = [
        browser.request(verb, "/enter/x", headers=said) for verb in ("POST", "PUT", "DELETE")
    ]
    expected = [404, 405, 405] if status == 404 else [403, 403, 403]
    assert [answer.status_code for answer in answers] == expected
    refused = "It was not sent from a page of this office, so nothing was changed." in words_of(
        answers[0]
    )
    assert refused == (status == 403)
    assert browser.get("/enter/x", headers=said).status_code == 404


def test_a_form_of_a_page_by_https_is_taken_where_the_proxy_speaks_http_to_us(
    application, office: Office
):
    behind = TestClient(application, "http://testserver")
    sent = behind.post(address(office), headers={"Origin": "https://testserver"})
    assert "N. Osei" in words_of(sent)


def test_a_refused_form_uses_nothing_up_and_names_nobody(browser, office: Office):
    browser.post(address(office))
    link, foreign = address(office, LIND), {"Sec-Fetch-Site": "cross-site"}
    assert "N. Osei" not in words_of(browser.post(link, headers=foreign))
    browser.post("/leave", headers=foreign)
    assert browser.get("/mine").json() == {"name": "N. Osei"}
    browser.post(link)
    assert browser.get("/mine").json() == {"name": "A. Lind"}
