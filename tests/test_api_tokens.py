"""Who a program is: the account of its token, within its scopes, as long as both stand."""

import pytest
from limits import RateLimitItemPerMinute

from engine.dossier import Actor
from engine.runtime import accounts, api_tokens
from engine.runtime.database import writer
from portal.api.pace import Pace
from portal.api.scopes import SCOPES, against, open_to
from tests.browsing import KENYA, OFFICER
from tests.programs import AT, HOST, Programs, kinds
from tests.signed_in import HERE, Portal
from workflows.roles import AUDITOR, COMMITTEE, DELEGATION, HEAD, PEOPLE

CHIEF = Actor("R. Haddad", HEAD)
AUDIT = Actor("P. Stone", AUDITOR)
TITLE = {"answers": {"title": "Song"}}


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


def test_a_token_says_whose_it_is_and_what_it_is_for(programs):
    told = programs.of(KENYA, ["read", "move"]).get("me").json()
    assert (told["name"], told["role"], told["states"]) == (KENYA.name, KENYA.role, ["Kenya"])
    assert (told["scopes"], told["through"]) == (["move", "read"], None)
    assert (told["reads"], told["writes"]) == (["state", "own"], ["state", "own"])
    assert told["account"] == programs.account(KENYA).number


@pytest.mark.parametrize(
    "given", ["Bearer nothing", "Bearer ", "Basic YTpi", "nonsense", "Bearer dossiers_\xe9"]
)
def test_a_token_that_is_none_opens_nothing_not_even_what_is_public(programs, given):
    answer = programs.of().get("dossiers", headers={"Authorization": given.encode("latin-1")})
    assert kinds(answer) == (401, "no-token")
    assert answer.headers["www-authenticate"] == (
        'Bearer realm="ich-dossiers", error="invalid_token"'
    )


def test_a_token_opens_until_its_end_and_no_instant_longer(programs, clock):
    program = programs.of()
    program.headers["Authorization"] = f"Bearer {programs.token(KENYA, days=30)}"
    clock.later(days=30, microseconds=-1)
    assert program.get("me").status_code == 200
    clock.later(microseconds=1)
    assert kinds(program.get("me")) == (401, "no-token")


def test_a_token_that_was_ended_and_one_of_a_closed_account_open_nothing(programs, clock):
    for ends in ("token", "account"):
        program, number = programs.of(KENYA), programs.account(KENYA).number
        assert program.get("me").status_code == 200
        with writer(programs.office.database).begin() as connection:
            if ends == "token":
                for one in api_tokens.tokens_of(connection, number):
                    assert api_tokens.end(connection, number, one.id, clock())
                    assert not api_tokens.end(connection, number, one.id, clock())
            else:
                accounts.close(connection, number, "the head", clock())
        assert kinds(program.get("me")) == (401, "no-token")


def test_nobody_ends_the_token_of_another_account(programs, clock):
    program, owner = programs.of(KENYA), programs.account(KENYA).number
    stranger = programs.account(OFFICER).number
    with writer(programs.office.database).begin() as connection:
        (one,) = api_tokens.tokens_of(connection, owner)
        assert not api_tokens.end(connection, stranger, one.id, clock())
    assert program.get("me").status_code == 200


def test_role_and_states_are_those_of_the_account_at_each_request(programs, clock):
    program, number = programs.of(KENYA), programs.account(KENYA).number
    assert program.get("dossiers/B").status_code == 200
    with writer(programs.office.database).begin() as connection:
        accounts.change(connection, number, {"states": ["Ghana"]}, "the head", clock())
    assert kinds(program.get("dossiers/B")) == (404, "not-there")
    assert program.get("me").json()["states"] == ["Ghana"]


def test_when_a_token_was_used_is_told_to_the_minute(programs, clock):
    program, number = programs.of(KENYA), programs.account(KENYA).number
    first = clock()
    for later in (0, 30, 29.9):
        clock.later(seconds=later)
        program.get("me")
    with programs.office.database.connect() as connection:
        (one,) = api_tokens.tokens_of(connection, number)
    assert one.used_at == first
    clock.later(seconds=0.1)
    program.get("me")
    with programs.office.database.connect() as connection:
        (one,) = api_tokens.tokens_of(connection, number)
    assert one.used_at == clock()


