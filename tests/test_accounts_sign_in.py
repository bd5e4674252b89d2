"""Signing in with an address and a password: who gets in, and that nobody else learns a thing."""

import time
from statistics import median

import pytest
from sqlalchemy import select, update

from engine.dossier import Actor
from engine.runtime import accounts, sign_ins
from engine.runtime.account_tables import account as account_rows
from engine.runtime.account_tables import sign_in as sign_in_rows
from engine.runtime.database import writer
from engine.runtime.sessions import signed_in
from portal.identity.passwords import Locks
from portal.settings import Passwords
from tests.accounts import HADDAD, LIND, OSEI, PASSWORD, Post, account, portal, sign_in
from tests.browsing import words_of

WRONG = "The address or the password is not right."


@pytest.fixture
def at(office, tmp_path):
    return portal(office, tmp_path)


def test_somebody_signs_in_with_address_and_password_and_every_page_says_who(at, office):
    account(office)
    browser = at.browser()
    answer = sign_in(browser, " N.Osei@Example.org ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "N. Osei, State Party (Ghana)" in words_of(browser.get("/leave"))
    assert browser.get("/sign-in").headers["location"] == "/"


def test_the_cookie_is_for_this_host_and_no_script(at, office):
    account(office)
    cookie = sign_in(at.browser()).headers["set-cookie"].split(",")[0]
    assert cookie.startswith("__Host-dossiers=")
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=lax; Secure")


@pytest.mark.parametrize(
    ("address", "password"),
    [
        (OSEI.address, "wrong horse battery"),
        (OSEI.address, ""),
        (OSEI.address, PASSWORD + " "),
        (OSEI.address, "x" * 100_000),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("n.osei@example.org'--", PASSWORD),
        ("\x00\ud800".encode("utf-8", "surrogatepass").decode("latin1"), PASSWORD),
        (HADDAD.address, PASSWORD),  # closed
        (LIND.address, PASSWORD),  # has no password yet
    ],
)
def test_whatever_is_wrong_it_is_the_same_answer(at, office, address, password):
    account(office)
    account(office, LIND, None)
    closed = account(office, HADDAD)
    with writer(office.database).begin() as connection:
        accounts.close(connection, closed.number, "A. Lind", office.clock())
    answer = sign_in(at.browser(), address, password)
    plain = sign_in(at.browser(), "someone@example.org", "something else")
    assert (answer.status_code, plain.status_code) == (401, 401)
    assert WRONG in words_of(answer)
    assert "__Host-dossiers=" not in answer.headers.get("set-cookie", "")
    assert len(words_of(answer)) == len(words_of(plain))
    assert signed_in(office.database, office.clock()) == []


def test_what_was_typed_as_an_address_stays_and_what_was_typed_as_a_password_does_not(at, office):
    answer = sign_in(at.browser(), '"><b>x', "my secret words", next="/desk?q=a")
    assert 'value="&#34;&gt;&lt;b&gt;x"' in answer.text
    assert '<input type="hidden" name="next" value="/desk?q=a">' in answer.text
    assert "my secret words" not in answer.text


def test_the_log_of_the_door_says_who_and_from_where_and_never_what_was_typed(at, office):
    made = account(office)
    browser = at.browser()
    there = {"User-Agent": "Firefox\x09 140"}
    sign_in(browser, password="my secret words", headers=there)
    sign_in(browser, "nobody@example.org", headers=there)
    sign_in(browser, headers=there)
    browser.post("/leave", headers=there)
    with office.database.connect() as connection:
        rows = connection.execute(select(sign_in_rows).order_by(sign_in_rows.c.number)).all()
    told = [(row.address, row.account, row.how, row.outcome, row.remote) for row in rows]
    assert told == [
        (OSEI.address, made.number, "password", "refused", "testclient"),
        ("nobody@example.org", None, "password", "refused", "testclient"),
        (OSEI.address, made.number, "password", "in", "testclient"),
        (OSEI.address, made.number, "out", "out", "testclient"),
    ]
    assert {row.agent for row in rows} == {"Firefox  140"}
    assert "secret" not in str(rows)


def test_a_refused_sign_in_takes_as_long_for_nobody_as_for_somebody(office, tmp_path):
    account(office)
    at = portal(office, tmp_path, passwords=Passwords(passes=1, memory=8 * 1024))
    browsers = {one: at.browser() for one in (OSEI.address, "nobody@example.org")}
    took: dict[str, list[float]] = {one: [] for one in browsers}
    for turn in range(24):
        for address, browser in browsers.items():
            at.app.state.knocks.__init__()
            begun = time.perf_counter()
            sign_in(browser, address, f"wrong words {turn}")
            took[address].append(time.perf_counter() - begun)
    # Each beside the other, and the middle of many: a busy machine is busy for both.
    ratios = [known / unknown for known, unknown in zip(*took.values(), strict=True)]
    assert 0.5 < median(ratios) < 2


def test_a_password_that_was_kept_cheaply_is_kept_dearly_from_the_next_sign_in_on(office, tmp_path):
    account(office)
    dearer = portal(office, tmp_path, passwords=Passwords(passes=2, memory=16))
    assert sign_in(dearer.browser()).status_code == 303
    with office.database.connect() as connection:
        kept = connection.scalar(select(account_rows.c.password))
    assert kept.startswith("$argon2id$v=19$m=16,t=2,p=1$")
    assert sign_in(dearer.browser()).status_code == 303
    assert Locks(Passwords(passes=2, memory=16)).judged(kept, PASSWORD).again is None


def test_a_token_that_was_planted_before_is_worth_nothing_after(at, office):
    account(office)
    mallory = at.browser_of(account(office, LIND))
    planted = mallory.cookies["__Host-dossiers"]
    victim = at.browser()
    victim.cookies.set("__Host-dossiers", planted, domain="testserver.local", path="/")
    # Whoever sits there signs out of what is there, and in as themselves.
    answer = sign_in(victim)
    assert planted not in answer.headers["set-cookie"]
    assert mallory.get("/account").status_code == 401
    assert [one.actor.name for one in signed_in(office.database, office.clock())] == ["N. Osei"]


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/account?lang=fr", "/account?lang=fr"),
        ("/dossiers/RL-1#events", "/dossiers/RL-1#events"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("\u200b//evil.example", "/"),
        ("/leave", "/"),
        ("/sign-in?next=/sign-in", "/"),
        ("/" + "x" * 2000, "/"),
        ("/" + "x" * 1999, "/" + "x" * 1999),
        ("", "/"),
    ],
)
def test_after_signing_in_one_goes_to_the_page_one_asked_for_and_never_elsewhere(
    at, office, asked, goes
):
    account(office)
    assert sign_in(at.browser(), next=asked).headers["location"] == goes


