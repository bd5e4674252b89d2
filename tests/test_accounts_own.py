"""One's own account, the accounts of all, and acting in somebody's place."""

import pytest
from fastapi import Request
from sqlalchemy import select

from engine.dossier import Actor
from engine.runtime import accounts
from engine.runtime.account_tables import account_change
from engine.runtime.database import writer
from engine.runtime.sessions import signed_in
from portal.identity.current import required
from tests.accounts import (
    HADDAD,
    LIND,
    OSEI,
    PASSWORD,
    Post,
    account,
    portal,
    sign_in,
)
from tests.browsing import words_of
from workflows.roles import PEOPLE

WHY = {"why": "a new mandate"}


@pytest.fixture
def at(office, tmp_path):
    return portal(office, tmp_path)


def changes(office) -> list[tuple[str, ...]]:
    one = account_change.c
    with office.database.connect() as connection:
        query = select(one.what, one.by, one.was, one.becomes, one.why).order_by(one.number)
        return [tuple(row) for row in connection.execute(query)]


# --- one's own


def test_the_own_account_keeps_language_and_clocks(at, office):
    made = account(office)
    browser = at.browser_of(made)
    assert "N. Osei, State Party (Ghana)" in words_of(browser.get("/account"))
    wanted = {"language": "fr", "zone": "Africa/Accra"}
    kept = browser.post("/account/settings", data=wanted)
    assert kept.headers["location"] == "/account?done=settings&lang=fr"
    french = browser.get(kept.headers["location"])
    assert "La langue et le fuseau horaire sont enregistrés." in words_of(french)
    with office.database.connect() as connection:
        found = accounts.account(connection, made.number)
    assert found is not None
    assert (found.language, found.zone) == ("fr", "Africa/Accra")
    for wrong in ({"language": "fr", "zone": "Nowhere/At_All"}, {"language": "xx"}, {}):
        assert browser.post("/account/settings", data=wrong).status_code == 422


def test_a_password_is_changed_by_whoever_has_the_present_one_and_puts_out_elsewhere(
    at, office, tmp_path
):
    made = account(office)
    here, elsewhere = at.browser_of(made), at.browser_of(made)
    wrong = here.post("/account/password", data={"present": "no", "password": "short"})
    assert wrong.status_code == 422
    seen = words_of(wrong)
    assert "The present password is not right." in seen
    assert "The password has fewer than 12 characters." in seen
    new = {"present": PASSWORD, "password": "quite another password"}
    assert here.post("/account/password", data=new).status_code == 303
    assert [one.get("/account").status_code for one in (here, elsewhere)] == [200, 401]
    assert sign_in(at.browser(), password=new["password"]).status_code == 303
    assert ("account_password_changed", OSEI.address) in Post(office, tmp_path).waiting()


def test_one_sees_where_one_is_signed_in_and_ends_it_there_or_everywhere(at, office):
    made, other = account(office), account(office, LIND)
    here, there, everywhere = (at.browser_of(made) for _ in range(3))
    lind = at.browser_of(other)
    mine = signed_in(office.database, office.clock(), account=made.number)
    assert len(mine) == 3
    key = _key(there)
    assert key in here.get("/account").text
    assert here.post("/account/sessions", data={"key": _key(lind)}).status_code == 404
    assert here.post("/account/sessions", data={"key": "strange"}).status_code == 404
    assert here.post("/account/sessions", data={"key": key}).status_code == 303
    assert [one.get("/account").status_code for one in (here, there)] == [200, 401]
    out = here.post("/account/sign-out-everywhere")
    assert out.headers["location"] == "/leave"
    found = [one.get("/account").status_code for one in (here, everywhere, lind)]
    assert found == [401, 401, 200]


def _key(browser) -> str:
    from engine.runtime.tokens import kept

    return kept(browser.cookies["__Host-dossiers"])


def test_somebody_without_an_account_has_nothing_to_set_up(at):
    guest = at.browser(Actor("N. Osei", "state_party", frozenset({"Ghana"})))
    assert "have no account" in words_of(guest.get("/account"))
    assert guest.post("/account/settings", data={}).status_code == 404
    assert guest.post("/account/password", data={}).status_code == 404
    assert guest.post("/account/sign-out-everywhere").status_code == 404