@pytest.mark.parametrize(
    ("scopes", "method", "path", "wanted"),
    [
        (["move"], "GET", "dossiers", "read"),
        (["move"], "GET", "me", "read"),
        (["draft"], "GET", "dossiers/B/answers", "read"),
        (["read"], "PATCH", "dossiers/B/answers", "draft"),
        (["read", "draft"], "POST", "dossiers/B/steps/withdraw", "move"),
        (["read", "draft"], "POST", "dossiers", "move"),
        (["read"], "GET", "letters", "letters"),
        (["read"], "GET", "webhooks", "webhooks"),
    ],
)
def test_a_token_without_the_scope_is_told_which_it_needs(programs, scopes, method, path, wanted):
    answer = programs.of(KENYA, scopes).request(method, path, json=TITLE)
    assert kinds(answer) == (403, "no-scope")
    assert f"“{wanted}”" in answer.json()["detail"]
    assert f'scope="{wanted}"' in answer.headers["www-authenticate"]


def test_a_scope_opens_no_room_that_its_role_does_not(programs):
    for who in (KENYA, OFFICER):
        answer = programs.of(who, list(SCOPES)).get("webhooks")
        assert kinds(answer) == (403, "not-yours")
        assert answer.json()["errors"][0]["cite"] == "House rule 9"
    assert programs.of(AUDIT, list(SCOPES)).get("webhooks").status_code == 200
    refused = programs.of(AUDIT, list(SCOPES)).post("webhooks", json={"url": "https://a.org"})
    assert kinds(refused) == (403, "not-yours")


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        ("state_party", ["read", "draft", "move"]),
        (DELEGATION, ["read", "move"]),
        ("secretariat", ["read", "move", "letters", "desk"]),
        (HEAD, ["read", "move", "letters", "webhooks", "desk"]),
        (AUDITOR, ["read", "letters", "webhooks", "desk"]),
        (COMMITTEE, ["read", "move", "desk"]),
    ],
)
def test_each_role_can_give_a_token_what_it_can_do_itself(role, scopes):
    who = Actor("Somebody", role)
    assert [one.name for one in open_to(who)] == scopes
    assert against(who, scopes) is None
    assert against(who, []) is not None
    assert (against(who, SCOPES) is None) == (set(scopes) == set(SCOPES))
    assert {role for one in SCOPES.values() for role in one.roles} <= set(PEOPLE)


def test_a_browser_that_is_signed_in_reads_with_its_cookie_and_never_writes(moved, tmp_path):
    programs, portal = Programs(moved, tmp_path), Portal(moved, tmp_path)
    browser = portal.browser_of(programs.account(KENYA))
    assert browser.get(f"{AT}/me").json()["name"] == KENYA.name
    assert browser.get(f"{AT}/dossiers/B").json()["view"] == "whole"
    for site in (HERE, {"Sec-Fetch-Site": "cross-site"}):
        answer = browser.post(
            f"{AT}/dossiers/B/steps/withdraw", json={}, headers={"If-Match": '"1"', **site}
        )
        assert kinds(answer) == (401, "no-token")
        assert answer.headers["www-authenticate"] == 'Bearer realm="ich-dossiers"'


def test_a_program_needs_to_say_nothing_of_where_it_is_to_write(programs):
    kenya = programs.of(KENYA)
    answer = kenya.post("dossiers/B/steps/withdraw", json={}, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    foreign = {"If-Match": '"1"', "Origin": "https://elsewhere.example"}
    again = kenya.post("dossiers/E/steps/withdraw", json={}, headers=foreign)
    assert again.status_code == 200


def test_more_than_is_answered_in_a_minute_is_told_when_to_ask_again(programs):
    programs.app.state.pace = Pace(RateLimitItemPerMinute(3), RateLimitItemPerMinute(2))
    for who, most in ((None, 2), (KENYA, 3)):
        program = programs.of(who)
        assert [program.get("law").status_code for _ in range(most)] == [200] * most
        answer = program.get("law")
        assert kinds(answer) == (429, "too-many")
        assert answer.headers["retry-after"] == "60"
    assert programs.of(OFFICER).get("law").status_code == 200


def test_an_address_with_the_end_of_a_line_in_it_is_answered_to_programs_too(programs):
    answer = programs.of().get(f"{HOST}{AT}/dossiers/a%0Ab")
    assert kinds(answer) == (404, "not-there")
