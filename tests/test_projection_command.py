"""`dossiers cycle project`: what a delegate is told of the years ahead, and what is refused."""

import csv
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import typer
from sqlalchemy import Engine
from typer.testing import CliRunner

from engine.runtime.office import Office
from portal.commands import projection
from portal.commands.saying import at_the_end
from portal.projection_told import COLUMNS, LETTERS
from portal.register import import_register
from workflows.selection.projection import GROUPS

Project = Callable[..., tuple[int, str, str]]

REGISTER = resources.files("workflows") / "data" / "register-2021.csv"
DRAFT = (resources.files("workflows") / "parameters" / "draft-2028.toml").read_text("utf-8")
YEARS = ("--from", "2026", "--to", "2028")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Run the command in an empty folder beside a register: its status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "register.csv").write_bytes(REGISTER.read_bytes())
    app, cycle = typer.Typer(), typer.Typer()
    projection.add_to(cycle)
    cycle.callback()(lambda: None)
    app.add_typer(cycle, name="cycle")

    def running(*arguments: str, register: str = "register.csv") -> tuple[int, str, str]:
        given = ("--register", register) if register else ()
        with at_the_end:
            ended = CliRunner().invoke(app, ["cycle", "project", *arguments, *given])
        return ended.exit_code, ended.stdout, ended.stderr

    return running


def data(project: Project, *arguments: str) -> dict:  # type: ignore[type-arg]
    status, said, _ = project(*YEARS, "--json", *arguments)
    assert status == 0
    told: dict = json.loads(said)  # type: ignore[type-arg]
    return told


def names(project: Project, *arguments: str) -> list[str]:
    return [policy["name"] for policy in data(project, "--inflow", "9", *arguments)["policies"]]


# --- what is told ------------------------------------------------------------------------------


def test_the_tables_say_the_backlog_and_the_waiting_time_of_each_group(project: Project):
    status, said, talk = project(*YEARS, "--inflow", "120,140", "--seed", "4")
    assert (status, talk) == (0, "")
    titles = [line.rstrip() for line in said.splitlines() if line.startswith(("A:", "B:", "Wait"))]
    assert titles == [
        "A: law: files of each cycle",
        "A: law: files left after each cycle, by group",
        "B: 2024-2025: files of each cycle",
        "B: 2024-2025: files left after each cycle, by group",
        "Waiting time in cycles (A: law; B: 2024-2025)",
    ]
    cells = [line.split() for line in said.splitlines()]
    assert sum(row[:1] == ["multinational"] for row in cells) == 2
    assert "…" not in said
    assert (
        "- Each cycle has 120 or 140 new files, each as likely as the others, by the seed 4;"
        in (said)
    )


def test_the_json_holds_the_same_figures_exactly_with_all_assumptions(project: Project):
    told = data(project, "--inflow", "130..150", "--seed", "4", "--reentry", "90")
    assert list(told) == ["from", "to", "seed", "reentry", "inflow", "assumptions", "policies"]
    assert (told["from"], told["to"], told["seed"], told["reentry"]) == (2026, 2028, 4, 90)
    assert told["inflow"] == list(range(130, 151))
    assert told["assumptions"][0].startswith("Each cycle has from 130 to 150 new files")
    for policy in told["policies"]:
        for cycle in policy["cycles"]:
            assert list(cycle["groups"]) == list(GROUPS)
            for name in ("new", "given_up", "outside", "inside", "treated", "backlog"):
                assert cycle[name] == sum(row[name] for row in cycle["groups"].values())
        assert list(policy["waiting"]) == list(GROUPS)
    assert told["policies"][0]["holds"] == [
        {
            "from": 2026, "to": 2027, "ceiling": 60, "wording": "no more than 60",
            "ceiling_cite": "19.COM 15", "rules": "2026-2027", "rules_cite": "OD 34; 19.COM 15",
        },
        {
            "from": 2028, "to": 2028, "ceiling": 60, "wording": "no more than 60",
            "ceiling_cite": "draft; as 19.COM 15", "rules": "2028-2029",
            "rules_cite": "draft; as OD 34 and 19.COM 15",
        },
    ]  # fmt: skip


def test_a_mean_is_an_exact_fraction_and_shown_with_one_decimal(project: Project):
    waits = data(project, "--inflow", "140")["policies"][0]["waiting"]["I"]
    assert list(waits) == ["treated", "mean", "longest", "left", "mean_left", "longest_left"]
    assert list(waits["mean"]) == ["exact", "shown"]
    whole, _, parts = waits["mean"]["exact"].partition("/")
    assert abs(int(whole) / int(parts or 1) - float(waits["mean"]["shown"])) <= 0.05
    none = data(project, "--inflow", "0")["policies"][0]["waiting"]["I"]
    assert none == dict.fromkeys(waits) | {"treated": 0, "left": 0}


def test_without_an_inflow_the_reported_figures_are_drawn_from(project: Project):
    told = data(project)
    assert told["inflow"] == [121, 140, 137, 170]
    assert {cycle["new"] for policy in told["policies"] for cycle in policy["cycles"]} <= {
        121, 140, 137, 170,
    }  # fmt: skip
    assert "Taken as new files of each cycle they overstate" in " ".join(told["assumptions"])


