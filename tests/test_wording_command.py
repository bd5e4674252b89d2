"""`dossiers wording`: letters worded, checked, shown, kept and restored from the command line."""

import json

import pytest

from engine.words import Language
from notifications.letters import original, written
from tests.moves import GHANA, opened, taken

LETTER: tuple[str, Language] = ("submission_received", "en")
WHO = ("--name", "A. Lind", "--why", "plainer")
ANEW = original(*LETTER).replace("Title: {{ title }}", "About {{ title }}")


@pytest.fixture
def files(tmp_path):
    """A good text, one with two faults, and what is no text."""
    good, bad, none = (tmp_path / name for name in ("good.txt", "bad.txt", "none.txt"))
    good.write_bytes(b"\xef\xbb\xbf" + ANEW.replace("\n", "\r\n").encode())
    bad.write_text(ANEW.replace("{{ title }}", "{{ titel }} {{ dossier }}"), "utf-8")
    none.write_bytes(b"\xff\xfe\xff")
    return good, bad, none


def test_every_letter_is_listed_and_says_whether_it_is_the_original(run, files):
    assert run("wording", "save", *LETTER, str(files[0]), *WHO)[0] == 0
    status, said, _ = run("wording", "list", "--json")
    rows = {(row["key"], row["language"]): row for row in json.loads(said)}
    assert (status, frozenset(rows)) == (0, written())
    assert [rows[LETTER][name] for name in ("version", "by", "why")] == [1, "A. Lind", "plainer"]
    assert {row["version"] for letter, row in rows.items() if letter != LETTER} == {0}
    assert "version 1" in run("wording", "list")[1]


def test_a_text_is_checked_and_all_that_stands_against_it_is_said(run, files):
    good, bad, none = files
    assert run("wording", "check", *LETTER, str(good)) == (
        0, "Nothing stands against it.\n", ""
    )  # fmt: skip
    assert run("wording", "check", *LETTER, str(bad)) == (
        1, "",
        "- Line 3: This letter knows no `titel`. Is `title` meant?\n"
        "- Line 3: `dossier` cannot be written by itself; it has `dossier.cycle`, "
        "`dossier.reference`, `dossier.states`, `dossier.workflow`.\n",
    )  # fmt: skip
    assert run("wording", "check", *LETTER, str(none))[::2] == (1, f"{none} is no text in UTF-8\n")
    assert run("wording", "check", *LETTER, "nowhere.txt")[::2] == (
        1, "nowhere.txt cannot be read: No such file or directory\n"
    )  # fmt: skip
    assert run("wording", "check", "submission_receivd", "en", str(good))[::2] == (
        1, "There is no letter 'submission_receivd'. Is `submission_received` meant?\n"
    )  # fmt: skip
    assert run("wording", "check", "completeness", "de", str(good))[0] == 2


def test_a_text_is_shown_as_a_real_dossier_would_read_it(run, files, office):
    opened(office)
    taken(office, "submit", GHANA)
    good, bad, _ = files
    for more in ((), ("--dossier", "RL-2028-0001")):
        status, said, _ = run("wording", "preview", *LETTER, str(good), *more)
        assert (status, said.splitlines()[:3]) == (
            0, ["Subject: Dossier RL-2028-0001: received", "", "About Kente weaving"]
        )  # fmt: skip
    assert run("wording", "preview", *LETTER, str(bad))[0] == 1
    assert run("wording", "preview", *LETTER, str(good), "--dossier", "X")[::2] == (
        1, "- There is no dossier 'X'.\n"
    )  # fmt: skip


def test_a_text_is_kept_compared_shown_and_the_original_restored(run, files):
    good, bad, _ = files
    assert run("wording", "save", *LETTER, str(bad), *WHO)[0] == 1
    assert run("wording", "save", *LETTER, str(good), *WHO, "--expect", "0") == (
        0, "The letter submission_received (en) is worded as version 1\n", ""
    )  # fmt: skip
    assert run("wording", "diff", *LETTER)[1].splitlines()[2:4] == [
        "- Title: {{ title }}", "+ About {{ title }}",
    ]  # fmt: skip
    assert run("wording", "show", *LETTER)[1] == ANEW
    assert run("wording", "show", *LETTER, "--original")[1] == original(*LETTER)
    assert run("wording", "save", *LETTER, str(good), *WHO)[::2] == (
        1, "- This is the wording in force; nothing was changed.\n"
    )  # fmt: skip
    assert run("wording", "restore", *LETTER, *WHO, "--expect", "0")[0] == 1
    assert run("wording", "restore", *LETTER, *WHO, "--expect", "1") == (
        0, "The letter submission_received (en) is the original again, version 2\n", ""
    )  # fmt: skip
    assert run("wording", "show", *LETTER)[1] == original(*LETTER)
    assert run("wording", "show", *LETTER, "--version", "1")[1] == ANEW
    assert run("wording", "show", *LETTER, "--version", "2")[1] == original(*LETTER)
    assert run("wording", "show", *LETTER, "--version", "3")[::2] == (
        1, "the letter submission_received has no version 3 in en\n"
    )  # fmt: skip
    assert run("wording", "diff", *LETTER) == (0, "", "")
