"""Letters outside of the steps, by commands: what can be written, a trial, the writing."""

import json

import pytest

from engine.runtime.office import Office
from tests.at_an_occasion import LONE, kept, registered, rows
from tests.conftest import Run, ToldClock

FORMS = ("--answer", "forms_at=https://ich.example/forms")
CIRCULAR = ("cycle_opened", "--cycle", "2099", "--name", "A. Lind", *FORMS)
NGO = ("ngo_complete", "--to", "griots@example.org", "--name", "A. Lind")
GRIOTS = ("--answer", "organization=Griots = 7", "--answer", "session_year=2027")


def said(run: Run, *arguments: str) -> str:
    """What a command says that does what was asked."""
    status, out, err = run("letters", *arguments)
    assert (status, err) == (0, "")
    return out


def refused(run: Run, *arguments: str, status: int = 1) -> str:
    """What a command says that refuses."""
    ended, out, err = run("letters", *arguments)
    assert (ended, out) == (status, "")
    return err


def test_what_can_be_written_is_listed_with_what_it_asks(run: Run):
    told = said(run, "occasions").splitlines()
    assert told[:3] == [
        "cycle_opened: A cycle is opened: the forms are online [OD 54; notice for the 2017 cycle]",
        "  about a cycle, to all_delegations, all_commissions",
        "  asks forms_at (line): where the forms are found",
    ]
    assert "  about a dossier, to contact, delegation, commission, authority; held until it is " \
        "released" in told  # fmt: skip
    assert "  asks committee_says (choice): what the Committee recommends: recommended or " \
        "not_recommended" in told  # fmt: skip
    assert "  asks handed_over (line, if any): how the certificate is handed over, in English or " \
        "French" in told  # fmt: skip


def test_the_same_is_listed_for_programs(run: Run):
    found = {one["key"]: one for one in json.loads(said(run, "occasions", "--json"))}
    assert found["third_party_correspondence"]["deadline"] == "meets_on"
    assert found["ngo_complete"]["deadline"] is None
    assert found["cycle_opened"] == {
        "key": "cycle_opened",
        "label": "A cycle is opened: the forms are online",
        "label_fr": "Ouverture d'un cycle : les formulaires sont en ligne",
        "about": "cycle",
        "to": ["all_delegations", "all_commissions"],
        "states": [],
        "asks": [
            {
                "name": "forms_at",
                "kind": "line",
                "label": "where the forms are found",
                "label_fr": "où se trouvent les formulaires",
                "required": True,
                "choices": [],
            }
        ],
        "deadline": "submission",
        "held": False,
        "cite": "OD 54; notice for the 2017 cycle",
        "mark": "verified",
    }


def test_a_trial_says_who_would_get_it_and_how_it_begins_and_writes_nothing(
    run: Run, office: Office
):
    kept(office, LONE)
    lines = said(run, "write", *CIRCULAR, "--dry-run").splitlines()
    assert lines[0] == "accra@example.org (delegation of Ghana, en)"
    assert lines[1].startswith("Nobody is on record for Afghanistan, Albania, ")
    assert lines[2:8] == [
        "", "Subject: Cycle of 2099: the forms are online", "", "Cycle: 2099", "",
        "Your Excellency, Madam, Sir,",
    ]  # fmt: skip
    assert lines[-1] == "1 letter would leave; nothing is written."
    assert rows(office, "cycle_opened") == []


def test_a_letter_is_written_once_however_often_that_is_asked(run: Run, office: Office):
    kept(office, LONE)
    assert said(run, "write", *CIRCULAR).endswith("\n1 letter written.\n")
    again = said(run, "write", *CIRCULAR)
    assert again.startswith("accra@example.org (delegation of Ghana, en); in the outbox already\n")
    assert again.endswith("\n0 letters written; 1 stood in the outbox already.\n")
    assert len(rows(office, "cycle_opened")) == 1


def test_a_letter_that_binds_is_held_and_said_to_be(run: Run, office: Office, clock: ToldClock):
    registered(office)
    answers = {
        "sender": "a guild", "came_on": "2026-02-01", "correspondence": "We were not asked.",
        "meets_on": "2099-06-21",
    }  # fmt: skip
    given = [part for name, value in answers.items() for part in ("--answer", f"{name}={value}")]
    writing = ("write", "third_party_correspondence", "--dossier", "02345", "--name", "A. Lind")
    trial = said(run, *writing, *given, "--as", "head", "--dry-run")
    assert trial.endswith("\n1 letter would be held; nothing is written.\n")
    assert said(run, *writing, *given) == (
        "osei@example.org (contact, en)\n"
        "Nobody is on record for Ghana, Togo.\n"
        "1 letter written.\n"
        "To be read and released: dossiers letters held\n"
    )
    assert said(run, "held").startswith("third_party_correspondence:RL-2028-0001:")


def test_an_answer_may_hold_the_sign_that_follows_its_name(run: Run, office: Office):
    said(run, "write", *NGO, *GRIOTS, "--language", "fr")
    (one,) = rows(office, "ngo_complete")
    assert (one.facts["organization"], one.facts["language"]) == ("Griots = 7", "fr")


def test_every_reason_is_told_at_once(run: Run):
    assert refused(run, "write", "ngo_complete", "--name", " ", "--cycle", "2099") == (
        "Refused:\n"
        "- name of the organization (organization) is not given [OD 91-99]\n"
        "- year of the session that examines it (session_year) is not given [OD 91-99]\n"
        "- it is not said who does it [House rule 5]\n"
        '- "Request for accreditation: found complete" is not about a cycle [House rule 3]\n'
        '- "Request for accreditation: found complete" goes to one address: say which '
        "[House rule 3]\n"
    )


def test_an_occasion_that_does_not_exist_is_told_with_the_nearest(run: Run):
    assert refused(run, "write", "ngo_completed", "--name", "A. Lind") == (
        "There is no occasion 'ngo_completed'. Is `ngo_complete` meant?\n"
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (("organization",), "'organization' is not name=value"),
        (("=Griots",), "'=Griots' is not name=value"),
        (("a=1", "a=2"), "'a' is answered twice"),
    ],
)
def test_what_is_no_answer_is_a_misuse(run: Run, answers: tuple[str, ...], sentence: str):
    given = [part for one in answers for part in ("--answer", one)]
    assert sentence in refused(run, "write", *NGO, *given, status=2)


def test_nobody_but_the_secretariat_writes(run: Run):
    assert "state_party" in refused(run, "write", *NGO, "--as", "state_party", status=2)


def test_characters_that_are_none_are_refused(run: Run, office: Office):
    given = ("--answer", "organization=a\x1b[2J", "--answer", "session_year=\ud800")
    assert "it holds control characters" in refused(run, "write", *NGO, *given)
    assert rows(office, "ngo_complete") == []
