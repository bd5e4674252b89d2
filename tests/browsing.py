"""An office with some dossiers, and a browser before its pages."""

import html
import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.database import writer
from engine.runtime.moves import Move, Moved
from engine.runtime.sessions import begin
from engine.words import Words
from portal.identity.cookie import NAME
from portal.pages import pages
from tests.filing import archive_in
from workflows.about import about
from workflows.law import law

KENYA = Actor("Delegation of Kenya", "state_party", frozenset({"Kenya"}))
OFFICER = Actor("Ana", "secretariat")
AUDITOR = Actor("I. Okafor", "auditor")
ODD = '<b>&?#/\\"é'
TITLE = "<script>alert('x')</script> & \"song\""
BANNER = Words("This is a demonstration.", "Ceci est une démonstration.")


def say_about(dossier):
    return about(law(), dossier)


@pytest.fixture
def moved(office, clock):
    """A is registered; B is a draft that succeeds D, withdrawn from another cycle; C, a
    proposal to the Register, was submitted late; E is an emergency request."""

    def make(reference, trigger, actor, opens=None, **answers):
        move = Move(reference, trigger, actor, answers, opens=opens)
        assert isinstance(outcome := office.execute(move), Moved), outcome
        clock.later(hours=1)

    common = {"states": ["Kenya"], "contact": "person@example.org"}
    make("A", "open", KENYA, opens="rl", title="Song of the lake", cycle=2028, **common)
    make("A", "submit", KENYA)
    make("A", "register", OFFICER, file_no="02222")
    make("D", "open", KENYA, opens="usl", title="Lost song", cycle=2026, **common)
    make("D", "withdraw", KENYA)
    make(
        "B", "open", KENYA, opens="rl", title=TITLE, cycle=2028, predecessor="D",
        illustrative="an invented element", **common,
    )  # fmt: skip
    make("C", "open", KENYA, opens="gsp", title="School of weaving", cycle=2028, **common)
    make(
        "E", "open", KENYA, opens="assistance_emergency", title="After the flood", amount=80_000,
        emergency="a flood of the lake", **common,
    )  # fmt: skip
    clock.at = datetime(2027, 4, 2, 9, tzinfo=UTC)
    make("C", "submit", KENYA)
    return office


@pytest.fixture
def browser(moved, tmp_path):
    """A browser of the public: nobody is signed in."""
    return TestClient(pages(moved, say_about, None, archive_in(tmp_path)))


def signed_in(browser, office, who, **more):
    """The same pages, before which that person sits."""
    with writer(office.database).begin() as connection:
        token = begin(connection, who, office.clock())
    return TestClient(
        browser.app,
        headers={"Sec-Fetch-Site": "same-origin"},
        cookies={NAME: token},
        follow_redirects=False,
        **more,
    )


@pytest.fixture
def officer(browser, moved):
    return signed_in(browser, moved, OFFICER)


@pytest.fixture
def kenya(browser, moved):
    return signed_in(browser, moved, KENYA)


@pytest.fixture
def auditor(browser, moved):
    return signed_in(browser, moved, AUDITOR)


def words_of(answer):
    """The text that a reader sees, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def file_of(office, reference):
    with queries.looking(office.database) as connection:
        found = queries.file(connection, reference)
    assert found is not None
    return found
