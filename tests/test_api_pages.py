"""The pages about the interface: its description, one's tokens, the webhooks of the office."""

import re

import pytest

from engine.dossier import Actor
from engine.runtime import api_tokens
from portal.api.described import TAGS, described
from portal.api.routes import api
from portal.words import words
from tests.browsing import KENYA, OFFICER, words_of
from tests.programs import AT, Programs
from tests.signed_in import Portal
from workflows.roles import AUDITOR, HEAD

CHIEF = Actor("R. Haddad", HEAD)
TOKENS, HOOKS = "/account/tokens", "/webhooks"
ONE = {"name": "Nightly report", "scope": ["read"], "days": "90"}


@pytest.fixture
def portal(moved, tmp_path):
    return Portal(moved, tmp_path)


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


def shown_once(page):
    return re.findall(r'<p class="api-once">([^<]+)</p>', page.text)


# --- the description ---------------------------------------------------------------------------


def test_the_description_is_a_page_with_every_operation_in_both_frames(portal, programs):
    document = programs.of().get("openapi.json").json()
    heading = words()["page"]["api_heading"]
    for address, said in (("/api", heading.en), ("/api?lang=fr", heading.fr)):
        page = portal.browser().get(address)
        assert page.status_code == 200
        assert said in words_of(page)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                assert f'id="{operation["operationId"]}"' in page.text
                assert f"{method.upper()} {AT}{path} {operation['summary']}" in words_of(page)
        for name in TAGS:
            assert f'<section class="api-part" id="{name}"' in page.text
        assert re.findall(r"<script(?! src=\"/static)|<style|\sstyle=|\son\w+=", page.text) == []


def test_the_description_declares_every_answer_with_its_type_and_an_example(programs):
    document = programs.of().get("openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": AT}]
    assert "HTTPValidationError" not in document["components"]["schemas"]
    named = [o["operationId"] for one in document["paths"].values() for o in one.values()]
    assert len(set(named)) == len(named)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {})
                if status >= "400":
                    assert list(content) == ["application/problem+json"], (path, method, status)
                    assert answer["description"]
                elif "application/json" in content and path not in PUBLISHED:
                    assert content["application/json"]["example"], (path, method)
            for one in operation.get("requestBody", {}).get("content", {}).values():
                assert one["example"]
            assert "422" in operation["responses"]
            assert operation["security"]


PUBLISHED = ("/forms", "/forms/{code}", "/problems/{name}")


def test_the_description_is_made_once_and_not_sent_again_until_it_changes(programs):
    program = programs.of()
    first = program.get("openapi.json")
    again = program.get("openapi.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_without_an_office_the_published_forms_are_described_alone():
    assert list(described(api())["paths"]) == [
        "/forms", "/forms/{code}", "/forms/{code}/schema", "/problems/{name}",
    ]  # fmt: skip


# --- tokens ------------------------------------------------------------------------------------


def test_a_token_is_made_shown_once_and_opens_the_interface(portal, programs):
    browser = portal.browser_of(programs.account(KENYA))
    made = browser.post(TOKENS, data=ONE)
    (token,) = shown_once(made)
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    assert token.startswith("dossiers_")
    assert token not in browser.get(TOKENS).text
    assert "Nightly report" in words_of(browser.get(TOKENS))
    program = programs.of()
    program.headers["Authorization"] = f"Bearer {token}"
    assert program.get("me").json()["scopes"] == ["read"]


def test_a_token_is_ended_on_the_page_and_stays_in_the_list(portal, programs):
    account = programs.account(KENYA)
    browser = portal.browser_of(account)
    (token,) = shown_once(browser.post(TOKENS, data=ONE))
    (end,) = re.findall(r'action="(/account/tokens/\w+/end)"', browser.get(TOKENS).text)
    for _ in range(2):
        answer = browser.post(end)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{TOKENS}?done=ended")
    page = browser.get(f"{TOKENS}?done=ended&lang=fr")
    assert "Le jeton n'ouvre plus rien." in words_of(page)
    assert "révoqué" in words_of(page)
    program = programs.of()
    program.headers["Authorization"] = f"Bearer {token}"
    assert program.get("me").status_code == 401


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Give the token a name"),
        ({"name": "x" * 81}, "Give the token a name"),
        ({"scope": []}, "choose at least one scope"),
        ({"scope": ["read", "letters"]}, "Your role cannot give a token this: letters."),
        ({"days": "366"}, "a year at most"),
        ({"days": ""}, "a year at most"),
    ],
)
def test_a_token_that_cannot_be_made_is_told_why_and_what_was_typed_stays(
    portal, programs, given, said
):
    account = programs.account(KENYA)
    browser = portal.browser_of(account)
    page = browser.post(TOKENS, data={**ONE, **given})
    assert page.status_code == 422
    assert said in words_of(page)
    assert shown_once(page) == []
    if "name" not in given:
        assert 'value="Nightly report"' in page.text
    with portal.office.database.connect() as connection:
        assert api_tokens.tokens_of(connection, account.number) == []