def test_the_csv_file_has_a_line_for_each_policy_cycle_and_group(project: Project):
    told = data(project, "--inflow", "140", "--csv", "out.csv")
    with Path("out.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 2 * 3 * len(GROUPS)
    said = [
        {"policy": policy["name"], "cycle": cycle["cycle"], "group": group, **row}
        for policy in told["policies"]
        for cycle in policy["cycles"]
        for group, row in cycle["groups"].items()
    ]
    assert rows == [{name: str(one[name]) for name in COLUMNS} for one in said]


def test_the_drawing_is_written_beside_the_data_and_talk_goes_to_stderr(project: Project):
    status, said, talk = project(*YEARS, "--json", "--csv", "a.csv", "--svg", "a.svg")
    assert (status, talk) == (0, "a.csv is written.\na.svg is written.\n")
    assert json.loads(said)["from"] == 2026
    assert Xml.parse("a.svg").getroot().attrib["role"] == "img"


def test_the_same_call_gives_the_same_files(project: Project):
    written = []
    for name in ("a", "b"):
        project(*YEARS, "--csv", f"{name}.csv", "--svg", f"{name}.svg")
        written.append((Path(f"{name}.csv").read_bytes(), Path(f"{name}.svg").read_bytes()))
    assert written[0] == written[1]


# --- which policies ----------------------------------------------------------------------------


def test_policies_are_the_law_sets_of_its_rules_and_files_each_once(project: Project):
    Path("mine.toml").write_text("\ufeff" + DRAFT, "utf-8")
    assert names(project) == ["law", "2024-2025"]
    assert names(
        project, "--policy", "2014-2023", "--policy", "mine.toml", "--policy", "2014-2023"
    ) == ["2014-2023", "mine.toml"]  # fmt: skip


def test_each_ceiling_is_tried_with_each_policy_or_with_the_law_alone(project: Project):
    assert names(project, "--ceiling", "60", "--ceiling", "80", "--ceiling", "60") == [
        "law, ceiling 60", "law, ceiling 80",
    ]  # fmt: skip
    both = ("--policy", "law", "--policy", "2024-2025", "--ceiling", "60", "--ceiling", "80")
    assert names(project, *both) == [
        "law, ceiling 60", "law, ceiling 80", "2024-2025, ceiling 60", "2024-2025, ceiling 80",
    ]  # fmt: skip


def test_eight_policies_are_compared_and_nine_are_too_many(project: Project):
    assert len(LETTERS) == projection.MOST_POLICIES
    tried = [option for number in range(9) for option in ("--ceiling", str(number))]
    assert len(names(project, *tried[:-2])) == 8
    status, said, why = project(*YEARS, *tried)
    assert (status, said, why) == (1, "", "9 policies are more than the 8 one can compare.\n")


def test_all_faults_of_all_policies_are_told_at_once(project: Project):
    Path("bad.toml").write_text(DRAFT.replace("number = 60", "number = '60'"), "utf-8")
    policies = ("--policy", "bad.toml", "--policy", "2099-2100", "--policy", ".")
    status, said, why = project(*YEARS, *policies)
    known = "law, 2014-2023, 2024-2025, 2026-2027, 2028-2029"
    assert (status, said) == (1, "")
    assert why.splitlines() == [
        "bad.toml: ceiling: value 1: number is '60', not a number of files",
        f"2099-2100 is none of {known}, and no file to be read: No such file or directory",
        f". is none of {known}, and no file to be read: Is a directory",
    ]


def test_a_policy_that_is_no_text_is_refused(project: Project):
    Path("bad.toml").write_bytes(b"\xff")
    status, _, why = project(*YEARS, "--policy", "bad.toml")
    assert status == 1
    assert "bad.toml is none of law," in why


# --- what is refused ---------------------------------------------------------------------------


def test_the_cycles_are_in_order_and_fifty_at_most(project: Project):
    for first, last in (("2028", "2027"), ("2026", "2076")):
        status, _, why = project("--from", first, "--to", last)
        sentence = f"The cycles from {first} to {last} are not between 1 and 50 cycles.\n"
        assert (status, why) == (1, sentence)
    assert project("--from", "2026", "--to", "2075", "--inflow", "1")[0] == 0
    assert project("--from", "2028", "--to", "2028", "--inflow", "1")[0] == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [("--inflow", "many"), ("--inflow", "5..1"), ("--ceiling", "-1"), ("--reentry", "101")],
)
def test_a_number_that_is_none_is_a_misuse(project: Project, option: str, value: str):
    status, said, why = project(*YEARS, f"{option}={value}")
    assert (status, said) == (2, "")
    assert option in why


def test_a_cycle_before_the_law_is_refused(project: Project):
    assert project("--from", "2011", "--to", "2012") == (
        1, "", "ceiling: no value is set for cycle 2011\n",
    )  # fmt: skip


def test_what_cannot_be_read_or_written_is_said(project: Project):
    assert project(*YEARS, register="none.csv") == (
        1, "", "none.csv cannot be read: No such file or directory\n",
    )  # fmt: skip
    Path("bad.csv").write_text("name\n", "utf-8")
    status, _, why = project(*YEARS, register="bad.csv")
    assert status == 1
    assert why.startswith("bad.csv: line 1: ")
    assert project(*YEARS, "--inflow", "1", "--svg", "no/folder.svg") == (
        1, "", "no/folder.svg cannot be written: No such file or directory\n",
    )  # fmt: skip


# --- over the office's database ----------------------------------------------------------------


def test_the_offices_register_is_used_where_no_file_is_named(
    project: Project, office: Office, monkeypatch: pytest.MonkeyPatch, database_url: str
):
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", database_url)
    import_register(office, REGISTER.read_bytes())
    options = (*YEARS, "--json", "--inflow", "100")
    assert project(*options, register="") == project(*options)


def test_where_the_offices_register_is_empty_the_published_one_is_taken_and_said(
    project: Project, sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", str(sqlite_database.url))
    status, said, talk = project(*YEARS, "--json", register="")
    assert (status, said) == project(*YEARS, "--json")[:2]
    assert talk == "The office's register is empty: UNESCO's of 2021 is taken.\n"