# --- the accounts of all


def test_accounts_are_read_by_the_office_and_by_auditors_and_changed_by_the_head_alone(at, office):
    made = account(office)
    there = f"/accounts/{made.number}"
    for role in PEOPLE:
        states = frozenset({"Ghana"}) if role in ("state_party", "delegation") else frozenset()
        browser = at.browser(Actor("Somebody", role, states))
        reads = 200 if role in ("secretariat", "head", "auditor") else 403
        writes = 422 if role == "head" else 403
        assert browser.get("/accounts").status_code == reads
        assert browser.get(there).status_code == reads
        assert browser.get("/accounts/invite").status_code == (200 if writes == 422 else 403)
        assert browser.post("/accounts/invite", data={}).status_code == writes
        assert browser.post(there, data={}).status_code == writes
    assert at.browser().get("/accounts").status_code == 401


def test_the_head_changes_who_somebody_is_with_a_reason_that_is_kept(at, office):
    made, head = account(office), at.browser_of(account(office, HADDAD))
    theirs = at.browser_of(made)
    there = f"/accounts/{made.number}"
    wanted = {"do": "person", "name": "N. Osei", "role": "delegation", "states": ["Ghana", "Togo"]}
    assert "Please say why: it is kept." in words_of(head.post(there, data=wanted))
    assert head.post(there, data={**wanted, **WHY}).status_code == 303
    assert "Permanent Delegation (Ghana, Togo)" in words_of(theirs.get("/account"))
    was, becomes = "N. Osei, state_party, Ghana", "N. Osei, delegation, Ghana, Togo"
    assert changes(office) == [("person", "R. Haddad", was, becomes, "a new mandate")]
    page = words_of(head.get(there))
    assert f"{was} → {becomes} a new mandate" in page


@pytest.mark.parametrize(
    ("do", "in_after", "sign_in_after"),
    [("close", 401, 401), ("sign_out", 401, 303), ("second", 401, 303), ("link", 200, 303)],
)
def test_what_the_head_does_with_an_account_holds_at_once(at, office, do, in_after, sign_in_after):
    made, head = account(office), at.browser_of(account(office, HADDAD))
    theirs = at.browser_of(made)
    assert head.post(f"/accounts/{made.number}", data={"do": do, **WHY}).status_code == 303
    assert theirs.get("/account").status_code == in_after
    assert sign_in(at.browser()).status_code == sign_in_after
    assert [what for what, *_ in changes(office)] == [do]
    if do == "close":
        assert head.post(f"/accounts/{made.number}", data={"do": "link", **WHY}).status_code == 422
        assert head.post(f"/accounts/{made.number}", data={"do": "open", **WHY}).status_code == 303
        assert sign_in(at.browser()).status_code == 303


def test_nobody_changes_their_own_role_or_closes_their_own_account(at, office):
    made = account(office, HADDAD)
    head, there = at.browser_of(made), f"/accounts/{made.number}"
    for do in ("person", "close", "second"):
        wanted = {"do": do, "name": "R. Haddad", "role": "head", **WHY}
        assert head.post(there, data=wanted).status_code == 422
    assert head.post(there, data={"do": "nothing", **WHY}).status_code == 422
    assert head.post(there, data={"do": "sign_out", "why": "x" * 2001}).status_code == 422
    assert head.post(there, data={"do": "sign_out", "why": "\x00"}).status_code == 422
    assert changes(office) == []


@pytest.mark.parametrize("number", ["0", "999", "-1", "x", "1" * 30, "²"])
def test_an_account_that_is_not_there_is_no_fault(at, number):
    head = at.browser(Actor("R. Haddad", "head"))
    assert head.get(f"/accounts/{number}").status_code == 404
    assert head.post(f"/accounts/{number}", data=WHY).status_code == 404


