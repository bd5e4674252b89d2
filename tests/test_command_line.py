"""What a user of the command line is told, and with which exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal import cli

Run = Callable[..., tuple[int, str, str]]

OSEI = ("--as", "state_party", "--name", "N. Osei", "--for", "Ghana")
LIND = ("--as", "secretariat", "--name", "A. Lind")
KENTE = (
    "open", "rl", "--name", "N. Osei", "--for", "Ghana",
    "--answer", "title=Kente weaving", "--answer", "cycle=2090", "--answer", "states=Ghana; Togo",
    "--answer", "contact=osei@example.org",
)  # fmt: skip


@pytest.fixture
def run(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:  # fmt: skip
    """Run a command: its exit status, what it says on stdout, and on stderr."""
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", database_url)
    monkeypatch.setenv("DOSSIERS_OUTBOX", str(tmp_path / "outbox"))
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dossiers", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return running


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


def test_the_next_dossier_has_the_next_reference(run: Run):
    run(*KENTE)
    assert run(*KENTE)[1] == "RL-2090-0002 is draft, version 1\n"


def test_a_refusal_names_all_reasons_at_once_each_with_its_paragraph_and_writes_nothing(run: Run):
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    kenya = ("--as", "state_party", "--name", "N. Osei", "--for", "Kenya")
    status, said, reasons = run("move", "RL-2090-0001", "register", *kenya, "--answer", "x=1")
    assert (status, said) == (1, "")
    assert reasons.splitlines() == [
        "Refused:",
        "- register is for secretariat or head; N. Osei is state_party [OD 54]",
        "- file number (file_no) is not given [OD 54]",
        "- register does not ask for 'x'; it asks for file_no [OD 54]",
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
        "- the dossier is \"Draft\" (draft); 'subnit' is no step of the workflow rl; "
        "possible from there: submit, withdraw [House rule 1]"
    )


def test_a_page_opened_an_hour_ago_is_told_what_happened_since(run: Run):
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    status, _, reasons = run("move", "RL-2090-0001", "withdraw", *OSEI, "--seen", "1")
    assert status == 1
    assert "what happened since version 1: submit by N. Osei (state_party)" in reasons


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
        ("submit", ["state_party"]), ("withdraw", ["state_party"]),
    ]  # fmt: skip
    text = run("show", "RL-2090-0001")[1]
    assert text.startswith("RL-2090-0001  Kente weaving\n")


def test_the_audit_is_sealed_verified_and_exported(run: Run, tmp_path: Path):
    run(*KENTE)
    status, said, _ = run("audit", "seal", "--json")
    sealed = json.loads(said)
    assert (status, sealed["number"], sealed["dossiers"]) == (0, 1, 1)
    assert sealed["short"].replace("-", "") == sealed["hash"][:16]
    assert run("audit", "verify", "--seal", sealed["short"])[:2] == (
        0, "The audit trail holds: 1 dossiers, 1 entries, 1 seals read.\n",
    )  # fmt: skip
    export = str(tmp_path / "trail.jsonl")
    assert run("audit", "export", export)[0] == 0
    assert run("audit", "verify", "--export", export, "--seal", sealed["hash"])[0] == 0
    other = "0" * 64
    status, said, reasons = run("audit", "verify", "--seal", other)
    assert (status, said) == (1, "")
    assert reasons.splitlines()[0] == (
        f"The audit trail does not hold: no seal answers to {other}: what it sealed was cut off, "
        "or it is of another database"
    )
    status, said, _ = run("audit", "verify", "--json", "--seal", other)
    assert (status, json.loads(said)["holds"]) == (1, False)
    Path(export).write_text("nonsense", "utf-8")
    assert run("audit", "verify", "--export", export)[2].startswith("trail.jsonl is not an audit")


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
    assert (status, reasons) == (1, "no letter is held under the key nothing\n")


def test_without_a_schema_a_command_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", f"sqlite:///{tmp_path}/fresh.sqlite")
    assert run("list") == (
        1, "", "the database's schema is not the one needed; run: dossiers upgrade\n",
    )  # fmt: skip
    assert run("upgrade")[:2] == (0, "The database is ready.\n")
    assert run("upgrade")[:2] == (0, "The database is ready.\n")
    assert run("list", "--json")[1] == "[]\n"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "DOSSIERS_DATABASE_URL is not a database's address"),
        ("mysql://x", "DOSSIERS_DATABASE_URL is not a database's address"),
        ("postgresql://127.0.0.1:1/x", "the database does not answer"),
        ("sqlite:////dev/null/x.sqlite", "DOSSIERS_DATABASE_URL is not a database's address"),
    ],
)
def test_a_database_that_is_not_there_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
):
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", url)
    status, said, reasons = run("upgrade")
    assert (status, said, reasons.startswith(sentence)) == (1, "", True)


def test_a_setting_that_makes_no_sense_is_named(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOSSIERS_SMTP__PORT", "many")
    status, _, reasons = run("letters", "send")
    assert (status, reasons.partition(":")[0]) == (1, "DOSSIERS_SMTP__PORT")


def test_the_register_is_imported_counted_and_listed(run: Run):
    file = Path("workflows/data/register-2021.csv")
    content = (Path(cli.__file__).parent.parent / file).read_bytes()
    Path("register.csv").write_bytes(content)
    assert run("register", "import", "register.csv")[:2] == (
        0, "630 elements imported, 0 were there already.\n",
    )  # fmt: skip
    assert run("register", "import", "register.csv")[1] == (
        "0 elements imported, 630 were there already.\n"
    )
    assert json.loads(run("register", "count", "--as-of", "2021-12-31", "--json")[1]) == {
        "as_of": "2021-12-31",
        "elements": 630,
        "states": 140,
        "by_list": {"USL": 71, "RL": 530, "GSP": 29},
    }
    states = json.loads(run("register", "states", "--as-of", "2021-12-31", "--json")[1])
    assert len(states) == 140
    haiti = {"state": "Haiti", "inscribed": 1, "inscribed_national": 1}
    assert [one for one in states if one["state"] == "Haiti"] == [haiti]
    assert "630" in run("register", "count", "--as-of", "2021-12-31")[1]
    assert "Haiti" in run("register", "states", "--as-of", "2021-12-31")[1]


def test_a_bad_register_file_is_refused_whole_with_every_line_and_reason(run: Run):
    Path("bad.csv").write_bytes(
        b"file_no,name,list,year,states,decision\n"
        b"00001,Good,RL,2008,Kenya,3.COM 1\n"
        b"00002,Nowhere,RL,2008,Atlantis,3.COM 1\n"
        b"00001,Again,XL,1999,Kenya; Kenya,3.COM 1\n"
        b"00003,Caf\xe9,RL,2008,Kenya,3.COM 1\n"
    )
    status, said, reasons = run("register", "import", "bad.csv")
    assert (status, said) == (1, "")
    assert reasons.splitlines() == [
        "line 3: no State is named 'Atlantis'",
        "line 4: 'XL' is none of the lists USL, RL, GSP",
        f"line 4: '1999' is not a year from 2008 to {_this_year()}",
        "line 4: Kenya is named twice",
        "line 4: the file number 00001 is already on line 2",
        "line 5: it is not UTF-8 (byte 0xe9 at 10)",
        "Nothing was imported: 6 fault(s).",
    ]
    assert json.loads(run("register", "count", "--json")[1])["elements"] == 0


def _this_year() -> int:
    from portal.assemble import now

    return now().year


def test_an_element_in_the_register_is_not_imported_with_another_content(run: Run):
    head = "file_no,name,list,year,states,decision\n"
    Path("one.csv").write_text(f"{head}00001,Gelede,RL,2008,Benin; Togo,3.COM 1\n", "utf-8")
    Path("two.csv").write_text(f"{head}1,Gelede,RL,2008,Benin,3.COM 1\n", "utf-8")
    assert run("register", "import", "one.csv")[0] == 0
    status, _, reasons = run("register", "import", "two.csv")
    assert (status, reasons.splitlines()[0]) == (
        1, "00001: it is already in the register with another content (RL 2008, Benin; Togo)",
    )  # fmt: skip


def test_the_program_runs_as_a_program():
    done = subprocess.run(
        [Path(sys.executable).with_name("dossiers"), "--help"], capture_output=True, check=False
    )
    assert (done.returncode, b"workflow engine" in done.stdout, done.stderr) == (0, True, b"")