def test_a_page_for_those_who_have_signed_in_asks_who_one_is_and_leads_back(at, office):
    account(office)
    browser = at.browser()
    page = browser.get("/account?done=settings")
    assert page.status_code == 401
    assert 'name="next" value="/account?done=settings"' in page.text
    assert "Please sign in first" in words_of(page)
    assert 'name="next"' not in browser.post("/account/settings").text


def test_a_changed_role_and_a_closed_account_hold_at_the_next_request(at, office):
    made = account(office, LIND)
    browser = at.browser()
    sign_in(browser, LIND.address)
    assert browser.get("/letters").status_code == 200
    with writer(office.database).begin() as connection:
        wanted = {"role": "state_party", "states": {"Ghana"}, "name": "A. Lind-Osei"}
        accounts.change(connection, made.number, wanted, "R. Haddad", office.clock())
    assert browser.get("/letters").status_code == 403
    assert "A. Lind-Osei, State Party (Ghana)" in words_of(browser.get("/account"))
    with writer(office.database).begin() as connection:
        accounts.close(connection, made.number, "R. Haddad", office.clock())
    assert browser.get("/account").status_code == 401


def test_how_long_one_stays_in_is_a_setting_with_both_its_boundaries(office, tmp_path, clock):
    account(office)
    given = {"idle_minutes": 30, "hours": 2}
    at = portal(office, tmp_path, sessions=given)
    idle, whole = at.browser(), at.browser()
    sign_in(idle), sign_in(whole)
    clock.later(minutes=30, microseconds=-1)
    assert idle.get("/account").status_code == 200
    clock.later(microseconds=1)
    assert whole.get("/account").status_code == 401
    for _ in range(3):
        clock.later(minutes=29)
        assert idle.get("/account").status_code == 200
    clock.later(minutes=3, microseconds=-1)
    assert idle.get("/account").status_code == 200
    clock.later(microseconds=1)
    assert idle.get("/account").status_code == 401


def test_somebody_is_told_when_their_account_is_used_from_where_it_was_not_used_before(
    at, office, tmp_path
):
    account(office)
    post = Post(office, tmp_path)
    for agent in ("Firefox", "Firefox", "Chrome", "Chrome", "Firefox"):
        sign_in(at.browser(), headers={"User-Agent": agent})
    assert post.waiting() == [("account_new_device", OSEI.address)]
    (letter,) = post.sent()
    assert "Browser: Chrome" in letter
    assert "Network address: testclient" in letter


def test_an_account_is_known_by_its_address_however_it_is_written_and_only_once(office):
    made = account(office)
    with office.database.connect() as connection:
        assert accounts.by_address(connection, " N.OSEI@example.ORG") == made
        assert accounts.by_address(connection, "n.osei@example.com") is None
    with writer(office.database).begin() as connection, pytest.raises(accounts.Taken):
        accounts.add(connection, OSEI, "R. Haddad", office.clock())
    assert accounts.actor_of(made) == Actor("N. Osei", "state_party", frozenset({"Ghana"}))


def test_the_log_of_the_door_is_neither_changed_nor_removed(office):
    made = account(office)
    visit = sign_ins.SignIn(office.clock(), "a@b.org", made.number, "x", "in", sign_ins.Visitor())
    with writer(office.database).begin() as connection:
        sign_ins.write(connection, visit)
    with (
        pytest.raises(Exception, match="append-only"),
        writer(office.database).begin() as connection,
    ):
        connection.execute(update(sign_in_rows).values(outcome="out"))
