"""Commands about everything at once: the register, the audit, the database they work on."""

import json
import re
from pathlib import Path

import pytest

from portal import cli
from tests.conftest import Run
from tests.test_command_line import KENTE


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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL: test_demo
def test_the_demonstration_works_on_a_given_empty_database_and_says_how_to_look_at_it(run: Run):
    status, said, _ = run("demo", "--no-serve")
    assert status == 0
    (line,) = [one for one in said.splitlines() if one.startswith("Look at it: DOSSIERS_DATABASE")]
    assert line.endswith(" dossiers show 01853")
    assert "Come in by one click at http://127.0.0.1:8000/demo as" in said
    assert {"N. Osei", "R. Haddad", "J. Ortega"} <= set(re.findall(r"\w\. \w+", said))
    assert json.loads(run("show", "01853", "--json")[1])["state"] == "inscribed"
    assert run("audit", "verify")[0] == 0
    status, _, refused = run("demo", "--no-serve")
    assert (status, refused.partition(" dossiers and ")[2]) == (
        1, "583 elements; the demonstration needs an empty one\n",
    )  # fmt: skip
