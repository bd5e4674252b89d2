"""`dossiers accounts` and `dossiers invite --address`: who may sign in, and what happened there."""

import json
import re

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from engine.runtime.people_tables import invitation
from engine.runtime.tables import letter
from portal.assemble import application, office
from tests.accounts import OSEI, settings, sign_in
from tests.browsing import words_of
from tests.conftest import Run
from tests.filing import archive_in
from tests.signed_in import HERE

INVITE = ("accounts", "invite", "--as", "state_party", "--for", "Ghana", "--name", "N. Osei")
NEW = {"password": "quite another password"}


@pytest.fixture
def browser(database: Engine, tmp_path):
    pages = application(office(database), archive_in(tmp_path), False, settings(tmp_path))
    return TestClient(pages, "https://testserver", headers=HERE, follow_redirects=False)


def entered(run: Run, browser: TestClient) -> None:
    printed = run(*INVITE, "--address", OSEI.address)[1]
    (link,) = re.findall(r"/enter/[\w-]+", printed)
    assert browser.post(link, data=NEW).status_code == 303


def test_an_account_is_invited_listed_signed_out_and_closed(run: Run, browser):
    assert json.loads(run("accounts", "list", "--json")[1]) == []
    entered(run, browser)
    run("accounts", "list")  # what the pages said of themselves is read away
    (told,) = json.loads(run("accounts", "list", "--json")[1])
    assert (told["address"], told["role"], told["states"], told["active"]) == (
        OSEI.address, "state_party", ["Ghana"], True,
    )  # fmt: skip
    assert told["last_in"]
    assert "N. Osei" in run("accounts", "list")[1]
    out = run("accounts", "sign-out", OSEI.address.upper(), "--why", "a lost telephone")
    assert (out[0], out[1]) == (0, f"{OSEI.address.upper()}: signed out everywhere\n")
    assert browser.get("/account").status_code == 401
    assert sign_in(browser, password=NEW["password"]).status_code == 303
    assert run("accounts", "close", OSEI.address, "--why", "left")[0] == 0
    assert browser.get("/account").status_code == 401
    assert sign_in(browser, password=NEW["password"]).status_code == 401
    run("accounts", "list")
    (told,) = json.loads(run("accounts", "list", "--json")[1])
    assert told["active"] is False
    assert "(closed)" in run("accounts", "list")[1]


def test_the_log_of_the_door_is_read_by_outcome_and_address(run: Run, browser):
    entered(run, browser)
    sign_in(browser, password="wrong wrong wrong")
    sign_in(browser, "nobody@example.org", "wrong wrong wrong")
    run("accounts", "list")  # what the pages said of themselves is read away
    lines = json.loads(run("accounts", "log", "--json")[1])
    told = [(one["address"], one["how"], one["outcome"]) for one in lines]
    assert told == [
        ("nobody@example.org", "password", "refused"),
        (OSEI.address, "password", "refused"),
        (OSEI.address, "invitation", "in"),
    ]
    ins = json.loads(run("accounts", "log", "--outcome", "in", "--json")[1])
    assert [one["how"] for one in ins] == ["invitation"]
    one = json.loads(run("accounts", "log", OSEI.address, "--most", "1", "--json")[1])
    assert [line["outcome"] for line in one] == ["refused"]
    assert "refused" in run("accounts", "log")[1]


def test_an_invitation_by_mail_prints_no_link(run: Run, database: Engine):
    status, said, told = run(*INVITE, "--address", OSEI.address, "--mail", "--language", "fr")
    assert (status, said) == (0, "")
    assert told.startswith(f"A letter to {OSEI.address} opens once, until ")
    with database.connect() as connection:
        ((template, address, facts),) = connection.execute(
            select(letter.c.template, letter.c.address, letter.c.facts)
        ).all()
        assert connection.scalars(select(invitation.c.address)).all() == [OSEI.address]
    assert (template, address, facts["language"]) == ("account_invitation", OSEI.address, "fr")


def test_what_is_wrong_with_an_account_is_said_at_once(run: Run, browser, monkeypatch):
    entered(run, browser)
    run("accounts", "list")  # what the pages said of themselves is read away
    taken = run(*INVITE, "--address", OSEI.address, "--language", "de")
    assert taken == (
        1, "",
        "Not invited:\n- there is an account with this address already\n"
        "- letters are written in en and fr\n",
    )  # fmt: skip
    assert run(*INVITE, "--mail")[2] == "Not invited:\n- say the address with --address\n"
    assert run(*INVITE, "--address", "osei")[0] == 1
    assert run("accounts", "close", OSEI.address, "--why", " ")[2] == (
        "Please say why: it is kept.\n"
    )
    assert run("accounts", "close", "nobody@example.org", "--why", "left") == (
        1, "", "there is no account with the address 'nobody@example.org'\n",
    )  # fmt: skip
    monkeypatch.setenv("DOSSIERS_SECOND_FACTOR", "staff")
    staff = ("invite", "--as", "secretariat", "--name", "A. Lind")
    assert run(*staff)[2] == "Not invited:\n- say the address with --address\n"
    assert run(*staff, "--address", "a.lind@example.org")[0] == 0


def test_a_printed_link_asks_for_a_password_where_an_address_was_named(run: Run, browser):
    (link,) = re.findall(r"/enter/[\w-]+", run(*INVITE, "--address", OSEI.address)[1])
    page = words_of(browser.get(link))
    assert "Choose this password and sign in" in page
