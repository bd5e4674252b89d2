"""What `dossiers forms` says: the forms, and answers read, compared and taken to Word and back."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from forms.catalogue import forms
from forms.printed import printed
from forms.schema import json_schema
from tests.conftest import Run
from tests.toy_form import PERSON
from tests.whole_file import answers
from tests.word_files import STATES, control, edition, p, word
from tests.word_files import read as read_body

FOR = ("--cycle", "2028", "--states", "Ghana; Togo")
LABEL = "Summary of the project"


def saved(folder: Path, content: Any, name: str = "answers.json") -> str:
    (folder / name).write_text(json.dumps(content), "utf-8")
    return name


def ended(told: tuple[int, str, str]) -> tuple[int, list[str], list[str]]:
    """A status, and what was said by lines."""
    return told[0], told[1].splitlines(), told[2].splitlines()


# --- list, show, schema ------------------------------------------------------------------------


def test_every_form_and_edition_is_listed(command: Run):
    status, said, faults = command("forms", "list", "--json")
    listed = [(one["code"], [each["name"] for each in one["editions"]])
              for one in json.loads(said)]  # fmt: skip
    assert (status, faults) == (0, "")
    assert listed == [(form.code, [one.name for one in form.editions]) for form in forms().values()]


def test_the_list_is_a_table_that_names_closed_forms(command: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "250")
    status, said, _ = command("forms", "list")
    rows = [line.split() for line in said.splitlines() if line.strip().startswith("ICH-")]
    assert (status, len(rows)) == (0, sum(len(form.editions) for form in forms().values()))
    closed = [line for line in said.splitlines() if "(closed: " in line]
    assert len(closed) == sum(len(one.editions) for one in forms().values() if one.closed)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_empty_form_is_shown_in_both_languages(command: Run, lang: Any):
    told = command("forms", "show", "ICH-04", "--cycle", "2028", "--lang", lang)
    assert told == (0, printed(edition("ICH-04"), lang) + "\n", "")


def test_the_schema_of_the_answers_is_json(command: Run):
    status, said, _ = command("forms", "schema", "ICH-04", *FOR)
    assert (status, json.loads(said)) == (0, json_schema(edition("ICH-04"), STATES))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "ICH-77", "--cycle", "2028"),
         f"there is no form 'ICH-77'; there are {', '.join(forms())}"),
        (("show", "ICH-02", "--cycle", "2013"),
         "form ICH-02 has no edition for the cycle of 2013; it has that of 2014 (cycles 2014 to "
         "2023), that of 2024 (from the cycle of 2024 on)"),
        (("schema", "ICH-02", "--cycle", "2028", "--states", "Ghana; Atlantis"),
         "no State is named 'Atlantis'"),
        (("schema", "ICH-02", "--cycle", "2028", "--states", " ; "), "name the submitting States"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said(command: Run, arguments: tuple[str, ...], sentence: str):
    assert command("forms", *arguments) == (1, "", f"{sentence}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("show", "ICH-02"),
        ("show", "ICH-02", "--cycle", "soon"),
        ("show", "ICH-02", "--cycle", "2028", "--lang", "de"),
        ("schema", "ICH-02", "--cycle", "2028"),
        ("check", "ICH-02", "nothing.json", *FOR),
        ("compare", "ICH-02", "nothing.json", "nothing.json", "--cycle", "2028"),
        ("word", "ICH-02", ".", *FOR),
        ("word", "ICH-02", "x.docx", *FOR, "--answers", "nothing.json"),
        ("read-word", "ICH-02", "nothing.docx", *FOR),
        ("burn", "ICH-02"),
    ],
)
def test_a_misuse_ends_with_two(command: Run, arguments: tuple[str, ...]):
    assert command("forms", *arguments)[0] == 2


# --- check -------------------------------------------------------------------------------------


def test_whole_answers_are_found_whole(command: Run, tmp_path: Path):
    file = saved(tmp_path, answers(edition("ICH-04"), STATES))
    assert command("forms", "check", "ICH-04", file, *FOR) == (
        0, "0 of 30 questions are open\n", "",
    )  # fmt: skip


def test_what_is_wrong_with_answers_is_said_in_both_languages_and_as_json(
    command: Run, tmp_path: Path
):
    whole = answers(edition("ICH-04"), STATES)
    given = {**whole, "duration": "long", "project_summary": "", "x": 1}
    file = saved(tmp_path, given)
    status, said, _ = ended(command("forms", "check", "ICH-04", file, *FOR))
    assert (status, said) == (
        1,
        [f"- {LABEL}: not answered yet",
         "- Duration of the project, in months: it is not a whole number of at most twelve "
         "digits, like 25000",
         "- x: the form does not ask for it",
         "1 of 30 questions is open"],
    )  # fmt: skip
    status, said, _ = ended(command("forms", "check", "ICH-04", file, *FOR, "--lang", "fr"))
    assert (status, said[-1]) == (1, "1 question sur 30 reste sans réponse complète")
    status, told, _ = command("forms", "check", "ICH-04", file, *FOR, "--json")
    found = json.loads(told)
    assert (status, found["questions"], [one["en"] for one in found["open"]]) == (
        1, 30, [f"{LABEL}: not answered yet"],
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000, b"", b"9" * 5_000])
def test_a_file_that_is_no_json_is_said(command: Run, tmp_path: Path, content: bytes):
    (tmp_path / "a.json").write_bytes(content)
    for arguments in (("check", "ICH-04", "a.json", *FOR),
                      ("compare", "ICH-04", "a.json", "a.json", "--cycle", "2028"),
                      ("word", "ICH-04", "x.docx", *FOR, "--answers", "a.json")):  # fmt: skip
        status, said, faults = ended(command("forms", *arguments))
        assert (status, said, [one[:18] for one in faults]) == (1, [], ["a.json is no JSON "])


# --- compare -----------------------------------------------------------------------------------


def test_two_revisions_are_compared(command: Run, tmp_path: Path):
    whole = {"project_summary": "Weaving in Ghana", "contact": {"Ghana": PERSON}}
    before = saved(tmp_path, whole, "before.json")
    after = saved(tmp_path, {**whole, "project_summary": "Weaving in Togo"}, "after.json")
    same = command("forms", "compare", "ICH-04", before, before, "--cycle", "2028")
    assert same == (0, "No answer was changed.\n\n", "")
    status, said, faults = command("forms", "compare", "ICH-04", before, after, "--cycle", "2028")
    assert (status, faults, "Weaving in [-Ghana-] [+Togo+]" in said) == (0, "", True)
    told = command("forms", "compare", "ICH-04", before, before, "--cycle", "2028", "--lang", "fr")
    assert told == (0, "Aucune réponse n'a été modifiée.\n\n", "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([1], "form: these are not answers"),
        ({"contact": 5}, "Contact person for correspondence: it is not given by State"),
        ({"states": 7}, "State(s) Party(ies): it is not a list"),
        ({"project_summary": ["a"]}, f"{LABEL}: it is not a text"),
    ],
)
def test_answers_that_are_not_understood_are_said_and_not_compared(
    command: Run, tmp_path: Path, given: Any, sentence: str
):
    before, after = saved(tmp_path, {}, "before.json"), saved(tmp_path, given, "after.json")
    told = command("forms", "compare", "ICH-04", before, after, "--cycle", "2028")
    assert told == (1, "No answer was changed.\n\n", f"after.json: {sentence}\n")


# --- word --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_form_goes_to_word_and_comes_back(command: Run, tmp_path: Path, lang: str):
    given = answers(edition("ICH-04"), STATES)
    file = saved(tmp_path, given)
    out = ("forms", "word", "ICH-04", "form.docx", *FOR, "--lang", lang)
    assert command(*out, "--answers", file) == (0, "", "")
    status, said, faults = command("forms", "read-word", "ICH-04", "form.docx", *FOR)
    assert (status, json.loads(said), faults) == (0, given, "")
    assert command(*out) == (0, "", "")
    assert command("forms", "read-word", "ICH-04", "form.docx", *FOR) == (0, "{}\n", "")


def test_what_cannot_be_written_is_said_and_the_rest_is_written(command: Run, tmp_path: Path):
    file = saved(tmp_path, {"project_summary": "a\0b", "x": "y"})
    out = ("forms", "word", "ICH-04", "form.docx", *FOR, "--answers", file)
    assert ended(command(*out)) == (
        1,
        [],
        ['- form: left out, there is no such part: "x"',
         f"- {LABEL}: 1 character that no Word document can hold left out (U+0000)"],
    )  # fmt: skip
    assert ended(command(*out, "--lang", "fr"))[2][0] == (
        "- formulaire : omis, il n'y a pas de rubrique : « x »"
    )
    status, said, _ = command("forms", "read-word", "ICH-04", "form.docx", *FOR)
    assert (status, json.loads(said)) == (0, {"project_summary": "ab"})


def test_a_place_that_cannot_be_written_to_is_said(command: Run):
    told = command("forms", "word", "ICH-04", "nowhere/form.docx", *FOR)
    assert told == (1, "", "nowhere/form.docx cannot be written (No such file or directory)\n")


# --- read-word ---------------------------------------------------------------------------------

BODY = control("project_summary", p("One")) + control("fax", p("Two"))


def kept(folder: Path, content: BytesIO) -> str:
    (folder / "form.docx").write_bytes(content.getvalue())
    return "form.docx"


def test_what_cannot_be_placed_is_said_beside_the_answers(command: Run, tmp_path: Path):
    file = kept(tmp_path, word(BODY))
    status, said, faults = command("forms", "read-word", "ICH-04", file, *FOR)
    assert (status, json.loads(said), faults) == (
        1, {"project_summary": "One"}, '- the form has no field fax: "Two"\n',
    )  # fmt: skip
    faults = command("forms", "read-word", "ICH-04", file, *FOR, "--lang", "fr")[2]
    assert faults == "- le formulaire n'a pas de champ fax : « Two »\n"


def test_as_json_the_answers_and_what_is_left_stand_together(command: Run, tmp_path: Path):
    file = kept(tmp_path, word(BODY))
    status, said, faults = command("forms", "read-word", "ICH-04", file, *FOR, "--json")
    (left,) = read_body(BODY).unplaced
    assert (status, faults) == (1, "")
    assert json.loads(said) == {
        "answers": {"project_summary": "One"},
        "unplaced": [{"en": left.said.en, "fr": left.said.fr, "text": "Two"}],
    }
    file = kept(tmp_path, word(control("project_summary", p("One"))))
    status, said, _ = command("forms", "read-word", "ICH-04", file, *FOR, "--json")
    assert (status, json.loads(said)["unplaced"]) == (0, [])


def test_a_file_that_is_not_read_is_a_sentence(command: Run, tmp_path: Path):
    file = kept(tmp_path, BytesIO(b"%PDF-1.7"))
    told = command("forms", "read-word", "ICH-04", file, *FOR)
    assert told == (1, "", "form.docx: it is not a Word document (.docx)\n")
    told = command("forms", "read-word", "ICH-04", file, *FOR, "--lang", "fr")
    assert told == (1, "", "form.docx: ce n'est pas un document Word (.docx)\n")
