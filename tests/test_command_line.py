"""What a user of the command line is told, and with which exit status."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

OSEI = ("--as", "state_party", "--name", "N. Osei", "--for", "Ghana")
LIND = ("--as", "secretariat", "--name", "A. Lind")
DRAWN = (
    "open", "rl", "--name", "N. Osei", "--for", "Ghana",
    "--answer", "title=Kente weaving", "--answer", "cycle=2090", "--answer", "states=Ghana; Togo",
    "--answer", "contact=osei@example.org",
)  # fmt: skip
KENTE = (*DRAWN, "--reference", "RL-2090-0001")


def test_a_dossier_is_opened_submitted_and_registered(run: Run):
    assert run(*KENTE)[:2] == (0, "RL-2090-0001 is draft, version 1\n")
    assert run("move", "RL-2090-0001", "submit", *OSEI)[:2] == (
        0, "RL-2090-0001 is submitted, version 2\n",
    )  # fmt: skip
    status, said, _ = run(
        "move", "RL-2090-0001", "register", *LIND, "--answer", "file_no=02345", "--json"
    )
    told = json.loads(said)
    assert (status, told["state"], told["version"], told["again"]) == (0, "registered", 3, False)
    assert json.loads(run("show", "02345", "--json")[1])["reference"] == "RL-2090-0001"


def test_a_reference_is_drawn_so_that_none_tells_how_many_drafts_others_have(run: Run):
    said = [run(*DRAWN)[1] for _ in range(5)]
    assert all(re.fullmatch(r"RL-2090-\d{4} is draft, version 1\n", one) for one in said)
    numbers = [int(one.split()[0][-4:]) for one in said]
    assert len(set(numbers)) == 5
    assert numbers != list(range(numbers[0], numbers[0] + 5))


def test_a_refusal_names_all_reasons_at_once_each_with_its_paragraph_and_writes_nothing(run: Run):
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    kenya = ("--as", "state_party", "--name", "N. Osei", "--for", "Kenya")
    status, said, reasons = run("move", "RL-2090-0001", "register", *kenya, "--answer", "x=1")
    assert (status, said) == (1, "")
    assert reasons.splitlines() == [
        "Refused:",
        "- this step is for the Secretariat or the Head of the Secretariat; N. Osei acts as the "
        "State Party [OD 54]",
        "- file number (file_no) is not given [OD 54]",
        "- 'x' is not asked for here; asked for: file number (file_no) [OD 54]",
        "- N. Osei speaks for Kenya, which does not submit this dossier [OD 20-25]",
    ]
    assert json.loads(run("show", "RL-2090-0001", "--json")[1])["version"] == 2


def test_a_refusal_as_json_has_rule_sentence_and_paragraph(run: Run):
    status, said, _ = run("move", "RL-2090-0009", "submit", *OSEI, "--json")
    assert status == 1
    assert json.loads(said) == {
        "refused": [
            {
                "rule": "dossier",
                "sentence": "there is no dossier 'RL-2090-0009'",
                "cite": "House rule 3",
            }
        ]
    }


def test_an_unknown_step_names_the_possible_ones(run: Run):
    run(*KENTE)
    status, _, reasons = run("move", "RL-2090-0001", "subnit", *OSEI)
    assert status == 1
    assert reasons.splitlines()[1] == (
        "- the dossier is \"Draft\"; 'subnit' is no step of the workflow rl; "
        "possible from there: submit, rank, withdraw [House rule 1]"
    )


def test_a_page_opened_an_hour_ago_is_told_what_happened_since(run: Run):
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    status, _, reasons = run("move", "RL-2090-0001", "withdraw", *OSEI, "--seen", "1")
    assert status == 1
    assert 'what happened since version 1: "Submitted" by N. Osei (State Party)' in reasons


@pytest.mark.parametrize(
    "arguments",
    [
        ("move", "RL-2090-0001", "submit", "--as", "emperor", "--name", "N"),
        ("move", "RL-2090-0001", "submit", *OSEI, "--answer", "nothing"),
        ("register", "count", "--as-of", "2021-13-01"),
        ("register", "import", "no-such-file.csv"),
        ("audit", "prove"),
        ("move", "RL-2090-0001"),
    ],
)
def test_misuse_ends_with_status_2(run: Run, arguments: tuple[str, ...]):
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize("odd", ["../etc", "RL 1", "x" * 65, "\udcff", "-", "É", "a;b"])
def test_an_odd_reference_is_refused_in_a_sentence(run: Run, odd: str):
    assert run("move", "--", odd, "submit")[0] == 2  # the role is missing
    status, _, reasons = run(*KENTE, f"--reference={odd}")
    assert status == 1
    assert "is no reference: letters, digits, full stops and dashes, 64 at most" in reasons
    status, _, reasons = run("show", "--", odd)
    assert (status, reasons.startswith("there is no dossier")) == (1, True)


def test_texts_that_cannot_be_kept_are_refused_in_a_sentence(run: Run):
    status, _, reasons = run(*KENTE[:3], "N. \udcff", *KENTE[4:])
    assert status == 1
    assert "- the actor's name: it holds control characters [House rule 5]" in reasons


def test_the_same_request_sent_twice_opens_one_dossier(run: Run):
    first = run(*KENTE, "--request", "k-1")
    again = run(*KENTE, "--request", "k-1")
    assert first[1] == "RL-2090-0001 is draft, version 1\n"
    assert again[1] == ("RL-2090-0001 is draft, version 1 (done before, under the same request)\n")
    assert len(json.loads(run("list", "--json")[1])) == 1


def test_the_dossiers_of_a_cycle_are_listed(run: Run):
    run(*KENTE)
    assert json.loads(run("list", "--cycle", "2090", "--json")[1]) == [
        {
            "reference": "RL-2090-0001",
            "file_no": None,
            "workflow": "rl",
            "cycle": 2090,
            "state": "draft",
            "version": 1,
            "title": "Kente weaving",
            "states": ["Ghana", "Togo"],
        }
    ]
    assert json.loads(run("list", "--cycle", "2091", "--json")[1]) == []
    assert "Kente weaving" in run("list", "--state", "draft")[1]


def test_a_dossier_is_shown_with_its_turn_deadlines_timeline_and_next_steps(run: Run):
    run(*KENTE)
    told = json.loads(run("show", "RL-2090-0001", "--json")[1])
    assert (told["state"], told["turn"]) == ("draft", "state_party")
    assert [one["local"] for one in told["deadlines"]] == [
        "2089-03-31T18:00:00+02:00", "2089-09-30T23:59:59+02:00",
    ]  # fmt: skip
    assert [one["trigger"] for one in told["timeline"]] == ["open"]
    assert [(one["trigger"], one["by"]) for one in told["next"]] == [
        ("submit", ["state_party"]), ("rank", ["state_party", "secretariat", "head"]),
        ("withdraw", ["state_party"]),
    ]  # fmt: skip
    text = run("show", "RL-2090-0001")[1]
    assert text.startswith("RL-2090-0001  Kente weaving\n")


def test_letters_are_sent_once_and_held_ones_wait_for_a_name(run: Run, tmp_path: Path):
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    assert run("letters", "held")[1] == ""
    assert run("letters", "send")[1] == "1 sent, 0 failed\n"
    assert run("letters", "send")[1] == "0 sent, 0 failed\n"
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == [
        "RL-2090-0001.submission_received.2.eml"
    ]
    status, _, reasons = run("letters", "release", "nothing", "--name", "A. Lind")
    assert (status, reasons) == (
        1, "no letter is held under the key nothing [House rule 3]\n"
    )  # fmt: skip


def test_the_program_runs_as_a_program():
    done = subprocess.run(
        [Path(sys.executable).with_name("dossiers"), "--help"], capture_output=True, check=False
    )
    assert (done.returncode, b"workflow engine" in done.stdout, done.stderr) == (0, True, b"")
