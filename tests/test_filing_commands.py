"""By commands a State fills in, attaches and files, and an officer checks, in plain sentences."""

import json
import re

import pytest

from engine.runtime.office import Office
from tests import attachments as made
from tests.conftest import Run
from tests.filing import written
from tests.moves import OFFICER, opened, taken

OSEI = ("--name", "N. Osei", "--for", "Ghana")
LIND = ("--name", "A. Lind")
REFERENCE = "RL-2028-0001"


@pytest.fixture
def dossiers(run: Run, office: Office, tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIERS_STORE__FOLDER", str(tmp_path / "store"))
    opened(office)
    return run


def told(dossiers, *arguments, status=0):
    came, out, err = dossiers(*arguments)
    assert came == status, err
    return out if status == 0 else err


def test_a_draft_is_saved_from_json_shown_and_filed_by_who_knows_what_is_missing(
    dossiers, tmp_path
):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"name_of_element": "Kente", "nonsense": 1}), "utf-8")
    assert dossiers("draft", "save", REFERENCE, str(answers), *OSEI) == (
        1, "Saved as version 1.\n", "- 'nonsense' has no place on the form\n",
    )  # fmt: skip
    shown = json.loads(told(dossiers, "draft", "show", REFERENCE, *OSEI))
    assert (shown["form"], shown["version"], shown["answers"]) == (
        "ICH-02", 1, {"name_of_element": "Kente"},
    )  # fmt: skip
    asked = told(dossiers, "check", "draft", REFERENCE, "--lang", "fr", status=1)
    assert asked == ""
    refused = told(dossiers, "file", REFERENCE, *OSEI, status=1)
    assert refused.startswith("Not filed yet. ")
    assert refused.endswith("To file it as it is, say that you know: --knowing\n")
    filed = json.loads(told(dossiers, "file", REFERENCE, *OSEI, "--knowing", "--json"))
    assert (filed["state"], len(filed["filing"])) == ("submitted", 64)
    assert "it is not the State's turn to write: the dossier is submitted" in told(
        dossiers, "draft", "save", REFERENCE, str(answers), *OSEI, status=1
    )


