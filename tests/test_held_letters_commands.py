"""An officer's desk of held letters: read, add to, release, cancel, hold; by commands."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import update

from engine.runtime.office import Office
from engine.runtime.tables import letter
from tests.conftest import Run
from tests.holding import LETTER, RL, dossier, incomplete, row

INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")
LIND = ("--name", "A. Lind")
HADDAD = ("--name", "R. Haddad", "--as", "head")


@pytest.fixture
def desk(run: Run, office: Office) -> Run:
    """The commands over an office in which a completeness letter is held; where they tell an
    instant of their own, it is always `then`."""
    incomplete(office)

    def at_the_desk(*arguments: str) -> tuple[int, str, str]:
        status, out, err = run(*arguments)
        return status, INSTANT.sub("then", out), INSTANT.sub("then", err)

    return at_the_desk


def said(desk: Run, *arguments: str) -> str:
    """What a command says that does what was asked."""
    status, out, err = desk("letters", *arguments)
    assert (status, err) == (0, "")
    return out


def refused(desk: Run, *arguments: str) -> str:
    """What a command says that refuses."""
    status, out, err = desk("letters", *arguments)
    assert (status, out) == (1, "")
    return err


def test_held_letters_are_listed_by_key_or_with_all_that_is_known(desk: Run):
    assert said(desk, "held") == f"{LETTER}\n"
    assert json.loads(said(desk, "held", "--json")) == [
        {
            "key": LETTER,
            "template": "completeness",
            "dossier": RL,
            "since": "2027-03-01T12:00:00+00:00",
            "why": "",
            "paragraph": 0,
            "released_by": [],
            "needed": 1,
        }
    ]


def test_a_letter_is_shown_as_it_would_leave_with_its_paragraph(desk: Run):
    assert said(desk, "paragraph", LETTER, "--text", "Please call us.", *LIND) == (
        f"{LETTER} has paragraph 1\n"
    )
    shown = said(desk, "show", LETTER)
    head, _, text = shown.partition("\n\n")
    assert head == (
        f"{LETTER} is held since then.\n"
        "Paragraph 1 was added by A. Lind, then.\n"
        "Released by nobody; 1 person is needed."
    )
    assert "To: osei@example.org\nSubject: File 02345: missing information\n" in text
    assert "\nPlease call us.\n" in text
    assert "Section 4.b" in text
    assert "the letter left on " in " ".join(text.split())


def test_it_is_shown_in_the_other_language_where_one_asks_for_it(desk: Run):
    shown = said(desk, "show", LETTER, "--language", "fr")
    assert "Subject: Dossier n° 02345 : informations manquantes\n" in shown
    assert "Madame, Monsieur," in shown
    assert "Nobody added a paragraph (number 0).\n" in shown


def test_a_paragraph_comes_from_a_file_and_is_taken_away_again(desk: Run, tmp_path: Path):
    file = tmp_path / "paragraph.txt"
    file.write_text("Nous restons à votre disposition.\n", "utf-8")
    said(desk, "paragraph", LETTER, "--file", str(file), *LIND)
    assert "Nous restons à votre disposition." in said(desk, "show", LETTER)
    assert said(desk, "paragraph", LETTER, "--text", "", *HADDAD) == (
        f"{LETTER} has no paragraph\n"
    )
    shown = said(desk, "show", LETTER)
    assert "Paragraph 2 was taken away by R. Haddad, then.\n" in shown
    assert "disposition." not in shown


@pytest.mark.parametrize(
    ("body", "why"),
    [(b"\xff\xfe", "cannot be read: "), (b"x" * 5_001, "it is longer than 5000 characters")],
)
def test_a_file_that_holds_no_paragraph_is_told(desk: Run, tmp_path: Path, body: bytes, why: str):
    file = tmp_path / "paragraph.txt"
    file.write_bytes(body)
    assert why in refused(desk, "paragraph", LETTER, "--file", str(file), *LIND)
    assert "cannot be read: " in refused(
        desk, "paragraph", LETTER, "--file", str(tmp_path / "none"), *LIND
    )


def test_a_paragraph_is_a_text_or_a_file(desk: Run):
    status, _, err = desk("letters", "paragraph", LETTER, *LIND)
    assert (status, "say --text or --file" in err) == (2, True)


def test_a_released_letter_leaves_and_the_dossier_moves(desk: Run, office: Office):
    assert said(desk, "release", LETTER, *HADDAD) == f"{LETTER} released\n"
    assert said(desk, "release", LETTER, *HADDAD) == f"{LETTER} was released already\n"
    assert dossier(office).version == 7
    assert said(desk, "held") == ""
    assert said(desk, "show", LETTER).startswith(f"{LETTER}: waiting, due ")
    assert said(desk, "send") == "1 sent, 0 failed\n"


def test_two_people_release_where_the_settings_say_so(desk: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOSSIERS_RELEASED_BY", "2")
    assert said(desk, "release", LETTER, *LIND) == (
        f"{LETTER} is released by A. Lind; 1 more person is needed before it leaves\n"
    )
    (held,) = json.loads(said(desk, "held", "--json"))
    assert (held["released_by"], held["needed"]) == (["A. Lind"], 2)
    assert "Released by A. Lind; 2 people are needed.\n" in said(desk, "show", LETTER)
    assert said(desk, "release", LETTER, *HADDAD) == f"{LETTER} released\n"


@pytest.mark.parametrize("needed", ["0", "3", "two"])
def test_no_letter_is_released_by_nobody_or_by_three(
    desk: Run, monkeypatch: pytest.MonkeyPatch, needed: str
):
    monkeypatch.setenv("DOSSIERS_RELEASED_BY", needed)
    assert refused(desk, "release", LETTER, *LIND).startswith("DOSSIERS_RELEASED_BY: ")


def test_what_can_be_released_is_released_and_the_rest_is_told(desk: Run):
    status, out, err = desk("letters", "release", "nothing", LETTER, *LIND)
    assert (status, out) == (1, f"{LETTER} released\n")
    assert err == "no letter is held under the key nothing [House rule 3]\n"


def test_who_says_what_was_read_releases_nothing_else(desk: Run):
    said(desk, "paragraph", LETTER, "--text", "Please call us.", *HADDAD)
    assert "was changed by R. Haddad since it was read" in refused(
        desk, "release", LETTER, "--read", "0", *LIND
    )
    status, _, err = desk("letters", "release", LETTER, "other", "--read", "1", *LIND)
    assert (status, "--read is for one letter at a time" in err) == (2, True)
    assert said(desk, "release", LETTER, "--read", "1", *LIND) == f"{LETTER} released\n"


def test_a_letter_is_cancelled_and_held_again(desk: Run, office: Office):
    on = "on then"
    assert said(desk, "cancel", LETTER, "--reason", "a mistake", *LIND) == (
        f"{LETTER}: cancelled by A. Lind {on}: a mistake\n"
    )
    assert said(desk, "hold", LETTER, "--reason", "after all", *HADDAD) == (
        f"{LETTER}: held by R. Haddad {on}: after all\n"
    )
    assert row(office).status == "held"
    shown = said(desk, "show", LETTER)
    assert f"then (held by R. Haddad {on}: after all).\n" in shown
    assert refused(desk, "cancel", LETTER, "--reason", " ", *LIND) == (
        "it needs a written reason [House rule 5]\n"
    )
    assert refused(desk, "hold", "nothing", "--reason", "because", *LIND) == (
        "there is no letter nothing [House rule 3]\n"
    )


def test_a_letter_whose_dossier_has_moved_on_is_shown_with_what_stands_against_it(desk: Run):
    desk("move", RL, "withdraw", "--as", "state_party", "--name", "N. Osei", "--for", "Ghana")
    assert 'the dossier has moved on since, it is "Withdrawn"' in said(desk, "show", LETTER)
    assert "can no longer leave" in refused(desk, "release", LETTER, *LIND)


def test_a_letter_with_a_hole_says_so_to_who_reads_it(desk: Run, office: Office):
    with office.database.begin() as connection:
        connection.execute(update(letter).values(template="contract_sent"))
    assert "\nIt cannot leave: " in said(desk, "show", LETTER)
    assert refused(desk, "show", "nothing") == (
        "no letter is held under the key nothing [House rule 3]\n"
    )


def test_the_step_of_a_release_is_made_by_the_release_alone(desk: Run, office: Office):
    status, _, err = desk("move", RL, "post_letter", "--as", "secretariat", *LIND)
    assert (status, "when an officer reads and releases it" in err) == (1, True)
    assert dossier(office).version == 6