def test_the_list_of_accounts_shows_those_that_are_asked_for(at, office):
    account(office), account(office, LIND, None)
    closed = account(office, HADDAD)
    with writer(office.database).begin() as connection:
        accounts.close(connection, closed.number, "A. Lind", office.clock())
    head = at.browser(Actor("A. Head", "head"))
    for asked, many in {
        "": 3, "q=osei": 1, "q=EXAMPLE+lind": 1, "role=head": 1, "role=king": 0, "state=Ghana": 1,
        "is=closed": 1, "is=active": 2, "is=no_password": 1, "is=no_second": 3, "is=strange": 3,
        "q=%00": 0,
    }.items():  # fmt: skip
        assert f"{many} of 3 accounts" in words_of(head.get(f"/accounts?{asked}")), asked


def test_whoever_has_an_account_is_not_invited_again(at, office):
    account(office)
    head = at.browser(Actor("R. Haddad", "head"))
    wanted = {"address": "N.OSEI@example.org", "name": "N. Osei", "role": "secretariat"}
    answer = head.post("/accounts/invite", data=wanted)
    assert answer.status_code == 422
    assert "There is an account with this address already." in words_of(answer)
    assert 'value="N.OSEI@example.org"' in answer.text


# --- acting in somebody's place

IN_PLACE = {"state": "Ghana", "name": "N. Osei", "why": "their line is down"}


@pytest.fixture
def mine(at):
    def asked(request: Request) -> list[str]:
        one = required(request)
        return [one.name, one.role, ",".join(sorted(one.states)), one.through]

    at.app.get("/mine")(asked)
    return at


def test_an_officer_acts_for_a_state_and_is_shown_as_both_until_they_end_it(mine, office):
    browser = mine.browser_of(account(office, LIND))
    assert browser.post("/act", data=IN_PLACE).headers["location"] == "/state"
    assert browser.get("/mine").json() == [
        "N. Osei",
        "state_party",
        "Ghana",
        "A. Lind, secretariat",
    ]
    page = words_of(browser.get("/account"))
    assert "You act for N. Osei, State Party (Ghana) · in person: A. Lind, secretariat" in page
    assert browser.get("/letters").status_code == 403
    assert browser.post("/act/end").status_code == 303
    assert browser.get("/mine").json() == ["A. Lind", "secretariat", "", ""]
    assert changes(office) == [
        ("acting", "A. Lind", "", "N. Osei, Ghana", "their line is down"),
        ("acting", "A. Lind", "N. Osei, Ghana", "", ""),
    ]


def test_acting_for_a_state_ends_after_two_hours(mine, office, clock):
    browser = mine.browser_of(account(office, LIND))
    browser.post("/act", data=IN_PLACE)
    clock.later(hours=2, microseconds=-1)
    assert browser.get("/mine").json()[0] == "N. Osei"
    clock.later(microseconds=1)
    assert browser.get("/mine").json()[0] == "A. Lind"


def test_an_officer_who_is_one_no_longer_acts_for_nobody(mine, office):
    made = account(office, LIND)
    browser = mine.browser_of(made)
    browser.post("/act", data=IN_PLACE)
    with writer(office.database).begin() as connection:
        accounts.change(connection, made.number, {"role": "auditor"}, "x", office.clock())
    assert browser.get("/mine").json() == ["A. Lind", "auditor", "", ""]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": ""}, {"state": "Wakanda"}, {"name": " "}, {"name": "N\u202eO"}, {"why": ""},
        {"why": "x" * 2001}, {"why": "\x00"},
    ],
)  # fmt: skip
def test_acting_wants_a_state_a_name_and_a_reason(mine, office, wrong):
    browser = mine.browser_of(account(office, LIND))
    assert browser.post("/act", data={**IN_PLACE, **wrong}).status_code == 422
    assert browser.get("/mine").json()[0] == "A. Lind"


def test_only_officers_act_for_a_state(at):
    for role in PEOPLE:
        browser = at.browser(Actor("Somebody", role, frozenset()))
        expected = 200 if role in ("secretariat", "head") else 403
        assert browser.get("/act").status_code == expected
        assert browser.post("/act", data={}).status_code == (422 if expected == 200 else 403)
    assert at.browser().get("/act").status_code == 401
    assert at.browser().post("/act/end").status_code == 401
