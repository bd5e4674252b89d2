"""A private address gives a calendar the dates that its account sees at that moment."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from engine.dossier import Actor
from engine.runtime import accounts
from engine.runtime.database import writer
from engine.runtime.moves import Move
from tests.at_the_states_desk import (
    LOME,
    TOGO,
    account_of,
    opened_by,
    registered,
    some_files,
    with_account,
)
from tests.browsing import words_of
from tests.moves import CHIEF, GHANA, OFFICER, made
from tests.signed_in import Portal

FEEDS = "/state/feeds"


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


@pytest.fixture
def ghana(portal):
    return with_account(portal, account_of(portal.office, GHANA))


def made_by(browser, **what):
    answer = browser.post(FEEDS, data=what or {"what": ""})
    assert answer.status_code == 201, answer.text
    return re.findall(r"(/feeds/[\w-]{43}\.ics)", answer.text)[0]


def events(answer):
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["uid"]).split("@")[0]: one for one in found}


def test_an_address_is_shown_once_and_only_its_trace_is_kept(portal, ghana):
    address = made_by(ghana)
    token = address.removeprefix("/feeds/").removesuffix(".ics")
    page = ghana.get(FEEDS)
    assert token not in page.text
    assert "Open addresses 1" in words_of(page)
    with portal.office.database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT token, ended_at FROM feed").all()
    assert [(len(row[0]), token in row[0], row[1]) for row in rows] == [(64, False, None)]


def test_a_calendar_tells_the_next_date_of_each_file_and_nothing_of_another_states(portal, ghana):
    answer = portal.browser().get(made_by(ghana))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert sorted(found) == [
        "registration-RL-3", "submission-RL-1", "submission-RL-2", "submission-RL-3",
        "submission-RL-4", "submission-RL-5",
    ]  # fmt: skip
    kente = found["submission-RL-1"]
    assert kente["dtstart"].dt == datetime(2027, 3, 31, 16, tzinfo=UTC)
    assert (kente["status"], kente["summary"]) == ("CONFIRMED", "File to be submitted (RL-1)")
    assert kente.walk("VALARM")[0]["trigger"].dt == timedelta(days=-7)
    assert str(kente["url"]).endswith("/dossiers/RL-1")
    assert found["submission-RL-3"]["status"] == "CANCELLED"
    assert found["submission-RL-4"]["status"] == "CANCELLED"
    for unseen in (b"Zangbeto", b"Kora", b"Tina", b"RL-6", b"RL-7", b"RL-8"):
        assert unseen not in answer.content


def test_a_step_raises_the_sequence_and_cancels_the_date_that_no_longer_holds(portal, ghana):
    address = made_by(ghana)
    before = events(portal.browser().get(address))["submission-RL-1"]
    registered(portal.office, "RL-1", "02333")
    found = events(portal.browser().get(address))
    after = found["submission-RL-1"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert after["uid"] == before["uid"]
    assert "This date no longer holds." in after["description"]
    assert found["registration-RL-1"]["status"] == "CONFIRMED"


def test_what_a_calendar_knows_already_is_not_sent_again(portal, ghana, clock):
    address = made_by(ghana)
    browser = portal.browser()
    mark = browser.get(address).headers["etag"]
    clock.later(hours=5)
    for known in (mark, f'"other", W/{mark}'):
        again = browser.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    made(portal.office, Move("RL-1", "withdraw", GHANA))
    assert browser.get(address, headers={"If-None-Match": mark}).status_code == 200


def test_unknown_closed_and_orphaned_addresses_are_answered_alike(portal, ghana):
    browser = portal.browser()
    nowhere = browser.get(f"/feeds/{'x' * 43}.ics")
    closed, orphaned = made_by(ghana), made_by(ghana)
    keys = re.findall(r'name="key" value="(\w{64})"', ghana.get(FEEDS).text)
    for key in keys[:1]:
        assert ghana.post(f"{FEEDS}/end", data={"key": key}).status_code == 303
    answers = [browser.get(one) for one in (closed, orphaned)]
    assert sorted(one.status_code for one in answers) == [200, 404]
    with writer(portal.office.database).begin() as connection:
        accounts.close(connection, 1, "R. Haddad", portal.office.clock())
    answers = [nowhere, *(browser.get(one) for one in (closed, orphaned))]
    assert {(one.status_code, words_of(one)) for one in answers} == {(404, words_of(nowhere))}


def test_a_calendar_tells_what_its_account_sees_now_not_what_it_saw_then(portal, ghana):
    address = made_by(ghana)
    with writer(portal.office.database).begin() as connection:
        accounts.change(connection, 1, {"states": ["Togo"]}, "R. Haddad", portal.office.clock())
    found = events(portal.browser().get(address))
    assert sorted(found) == ["submission-RL-5", "submission-RL-6"]


def test_nobody_closes_the_address_of_another_account(portal, ghana):
    address = made_by(ghana)
    (key,) = re.findall(r'name="key" value="(\w{64})"', ghana.get(FEEDS).text)
    togo = with_account(portal, account_of(portal.office, TOGO))
    assert togo.post(f"{FEEDS}/end", data={"key": key}).status_code == 404
    assert portal.browser().get(address).status_code == 200


def test_a_calendar_of_one_cycle_tells_of_no_other(portal, ghana):
    opened_by(portal.office, "RL-9", "Songs of 2029", GHANA, "Ghana", cycle=2029)
    found = events(portal.browser().get(made_by(ghana, what="2029")))
    assert sorted(found) == ["submission-RL-9"]
    wrong = ghana.post(FEEDS, data={"what": "soon"})
    assert wrong.status_code == 422
    assert "“soon” is no cycle" in words_of(wrong)
    assert 'value="soon"' in wrong.text


def test_an_account_has_ten_open_addresses_at_most(ghana):
    for _ in range(10):
        made_by(ghana)
    answer = ghana.post(FEEDS, data={"what": ""})
    assert (answer.status_code, "at most 10 open addresses" in words_of(answer)) == (409, True)


def test_a_delegation_and_an_officer_have_calendars_of_what_they_see(portal):
    lome = with_account(portal, account_of(portal.office, LOME, tongue="fr"))
    answer = portal.browser().get(made_by(lome))
    assert sorted(events(answer)) == ["submission-RL-5", "submission-RL-6"]
    assert "Dossier à soumettre" in answer.content.decode()
    officer = with_account(portal, account_of(portal.office, OFFICER))
    found = events(portal.browser().get(made_by(officer)))
    assert sorted(found) == ["registration-RL-3", "submission-RL-3"]
    chief = with_account(portal, account_of(portal.office, CHIEF))
    assert "Where do I stand" not in chief.get(FEEDS).text


def test_who_has_no_account_or_acts_for_another_makes_no_address(portal):
    assert portal.browser().get(FEEDS).status_code == 401
    for answer in (portal.browser(GHANA).get(FEEDS), portal.browser(GHANA).post(FEEDS, data={})):
        assert (answer.status_code, "belongs to an account" in words_of(answer)) == (403, True)


def test_a_calendar_that_was_read_says_when(portal, ghana):
    address = made_by(ghana)
    assert "Last read never" in words_of(ghana.get(FEEDS))
    portal.browser().get(address)
    assert "Last read 1 March 2027, 13:00 (Paris time)" in words_of(ghana.get(FEEDS))


def test_a_person_without_a_state_has_an_empty_calendar(portal):
    nobody = Actor("Nobody", "state_party", frozenset())
    browser = with_account(portal, account_of(portal.office, nobody))
    assert events(portal.browser().get(made_by(browser))) == {}
