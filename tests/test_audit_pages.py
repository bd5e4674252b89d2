"""Auditors and officers read everything that was recorded, each in their own sight."""

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Move, Moved
from engine.runtime.seals import make_seal
from tests.browsing import words_of
from tests.moves import GHANA, opened, taken
from tests.signed_in import Portal

AUDITOR = Actor("J. Ortega", "auditor")
OFFICER = Actor("A. Lind", "secretariat")


@pytest.fixture
def portal(office, clock, tmp_path):
    opened(office)
    clock.later(hours=1)
    taken(office, "submit", GHANA)
    opened(office, "RL-2028-0002", title="A secret draft")
    make_seal(office)
    return Portal(office, tmp_path)


def test_an_auditor_sees_every_entry_and_the_seal(portal):
    page = portal.browser(AUDITOR).get("/audit")
    assert page.status_code == 200
    for said in ("Submitted submit", "A secret draft", "Seal 1 covers 2 dossiers"):
        assert said in words_of(page)


def test_an_officer_sees_nothing_of_a_draft(portal):
    page = portal.browser(OFFICER).get("/audit")
    assert "RL-2028-0001, 2" in words_of(page)
    assert "RL-2028-0002" not in page.text
    assert "A secret draft" not in page.text


@pytest.mark.parametrize("who", [None, GHANA, Actor("A member", "evaluation_body")])
def test_the_trail_is_for_nobody_else(portal, who):
    assert portal.browser(who).get("/audit").status_code == (401 if who is None else 403)


def test_who_acted_through_whom_is_shown_and_in_the_trail(portal, office):
    through = Actor(GHANA.name, GHANA.role, GHANA.states, "A. Lind, secretariat")
    outcome = office.execute(Move("RL-2028-0001", "withdraw", through))
    assert isinstance(outcome, Moved)
    assert outcome.entry.through == "A. Lind, secretariat"
    page = portal.browser(AUDITOR).get("/audit?step=withdraw")
    assert "through A. Lind, secretariat" in words_of(page)


def test_what_is_looked_for_is_found_and_nothing_else(portal):
    browser = portal.browser(AUDITOR)
    found = words_of(browser.get("/audit?dossier=RL-2028-0001&step=submit"))
    assert ("RL-2028-0001, 2" in found, "RL-2028-0001, 1" in found) == (True, False)
    assert "Nothing of the kind" in words_of(browser.get("/audit?actor=Nobody"))
    assert "Nothing of the kind" in words_of(browser.get("/audit?from=2026-01-01&until=2026-12-31"))
    assert "RL-2028-0001, 1" in words_of(browser.get("/audit?from=2027-03-01&until=2027-03-01"))


def test_a_day_that_is_none_is_named_and_stays_in_the_field(portal):
    page = portal.browser(AUDITOR).get("/audit?from=31.03.2027&lang=fr")
    assert page.status_code == 422
    assert "« 31.03.2027 » n'est pas une date" in words_of(page)
    assert 'value="31.03.2027"' in page.text


def test_long_trails_are_read_page_by_page_without_a_gap(office, clock, tmp_path):
    opened(office)
    for rank in range(1, 60):
        taken(office, "rank", GHANA, order=rank)
    browser = Portal(office, tmp_path).browser(AUDITOR)
    first = browser.get("/audit").text
    following = first.split('rel="next"')[0].split('href="')[-1].split('"')[0]
    second = browser.get(following.replace("&amp;", "&")).text
    numbers = [f'#entry-{number}"' for number in range(1, 61)]
    assert sum(one in first for one in numbers) == 50
    assert sum(one in second for one in numbers) == 10
    assert all((one in first) != (one in second) for one in numbers)
    assert browser.get("/audit?after=nonsense").status_code == 200
