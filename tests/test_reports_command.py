"""`dossiers reports`: scheduling what is owed, and how much of it came."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

REGISTER = Path(__file__).parents[1] / "workflows" / "data" / "register-2021.csv"


@pytest.fixture
def register(run: Run) -> Run:
    """The commands, over UNESCO's register to the end of 2021."""
    status, _, said = run("register", "import", str(REGISTER))
    assert (status, said) == (0, "")
    return run


def test_the_reports_of_2028_are_scheduled_once(register: Run):
    status, told, _ = register("reports", "schedule", "--past", "--year", "2028", "--json")
    first = json.loads(told)
    assert status == 0
    assert len(first["opened"]) == 11
    assert (first["there"], first["refused"], first["dry_run"]) == ([], [], False)
    assert {one["inscribed_in"] for one in first["opened"]} == {2012, 2016, 2020}
    _, told, _ = register(
        "reports", "schedule", "--past", "--year", "2028", "--json", "--name", "A. Lind"
    )
    second = json.loads(told)
    assert second["opened"] == []
    assert second["there"] == first["opened"]
    _, listed, _ = register("list", "--state", "scheduled", "--json")
    assert [one["reference"] for one in json.loads(listed)] == [
        one["reference"] for one in first["opened"]
    ]


def test_a_dry_run_shows_them_and_opens_nothing(register: Run):
    status, told, _ = register("reports", "schedule", "--past", "--year", "2028", "--dry-run")
    assert status == 0
    assert "11 would be opened" in told
    assert "USL-REPORT-2028-" in told
    assert "0 were there already." in told
    assert json.loads(register("list", "--json")[1]) == []


def test_the_reports_of_a_region_are_scheduled_and_counted(run: Run):
    asked = ("reports", "schedule", "--year", "2024", "--periodic", "asia_pacific")
    status, _, said = run(*asked)
    assert (status, "say --past to do so" in " ".join(said.split())) == (2, True)
    status, told, _ = run(*asked, "--past")
    assert (status, "42 opened" in told) == (0, True)
    at = "received_at=2024-12-01T09:00:00+01:00"
    by = ("--as", "secretariat", "--name", "A. Lind", "--answer", at)
    for state in ("JPN", "UZB"):
        assert run("move", f"PERIODIC-REPORT-2024-{state}", "record_report", *by)[0] == 0
    status, told, _ = run("reports", "due", "--year", "2024", "--as-of", "2024-12-31", "--json")
    assert status == 0
    assert json.loads(told) == {
        "year": 2024,
        "as_of": "2024-12-31T22:59:59.999999+00:00",
        "rates": [
            {
                "workflow": "periodic_report",
                "of": "Asia and the Pacific",
                "received": 2,
                "late": 0,
                "due": 42,
                "percent": 5,
            }
        ],
    }
    _, shown, _ = run("reports", "due", "--year", "2024", "--as-of", "2024-11-30")
    assert "Reports due in 2024, as of 2024-11-30 22:59 UTC" in shown
    assert "0 %" in shown


def test_in_the_year_of_another_region_every_reason_is_told(run: Run):
    asked = ("reports", "schedule", "--year", "2024", "--periodic", "arab_states", "--past")
    status, told, said = run(*asked)
    assert (status, "0 opened" in told) == (1, True)
    assert (
        "- PERIODIC-REPORT-2024-DZA: in 2024 it is for Asia and the Pacific to report, not for "
        "Algeria [OD 151-152]"
    ) in said.splitlines()


def test_a_region_of_the_second_cycle_is_scheduled_on_the_day_that_a_decision_fixed(run: Run):
    fixed = ("--on", "2029-12-15", "--authority", "decision 21.COM 9")
    asked = ("reports", "schedule", "--past", "--year", "2029", "--periodic", "arab_states")
    status, told, _ = run(*asked, *fixed, "--json")
    assert (status, len(json.loads(told)["opened"])) == (0, 19)
    _, told, _ = run("show", "PERIODIC-REPORT-2029-DZA", "--json")
    assert [one["local"] for one in json.loads(told)["deadlines"]] == ["2029-12-15T23:59:59+01:00"]
    _, told, _ = run("reports", "due", "--year", "2029", "--json")
    assert [(one["of"], one["due"]) for one in json.loads(told)["rates"]] == [("Arab States", 19)]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--periodic", "atlantis"], "'atlantis' is no region; there are latin_america, europe,"),
        (["--on", "2028-12-15"], "--on and --authority go with --periodic"),
        (["--periodic", "africa", "--on", "2028-12-15"], "and its --authority"),
        (["--periodic", "africa", "--authority", "x"], "needs --on"),
        (["--periodic", "africa", "--on", "2029-12-15", "--authority", "x"], "in the year"),
    ],
)
def test_a_misuse_is_told(run: Run, more: list[str], sentence: str):
    status, _, said = run("reports", "schedule", "--year", "2028", *more)
    assert status == 2
    assert sentence in " ".join(said.replace("│", " ").split())


def test_a_year_that_the_timetable_does_not_know_is_a_misuse(command: Run):
    assert command("reports", "schedule", "--year", "2100")[0] == 2


def test_where_nothing_is_due_there_is_no_rate(run: Run):
    status, told, _ = run("reports", "due", "--year", "2031", "--json")
    assert (status, json.loads(told)["rates"]) == (0, [])
