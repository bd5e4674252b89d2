"""`dossiers invite` and `dossiers people`: inviting, seeing who is there, signing out."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from engine.runtime.people_tables import invitation
from portal.assemble import application, now, office
from tests.browsing import words_of
from tests.conftest import Run
from tests.filing import archive_in

OSEI = ("invite", "--as", "state_party", "--for", "Ghana", "--name", "N. Osei")


def test_the_office_invites_sees_who_is_there_and_signs_them_out(run: Run, database: Engine):
    status, said, told = run(*OSEI)
    assert status == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/enter/[\w-]{43}\n", said)
    assert re.fullmatch(
        r"Opens once, until [\d :-]+ UTC, for N\. Osei, state_party for Ghana\.\n", told
    )
    with database.connect() as connection:
        ((made, expires, by),) = connection.execute(
            select(invitation.c.made_at, invitation.c.expires_at, invitation.c.invited_by)
        ).all()
    assert (expires - made, by) == (timedelta(hours=72), "the office")
    assert run("people", "sessions", "--json")[1] == "[]\n"
    assert run("people", "sign-out", " N.  Osei")[:2] == (
        0, "N. Osei: sessions ended 0, invitations taken back 1\n",
    )  # fmt: skip
    assert run("people", "sign-out", "N. Osei") == (
        1, "", "nobody of the name 'N. Osei' is signed in or invited\n",
    )  # fmt: skip


def test_somebody_who_entered_by_the_printed_address_is_listed(
    run: Run, monkeypatch, database, tmp_path
):
    monkeypatch.setenv("DOSSIERS_PUBLIC_ADDRESS", "https://dossiers.example.org/")
    made = ("invite", "--as", "secretariat", "--name", "A. Lind", "--by", "R. Haddad")
    invited = json.loads(run(*made, "--hours", "1", "--json")[1])
    browser = TestClient(
        application(office(database), archive_in(tmp_path), False), "https://dossiers.example.org"
    )
    assert "A. Lind" in words_of(
        browser.post(invited["address"], headers={"Sec-Fetch-Site": "same-origin"})
    )
    run("people", "sessions")  # what the pages said of themselves is read away
    (listed,) = json.loads(run("people", "sessions", "--json")[1])
    assert (listed["name"], listed["role"], listed["states"]) == ("A. Lind", "secretariat", [])
    assert listed["entered_at"] <= f"{now():%Y-%m-%dT%H:%M:%SZ}" < invited["expires_at"]
    assert "A. Lind" in run("people", "sessions")[1]
    assert run("people", "sign-out", "A. Lind")[1] == (
        "A. Lind: sessions ended 1, invitations taken back 0\n"
    )
    assert "A. Lind" not in words_of(browser.get("/"))


def test_an_invitation_that_cannot_be_is_refused_with_every_reason(run: Run):
    assert run("invite", "--as", "king", "--for", "Gana", "--name", " ") == (
        1,
        "",
        "Not invited:\n"
        "- the name is empty\n"
        "- 'king' is no role for a person; there are state_party, secretariat, head, "
        "evaluation_body, committee, bureau, delegation, auditor\n"
        "- only focal points and delegations speak for a State\n"
        "- there is no State 'Gana'; is it Ghana?\n",
    )


@pytest.mark.parametrize(("hours", "status"), [("0", 2), ("1", 0), ("336", 0), ("337", 2)])
def test_a_link_opens_for_an_hour_at_least_and_for_two_weeks_at_most(run: Run, hours, status):
    assert run(*OSEI, "--hours", hours)[0] == status


@pytest.mark.parametrize("wrong", ["dossiers.example.org", "ftp://x", "https://x/y", "https://x y"])
def test_an_address_of_the_site_that_is_none_is_refused_in_a_sentence(run: Run, monkeypatch, wrong):
    monkeypatch.setenv("DOSSIERS_PUBLIC_ADDRESS", wrong)
    status, said, told = run(*OSEI)
    assert (status, said) == (1, "")
    assert told.startswith("DOSSIERS_PUBLIC_ADDRESS: ")