def test_two_who_save_are_told_of_each_other(dossiers, tmp_path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text('{"location": "Bonwire"}', "utf-8")
    two.write_text('{"location": "Adanwomase"}', "utf-8")
    told(dossiers, "draft", "save", REFERENCE, str(one), *OSEI)
    err = told(dossiers, "draft", "save", REFERENCE, str(two), *OSEI, "--seen", "0", status=1)
    assert re.sub("[0-9-]{10} [0-9:]{5}", "...", err) == (
        '- location: not saved, since N. Osei changed it at ... UTC; it says "Bonwire"\n'
    )


def test_what_is_attached_is_listed_written_out_and_removed(dossiers, tmp_path):
    photograph = tmp_path / "a.jpg"
    photograph.write_bytes(made.image())
    kept = told(
        dossiers, "attachments", "add", REFERENCE, str(photograph), "--document", "photographs",
        "--caption", "Weavers", "--credit", "A. Photographer", *OSEI,
    )  # fmt: skip
    assert kept.startswith("1: a.jpg, unscanned, SHA-256 ")
    (listed,) = json.loads(told(dossiers, "attachments", "list", REFERENCE, "--json"))
    assert (listed["document"], listed["caption"], listed["facts"]["width"]) == (
        "photographs", "Weavers", 64,
    )  # fmt: skip
    assert "a.jpg" in told(dossiers, "attachments", "list", REFERENCE)
    more = ("--caption", "Weavers at work", "--credit", "A. Mensah")
    assert told(dossiers, "attachments", "describe", REFERENCE, "1", *more, *OSEI) == (
        "1 is described.\n"
    )
    out = tmp_path / "out.jpg"
    told(dossiers, "attachments", "save", REFERENCE, "1", str(out))
    assert out.read_bytes() == photograph.read_bytes()
    assert told(
        dossiers, "attachments", "add", REFERENCE, str(photograph), "--document", "photographs",
        *OSEI, status=1,
    ) == "- The same file is attached already, as a.jpg. [House rule 8]\n"  # fmt: skip
    told(dossiers, "attachments", "remove", REFERENCE, "1", *OSEI)
    assert "there is none of that number" in told(
        dossiers, "attachments", "save", REFERENCE, "1", str(out), status=1
    )
    assert told(dossiers, "attachments", "tidy") == (
        "0 left quarantine, 0 unfinished uploads cleared away\n"
    )


def test_the_answers_of_a_word_form_are_saved_with_what_could_not_be_placed(
    dossiers, office, tmp_path
):
    form, empty = tmp_path / "form.docx", tmp_path / "empty.docx"
    assert dossiers(
        "forms", "word", "ICH-02", str(form), "--cycle", "2028", "--states", "Ghana",
        "--answers", str(_answers(tmp_path, {"location": "Bonwire"})),
    )[0] == 0  # fmt: skip
    assert told(dossiers, "draft", "read-word", REFERENCE, str(form), *OSEI) == (
        "Saved as version 1.\n"
    )
    shown = json.loads(told(dossiers, "draft", "show", REFERENCE, *OSEI))
    assert shown["answers"]["location"] == "Bonwire"
    empty.write_bytes(b"no document")
    assert told(dossiers, "draft", "read-word", REFERENCE, str(empty), *OSEI, status=1)


def _answers(tmp_path, given):
    file = tmp_path / "given.json"
    file.write_text(json.dumps(given), "utf-8")
    return file


def test_an_officer_ticks_the_sheet_and_concludes_and_the_state_replies(dossiers, office):
    written(office)
    told(dossiers, "file", REFERENCE, *OSEI, "--knowing")
    taken(office, "register", OFFICER, file_no="02222")
    taken(office, "include", OFFICER, place="inside", level="0", rank=1)
    taken(office, "start_check", OFFICER)
    assert "the technical check is made by the Secretariat" in told(
        dossiers,
        "check",
        "tick",
        "02222",
        "NAME",
        "conform",
        "--as",
        "state_party",
        *LIND,
        status=1,
    )
    assert told(dossiers, "check", "tick", "02222", "NAME", "wrong", *LIND, status=1) == (
        "NAME: say in a note what is not as asked for\n"
    )
    assert "nobody has looked at it yet" in told(
        dossiers, "check", "conclude", "02222", *LIND, status=1
    )
    note = ("--note", "two names are used")
    told(dossiers, "check", "tick", "02222", "NAME", "wrong", *note, *LIND)
    told(dossiers, "check", "tick", "02222", "rest", "conform", *LIND)
    sheet = json.loads(told(dossiers, "check", "sheet", "02222", "--json"))
    assert sheet["waiting_for_eyes"] == []
    (name,) = [one for one in sheet["items"] if one["code"] == "NAME"]
    assert (name["verdict"], name["note"], name["by"]) == ("wrong", "two names are used", "A. Lind")
    concluded = told(dossiers, "check", "conclude", "02222", *LIND)
    assert "RL-2028-0001 is incomplete" in concluded
    assert "two names are used" in concluded
    assert concluded.splitlines()[-1] == (
        "Held until it is read and released: dossiers letters show RL-2028-0001:completeness:6"
    )
    told(dossiers, "draft", "reply", REFERENCE, "NAME", "one name now", *OSEI)
    assert "there is no item 'X'" in told(
        dossiers, "draft", "reply", REFERENCE, "X", "x", *OSEI, status=1
    )
    told(dossiers, "file", REFERENCE, *OSEI, "--knowing")
    taken(office, "check_again", OFFICER)
    sheet = json.loads(told(dossiers, "check", "sheet", "02222", "--json"))
    assert [one["reply"] for one in sheet["items"] if one["code"] == "NAME"] == ["one name now"]


def test_what_does_not_exist_is_told(dossiers):
    for command in (
        ("draft", "show", "NONE", *OSEI), ("file", "NONE", *OSEI), ("check", "draft", "NONE"),
        ("check", "sheet", "NONE"), ("attachments", "list", "NONE"),
    ):  # fmt: skip
        assert told(dossiers, *command, status=1) == "there is no dossier 'NONE' [House rule 3]\n"
    assert told(dossiers, "check", "sheet", REFERENCE, status=1) == (
        "no form was filed for this dossier\n"
    )
    assert told(dossiers, "check", "draft", REFERENCE, status=1) == (
        "no form was filled in for RL-2028-0001\n"
    )