def test_twenty_tokens_are_enough_until_one_ends(portal, programs):
    account = programs.account(KENYA)
    browser = portal.browser_of(account)
    for number in range(20):
        programs.token(KENYA)
        assert number < 20
    assert "You have 20 tokens already" in words_of(browser.post(TOKENS, data=ONE))
    end = re.findall(r'action="(/account/tokens/\w+/end)"', browser.get(TOKENS).text)
    assert len(end) == 20
    browser.post(end[0])
    assert len(shown_once(browser.post(TOKENS, data=ONE))) == 1


def test_tokens_are_for_those_who_have_an_account(portal):
    assert portal.browser().get(TOKENS).status_code == 401
    without = portal.browser(KENYA).get(TOKENS)
    assert without.status_code == 403
    assert "a token belongs to an account" in words_of(without)


# --- webhooks ----------------------------------------------------------------------------------


def test_the_head_sets_up_a_webhook_sees_its_secret_once_and_ends_it(portal, programs):
    browser = portal.browser_of(programs.account(CHIEF))
    made = browser.post(HOOKS, data={"url": "https://example.org/hook", "event": ["submit"]})
    (secret,) = shown_once(made)
    assert secret.startswith("whsec_")
    page = browser.get(HOOKS)
    assert secret not in page.text
    assert "https://example.org/hook submit R. Haddad" in words_of(page)
    one = browser.get(f"{HOOKS}/1?lang=fr")
    assert "Rien ne lui a encore été signalé." in words_of(one)
    assert browser.post(f"{HOOKS}/1/again").headers["location"] == f"{HOOKS}/1?done=again"
    assert browser.post(f"{HOOKS}/1/end").headers["location"] == f"{HOOKS}?done=ended"
    assert "/end" not in browser.get(f"{HOOKS}/1").text


def test_a_webhook_that_cannot_be_set_up_is_told_why_and_what_was_typed_stays(portal, programs):
    browser = portal.browser_of(programs.account(CHIEF))
    page = browser.post(HOOKS, data={"url": "ftp://x", "event": ["submit", "nothing"]})
    assert page.status_code == 422
    assert "This is no address of a web server" in words_of(page)
    assert "No step is called so: nothing." in words_of(page)
    assert 'value="ftp://x"' in page.text


def test_webhooks_are_read_by_auditors_and_by_nobody_else(portal, programs):
    auditor = portal.browser_of(programs.account(Actor("P. Stone", AUDITOR)))
    assert auditor.get(HOOKS).status_code == 200
    assert '<form class="api-form"' not in auditor.get(HOOKS).text
    assert auditor.post(HOOKS, data={"url": "https://example.org"}).status_code == 403
    for who in (KENYA, OFFICER):
        browser = portal.browser_of(programs.account(who))
        for address in (HOOKS, f"{HOOKS}/1"):
            assert browser.get(address).status_code == 403
        for act in ("again", "end"):
            assert browser.post(f"{HOOKS}/1/{act}").status_code == 403
    assert portal.browser().get(HOOKS).status_code == 401
    chief = portal.browser_of(programs.account(CHIEF))
    for number in ("1", "x", "99999999999"):
        assert chief.get(f"{HOOKS}/{number}").status_code == 404
