"""`dossiers correspondents`: entering, appointing, absences, who gets what, what they asked for."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from engine.runtime.database import writer
from engine.runtime.suspended import gave_back
from engine.runtime.tables import letter
from portal import assemble
from portal.commands.keeping import today
from tests.conftest import Run
from tests.moves import GHANA, opened, taken

OSEI = ("add", "Osei@example.org", "--name", "N.  Osei")


@pytest.fixture
def told(run: Run):
    """What a command says on stdout; it must be done."""

    def telling(*arguments: str) -> str:
        status, said, wrong = run("correspondents", *arguments)
        assert status == 0, wrong
        return said

    return telling


@pytest.fixture
def refused(run: Run):
    """What a command says on stderr; it must not be done."""

    def refusing(*arguments: str) -> str:
        status, said, wrong = run("correspondents", *arguments)
        assert (status, said) == (1, "")
        return wrong

    return refusing


@pytest.fixture
def kente(database: Engine) -> str:
    office = assemble.office(database)
    opened(office)
    return "RL-2028-0001"


def test_a_person_is_entered_changed_leaves_and_returns(told, refused):
    assert told(*OSEI) == "osei@example.org is a correspondent: N. Osei\n"
    assert refused(*OSEI) == "osei@example.org is a correspondent already\n"
    assert refused("add", "osei", "--name", " ") == "'osei' is not an address\nthe name is empty\n"
    changed = ("change", "OSEI@example.org", "--language", "fr", "--both-languages")
    assert told(*changed, "--by", "A. Lind") == "osei@example.org is changed\n"
    assert told("show", "osei@example.org") == "osei@example.org  N. Osei  fr, both\n"
    assert told("leave", "osei@example.org") == "osei@example.org gets nothing any more\n"
    assert told("show", "osei@example.org") == "osei@example.org  N. Osei  fr, both\nhas left\n"
    assert told("return", "osei@example.org") == "osei@example.org gets letters again\n"
    assert refused("return", "osei@example.org") == "osei@example.org has not left\n"
    assert refused("show", "ama@x.org") == "ama@x.org is not a correspondent\n"


def test_people_are_appointed_and_relieved(told, refused, run: Run, kente):
    told(*OSEI)
    for named, said in (
        (("delegation", "--for", "Kenya"), "delegation (Kenya)"),
        (("officer", "--dossier", kente), "officer (RL-2028-0001)"),
        (("head",), "head"),
    ):
        assert told("appoint", "Osei@example.org", "--as", *named) == (
            f"osei@example.org is {said}\n"
        )
    assert refused("appoint", "osei@example.org", "--as", "authority", "--for", "Kenia") == (
        "there is no State 'Kenia'; is it Kenya?\n"
    )
    assert refused("appoint", "osei@example.org", "--as", "officer", "--dossier", "RL-1") == (
        "there is no dossier 'RL-1' [House rule 3]\n"
    )
    both = ("--for", "Kenya", "--dossier", kente)
    assert run("correspondents", "appoint", "a@x.org", "--as", "officer", *both)[0] == 2
    assert told("relieve", "osei@example.org", "--as", "head") == (
        "osei@example.org is no longer head\n"
    )
    assert refused("relieve", "osei@example.org", "--as", "head") == (
        "osei@example.org is not head\n"
    )
    assert told("show", "osei@example.org") == (
        "osei@example.org  N. Osei  en\ndelegation (Kenya)\nofficer (RL-2028-0001)\n"
    )


def test_the_absent_have_a_deputy_until_they_are_back(told, refused, run: Run):
    told(*OSEI)
    told("add", "ama@x.org", "--name", "Ama")
    first = today(assemble.now())
    last = first + timedelta(days=9)
    days = ("--from", str(first), "--until", str(last))
    assert told("away", "Osei@example.org", *days, "--deputy", "Ama@x.org") == (
        f"osei@example.org is away {first} to {last}: ama@x.org stands in\n"
    )
    assert told("show", "osei@example.org").endswith(f"away {first} to {last}: ama@x.org\n")
    assert refused("away", "ama@x.org", *days, "--deputy", "osei@example.org") == (
        "the deputies would go in a circle: ama@x.org -> osei@example.org -> ama@x.org\n"
    )
    assert run("correspondents", "leave", "ama@x.org") == (
        0, "ama@x.org gets nothing any more\n",
        f"still the deputy of osei@example.org until {last}\n",
    )  # fmt: skip
    assert told("back", "osei@example.org") == "osei@example.org is not away\n"
    assert told("show", "osei@example.org") == "osei@example.org  N. Osei  en\n"
    assert run("correspondents", "away", "a@x", "--from", "soon", "--until", "2027-01-01",
               "--deputy", "b@x")[0] == 2  # fmt: skip


def test_whoever_leaves_is_still_named_for_their_posts(told, run: Run):
    told(*OSEI)
    told("appoint", "osei@example.org", "--as", "head")
    assert run("correspondents", "leave", "osei@example.org") == (
        0, "osei@example.org gets nothing any more\n",
        "still head: dossiers correspondents relieve\n",
    )  # fmt: skip


def test_everybody_is_listed(told):
    assert json.loads(told("list", "--json")) == []
    told(*OSEI)
    told("add", "ama@x.org", "--name", "Ama", "--language", "fr")
    told("appoint", "ama@x.org", "--as", "commission", "--for", "Togo")
    told("away", "osei@example.org", "--from", "2027-01-01", "--until", "2027-01-02",
         "--deputy", "ama@x.org")  # fmt: skip
    assert json.loads(told("list", "--json")) == [
        {
            "address": "ama@x.org", "name": "Ama", "language": "fr", "both_languages": False,
            "active": True, "away": None, "posts": [{"kind": "commission", "concerns": "Togo"}],
        },
        {
            "address": "osei@example.org", "name": "N. Osei", "language": "en",
            "both_languages": False, "active": True, "posts": [],
            "away": {"from": "2027-01-01", "until": "2027-01-02", "deputy": "ama@x.org"},
        },
    ]  # fmt: skip
    listed = told("list")
    assert "2 correspondents" in listed
    assert "ama@x.org" in listed


def test_who_gets_a_letter_today_and_why_nobody_does(told, database: Engine, kente):
    told(*OSEI)
    told("add", "ama@x.org", "--name", "Ama", "--language", "fr", "--both-languages")
    told("add", "lome@x.org", "--name", "Mission")
    told("appoint", "lome@x.org", "--as", "delegation", "--for", "Ghana")
    day = str(today(assemble.now()))
    told("away", "osei@example.org", "--from", day, "--until", day, "--deputy", "ama@x.org")
    assert told("who", kente) == (
        "contact:\n"
        "  Ama <ama@x.org> (fr, both), in the place of N. Osei\n"
        "delegation:\n"
        "  Mission <lome@x.org> (en), for Ghana\n"
        "commission:\n"
        "  nobody: Nobody is on record for the National Commission (Ghana).\n"
        "authority:\n"
        "  nobody: Nobody is on record for the designated authority (Ghana).\n"
        "officer:\n"
        "  <secretariat@ich-dossiers.invalid> (en)\n"
        "head:\n"
        "  <secretariat@ich-dossiers.invalid> (en)\n"
        "evaluation_body:\n"
        "  <evaluation-body@ich-dossiers.invalid> (en)\n"
    )
    found = json.loads(told("who", kente, "--json"))
    assert found["contact"] == {
        "persons": [
            {
                "address": "ama@x.org", "name": "Ama", "language": "fr", "both_languages": True,
                "role": "contact", "state": "", "stands_for": "N. Osei",
            }
        ],
        "missing": None,
    }  # fmt: skip
    assert found["commission"]["missing"]["fr"] == (
        "Personne n'est enregistré pour la Commission nationale (Ghana)."
    )


def test_an_address_that_gave_a_letter_back_is_nobody(told, database: Engine, kente):
    office = assemble.office(database)
    taken(office, "submit", GHANA)
    with writer(database).begin() as connection:
        key = connection.scalar(update(letter).values(status="sending").returning(letter.c.key))
    assert gave_back(database, str(key), "no such person", office.clock(), "osei@example.org")
    assert told("who", kente).startswith(
        "contact:\n  nobody: osei@example.org gave letters back: none is sent there until it is "
        "resumed.\n"
    )


def test_reminders_are_muted_and_put_off_and_come_again(told, refused, run: Run, kente):
    told(*OSEI)
    mine = "osei@example.org"
    assert told("mute", mine, "--rule", "completion") == (
        "osei@example.org gets no reminders of the rule completion\n"
    )
    assert told("mute", mine) == "osei@example.org gets no reminders\n"
    assert told("mute", mine) == "osei@example.org gets no reminders, as before\n"
    day = today(assemble.now()) + timedelta(days=60)
    assert told("snooze", mine, kente, "--until", str(day)) == (
        f"reminders of RL-2028-0001 to osei@example.org are put off until {day}\n"
    )
    assert told("show", mine) == (
        "osei@example.org  N. Osei  en\n"
        "gets no reminders\n"
        "gets no reminders of the rule completion\n"
        f"reminders of RL-2028-0001 are put off until {day}\n"
    )
    shown = json.loads(told("show", mine, "--json"))
    assert (shown["muted"], list(shown["put_off_until"])) == (["", "completion"], [kente])
    assert run("correspondents", "unmute", mine, "--rule", "completion") == (
        0, "osei@example.org gets reminders of the rule completion again\n",
        "osei@example.org has muted all reminders: unmute without --rule\n",
    )  # fmt: skip
    assert told("unmute", mine) == "osei@example.org gets reminders again\n"
    assert refused("unmute", mine) == "osei@example.org has muted no reminders\n"


def test_what_cannot_be_muted_or_put_off_is_refused(refused, kente):
    assert refused("mute", "a@x.org", "--rule", "usl_report_notice").startswith(
        "'usl_report_notice' is no rule that may be muted; there are completion, "
    )
    assert refused("mute", "osei") == "'osei' is not an address\n"
    day = today(assemble.now())
    assert refused("snooze", "a@x.org", kente, "--until", str(day)) == (
        "that day is not after today\n"
    )
    far = str(day + timedelta(days=61))
    assert refused("snooze", "a@x.org", kente, "--until", far) == (
        "reminders can be put off for 60 days at most\n"
    )
